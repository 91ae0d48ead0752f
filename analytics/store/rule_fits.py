"""Which rules fit which rows, all of them and not only the first: what a rule would take, and what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

from analytics.journey.rules import TABLES, Rule
from analytics.store.database import Database
from analytics.store.placing import condition, fitting_rules, looked_at


def rule_fits(database: Database, rules: Sequence[Rule]) -> pd.DataFrame:
    """How many rows of each table fit the same rules: table, fits (numbers of the rules, in order), rows.

    Nothing is placed by it: the rules may be ones that somebody only thinks about.

    >>> rule_fits(Database(), [Rule("support", "", "text", "any")]).empty
    True
    """
    with database.read() as cursor:
        found = [row for table in TABLES for row in _of_table(cursor, rules, table)]
    return pd.DataFrame(found, columns=["table", "fits", "rows"])


def _of_table(
    cursor: duckdb.DuckDBPyConnection, rules: Sequence[Rule], table: str
) -> list[tuple[str, tuple[int, ...], int]]:
    fitting = fitting_rules(rules, table)
    # Rules are frozen values: two alike would have one number.
    numbers = [number for number, rule in enumerate(rules) if rule in fitting]
    tests = ", ".join(f"coalesce({condition(rule)}, FALSE)" for rule in fitting)
    source = looked_at(fitting, table, f"(FROM {table})")
    patterns = cursor.execute(
        f"SELECT fits, count(*) FROM (SELECT [{tests}]::BOOLEAN[] AS fits FROM {source}) GROUP BY fits ORDER BY ALL"
    ).fetchall()
    return [
        (table, tuple(number for number, fits in zip(numbers, pattern, strict=True) if fits), int(rows))
        for pattern, rows in patterns
    ]


def columns_beside(database: Database, table: str, look: int = 2000) -> list[str]:
    """The columns of files that fill no field of the table, by name, as the first rows of it hold them.

    >>> columns_beside(Database(), "tickets")
    []
    """
    return [
        str(row[0])
        for row in database.rows(
            f"SELECT DISTINCT unnest(json_keys(extra)) AS name FROM (SELECT extra FROM {table} LIMIT ?) ORDER BY name",
            [look],
        )
    ]
