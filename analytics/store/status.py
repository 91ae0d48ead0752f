"""What is in the workspace: tables with their rows and dates, and how well they join on the customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from analytics.files.kinds import KINDS
from analytics.store.database import Database
from analytics.store.faults import faults_of
from analytics.store.other import other_tables


@dataclass(frozen=True)
class Join:
    """How many rows of ``table`` name a customer that ``with_table`` knows.

    ``rows`` counts the rows that name a customer at all.
    """

    table: str
    with_table: str
    rows: int
    matched: int

    @property
    def coverage(self) -> float:
        """The share of rows that join, from 0 to 1."""
        return self.matched / self.rows if self.rows else 0.0

    @property
    def sentence(self) -> str:
        """The coverage in words."""
        if not self.matched:
            return f"None of the {self.rows:,} {self.table} join a customer of {self.with_table}: the ids differ."
        return f"{self.coverage:.1%} of {self.rows:,} {self.table} join a customer of {self.with_table}."


def tables(database: Database) -> dict[str, dict[str, Any]]:
    """Every filled table: rows, distinct customers, first and last date (UTC, as ISO text).

    Rows dated after the last loading do not make the last date: the warnings tell of them.
    """
    found = {}
    now = loaded_at(database)
    for kind in KINDS.values():
        names = {field.name for field in kind.fields}
        customers = "count(DISTINCT customer_id)" if "customer_id" in names else "NULL"
        dated = kind.dated_by or ("joined_at" if kind.name == "customers" else "NULL::TIMESTAMP")
        rows, people, first, last = database.rows(
            f"SELECT count(*), {customers}, min({dated}), "
            f"max({dated}) FILTER ($now::TIMESTAMP IS NULL OR {dated} <= $now) FROM {kind.name}",
            {"now": now},
        )[0]
        if rows:
            found[kind.name] = {"rows": rows, "customers": people, "first": _text(first), "last": _text(last)}
    for name in _others(database):
        rows = database.value(f'SELECT count(*) FROM "{name}"')
        found[name] = {"rows": rows, "customers": None, "first": None, "last": None}
    return found


def joins(database: Database) -> list[Join]:
    """The join coverage of every filled table that names customers with customers and with sales."""
    found = []
    for table in ("surveys", "tickets", "sales", "subscriptions", "usage"):
        for other in ("customers", "sales"):
            if table == other or not database.value(f"SELECT 1 FROM {other} LIMIT 1"):
                continue
            rows, matched = database.rows(
                f"SELECT count(*), count(*) FILTER (customer_id IN (SELECT customer_id FROM {other})) "
                f"FROM {table} WHERE customer_id IS NOT NULL"
            )[0]
            if rows:
                found.append(Join(table, other, rows, matched))
    return found


def warnings(database: Database, now: datetime) -> list[str]:
    """Sentences about everything in the workspace that looks wrong."""
    with database.read() as cursor:
        found = list(faults_of(cursor, None, now))
    return found + [join.sentence for join in joins(database) if not join.matched]


def data_version(database: Database) -> int:
    """The number that every load, undo and change of the rules makes grow."""
    return int(database.value("SELECT value FROM counters WHERE name = 'data_version'"))


def loaded_at(database: Database) -> datetime | None:
    """When something was last loaded, None while nothing is."""
    found = database.value("SELECT max(loaded_at) FROM imports WHERE undone_at IS NULL")
    return found if isinstance(found, datetime) else None


def data_until(database: Database, now: datetime) -> datetime | None:
    """The latest time up to ``now`` at which anything happened in the data."""
    latest = " UNION ALL ".join(
        f"SELECT max({kind.dated_by}) AS latest FROM {kind.name} WHERE {kind.dated_by} <= $now"
        for kind in KINDS.values()
        if kind.dated_by and kind.name != "measures"
    )
    found = database.value(f"SELECT max(latest) FROM ({latest})", {"now": now})
    return found if isinstance(found, datetime) else None


def _others(database: Database) -> list[str]:
    with database.read() as cursor:
        return other_tables(cursor)


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
