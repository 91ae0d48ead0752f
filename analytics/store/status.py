"""What is in the workspace: tables with their rows and dates, and how well they join on the customer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from analytics.files.kinds import KINDS
from analytics.store.coverage import Join, coverage
from analytics.store.database import Database
from analytics.store.faults import Warned, faults_found
from analytics.store.other import other_tables


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


def is_empty(database: Database) -> bool:
    """Whether no table holds a row; asked whenever a page is drawn, so it looks at one row of each and counts none.

    >>> is_empty(Database())
    True
    """
    there = " OR ".join(f'EXISTS (SELECT 1 FROM "{name}")' for name in (*KINDS, *_others(database)))
    return not database.value(f"SELECT {there}")


def joins(database: Database) -> list[Join]:
    """The join coverage of every filled table that names customers."""
    with database.read() as cursor:
        return coverage(cursor)


def faults(database: Database, now: datetime) -> tuple[Warned, ...]:
    """Everything in the workspace that looks wrong, with the number of rows behind it."""
    with database.read() as cursor:
        return faults_found(cursor, None, now)


def data_version(database: Database) -> int:
    """The number that every load, undo and change of the rules makes grow."""
    return int(database.value("SELECT value FROM counters WHERE name = 'data_version'"))


def loaded_at(database: Database) -> datetime | None:
    """When something was last loaded, None while nothing is."""
    found = database.value("SELECT max(loaded_at) FROM imports WHERE undone_at IS NULL")
    return found if isinstance(found, datetime) else None


def data_until(database: Database, now: datetime) -> datetime | None:
    """The latest time up to ``now`` at which anything happened in the data; of measures only where there is nothing else."""
    latest = " UNION ALL ".join(
        f"SELECT max({kind.dated_by}) AS latest FROM {kind.name} WHERE {kind.dated_by} <= $now"
        for kind in KINDS.values()
        if kind.dated_by and kind.name != "measures"
    )
    found = database.value(f"SELECT max(latest) FROM ({latest})", {"now": now})
    found = found or database.value(_MEASURED_UNTIL, {"now": now})
    return found if isinstance(found, datetime) else None


# A measure that is dated by the first day of months is known to the end of the last of them.
_MEASURED_UNTIL = """
SELECT CASE WHEN max(day(period)) = 1 THEN least(last_day(max(period)) + INTERVAL '86399 seconds', $now) ELSE max(period) END
FROM measures WHERE period <= $now
"""


def _others(database: Database) -> list[str]:
    with database.read() as cursor:
        return other_tables(cursor)


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
