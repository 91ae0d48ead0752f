"""Data-quality faults: rows that were kept but look wrong, told with their number and the rows behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb


@dataclass(frozen=True)
class Fault:
    """A sort of fault: what is wrong with the rows of ``table`` for which ``condition`` (SQL) holds.

    ``left_out`` says which figures go without these rows. ``$now`` in the condition is the present.
    """

    name: str
    table: str
    condition: str
    sentence: str
    left_out: str


_SPELLING = (
    "{key} IN (SELECT {key} FROM {table} SEMI JOIN (SELECT lower(trim({key})) AS plain FROM {table} "
    "WHERE {key} IS NOT NULL GROUP BY 1 HAVING count(DISTINCT {key}) > 1) AS s ON s.plain = lower(trim({table}.{key})))"
)

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
            ("usage", "occurred_at"),
        )
    ),
    *(
        Fault(
            f"{table}_id_spellings",
            table,
            _SPELLING.format(table=table, key="customer_id"),
            "name a customer in a spelling that differs from another row's by case or blanks only",
            "nothing, but they count as other customers",
        )
        for table in ("surveys", "tickets", "sales", "customers")
    ),
)


def faults_of(
    cursor: duckdb.DuckDBPyConnection, table: str | None, now: datetime, import_id: str | None = None
) -> tuple[str, ...]:
    """One sentence per sort of fault found, in one table or all, of one import or all."""
    sentences = []
    for fault in FAULTS:
        if table in (None, fault.table):
            found = count(cursor, fault, now, import_id)
            if found:
                sentences.append(f"{found:,} {fault.table} {fault.sentence}; left out of: {fault.left_out}.")
    return tuple(sentences)


def count(cursor: duckdb.DuckDBPyConnection, fault: Fault, now: datetime, import_id: str | None = None) -> int:
    """How many rows have the fault."""
    condition, values = _filled(fault, now)
    only = "" if import_id is None else " AND import_id = ?"
    row = cursor.execute(
        f"SELECT count(*) FROM {fault.table} WHERE ({condition}){only}",
        [*values, *([] if import_id is None else [import_id])],
    ).fetchone()
    return int(row[0]) if row else 0


def rows_with(
    cursor: duckdb.DuckDBPyConnection, fault: Fault, now: datetime, most: int = 1000
) -> duckdb.DuckDBPyConnection:
    """The rows that have the fault, as a query to fetch from."""
    condition, values = _filled(fault, now)
    return cursor.execute(f"SELECT * FROM {fault.table} WHERE {condition} LIMIT {int(most)}", values)


def _filled(fault: Fault, now: datetime) -> tuple[str, list[datetime]]:
    return fault.condition.replace("$now", "?"), [now] * fault.condition.count("$now")
