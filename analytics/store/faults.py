"""Data-quality faults: rows that were kept but look wrong, told with their number and the rows behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb
import pandas as pd

from analytics.errors import NotFound
from analytics.store.database import Database
from analytics.store.rows_told import rows_that


@dataclass(frozen=True)
class Fault:
    """A sort of fault: what is wrong with the rows of ``table`` for which ``condition`` (SQL) holds.

    ``left_out`` says which figures go without these rows, if any do. ``$now`` in the condition is the present.
    """

    name: str
    table: str
    condition: str
    sentence: str
    left_out: str


@dataclass(frozen=True)
class Warned:
    """How many ``rows`` of ``table`` have the fault called ``name``, and the sentence about them."""

    name: str
    table: str
    rows: int
    sentence: str


# Compared id by id, because there are fewer of them than rows; and only those that differ so from another customer's
# anywhere, because the customers are put together already. (Whose orders all count nowhere is no customer there.)
_ALIKE = "SELECT unnest(list(spelled)) FROM ({ids}) GROUP BY lower(trim(spelled)) HAVING count(*) > 1"
_OF_TABLE = "SELECT DISTINCT customer_id AS spelled FROM {table} WHERE customer_id IS NOT NULL"
_OF_ANY = _ALIKE.format(ids="SELECT customer_id AS spelled FROM profiles")


def _spelled_otherwise(table: str) -> str:
    ids = _OF_TABLE.format(table=table)
    if table != "sales":
        ids += f" AND customer_id IN ({_OF_ANY})"
    return f"customer_id IN ({_ALIKE.format(ids=ids)})"


FAULTS: tuple[Fault, ...] = (
    Fault(
        "score_outside_scale",
        "surveys",
        "score IS NOT NULL AND (score < coalesce(CASE WHEN metric = 'nps' THEN 0 END, scale_low, score) "
        "OR score > coalesce(CASE WHEN metric = 'nps' THEN 10 END, scale_high, score))",
        "have a score outside its scale",
        "scores",
    ),
    Fault(
        "resolved_before_created",
        "tickets",
        "resolved_at < created_at",
        "were resolved before they were created",
        "resolution times",
    ),
    Fault(
        "responded_before_created",
        "tickets",
        "first_response_at < created_at",
        "were answered before they were created",
        "first response times",
    ),
    Fault(
        "resolved_before_response",
        "tickets",
        "coalesce(resolution_minutes, date_diff('second', created_at, resolved_at) / 60) "
        "< coalesce(first_response_minutes, date_diff('second', created_at, first_response_at) / 60)",
        "were resolved before their first response",
        "response and resolution times",
    ),
    Fault(
        "negative_duration",
        "tickets",
        "first_response_minutes < 0 OR resolution_minutes < 0",
        "have a negative duration",
        "response and resolution times",
    ),
    *(
        Fault(f"{table}_in_the_future", table, f"{column} > $now", "are dated in the future", "all figures over time")
        for table, column in (
            ("surveys", "answered_at"),
            ("tickets", "created_at"),
            ("sales", "ordered_at"),
            ("subscriptions", "started_at"),
            ("usage", "occurred_at"),
        )
    ),
    Fault(
        "ended_before_started",
        "subscriptions",
        "ended_at < started_at",
        "ended before they started",
        "how long subscriptions last",
    ),
    *(
        Fault(
            f"{table}_id_spellings",
            table,
            _spelled_otherwise(table),
            "name a customer in a spelling that differs from another row's by case or blanks only, "
            "and are counted for another customer",
            "",
        )
        for table in ("surveys", "tickets", "sales", "subscriptions", "usage", "customers")
    ),
)


def faults_found(
    cursor: duckdb.DuckDBPyConnection, table: str | None, now: datetime, import_id: str | None = None
) -> tuple[Warned, ...]:
    """Every sort of fault that rows have, in one table or all, of one import or all. ``now``: UTC."""
    found = []
    for name in dict.fromkeys(fault.table for fault in FAULTS if table in (None, fault.table)):
        faults = [fault for fault in FAULTS if fault.table == name]
        counts = ", ".join(f"count(*) FILTER ({fault.condition})" for fault in faults)
        rows = cursor.execute(
            f"SELECT {counts} FROM {name} WHERE $import_id::VARCHAR IS NULL OR import_id = $import_id",
            _told(counts, now, import_id),
        ).fetchall()[0]
        for fault, count in zip(faults, rows, strict=True):
            if count:
                rest = f"; left out of: {fault.left_out}" if fault.left_out else ""
                found.append(Warned(fault.name, name, count, f"{rows_that(count, name, fault.sentence)}{rest}."))
    return tuple(found)


def rows_behind(
    database: Database, name: str, now: datetime, import_id: str | None = None, first: int = 0, most: int = 1000
) -> pd.DataFrame:
    """The rows with the fault called ``name``, of one import or all, in the order of loading: up to ``most`` from ``first``.

    Where they stand (import_id, row_number), then the fields. Raises NotFound for a fault that there is not.
    """
    fault = next((fault for fault in FAULTS if fault.name == name), None)
    if fault is None:
        names = ", ".join(fault.name for fault in FAULTS)
        raise NotFound(f"There is no data-quality warning called {name}. There are: {names}.")
    return database.frame(
        f"SELECT import_id, row_number, * EXCLUDE (import_id, row_number, phase_rule) FROM {fault.table} "
        f"WHERE ({fault.condition}) AND ($import_id::VARCHAR IS NULL OR import_id = $import_id) "
        f"ORDER BY import_id, row_number LIMIT {int(most)} OFFSET {int(first)}",
        _told(fault.condition, now, import_id),
    )


def _told(condition: str, now: datetime, import_id: str | None) -> dict[str, datetime | str | None]:
    """The values for the names in a query; DuckDB refuses one that the query does not mention."""
    return {"import_id": import_id} | ({"now": now} if "$now" in condition else {})
