"""What a person may ask: tables, their columns with values that stand in them, and names to suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.sql import quoted
from analytics.store.asking import ask, askable
from analytics.store.database import Database

_SAMPLE = 200
_EXAMPLES = 4
_LONGEST = 40
_WORDS = (
    "SELECT FROM WHERE GROUP BY ORDER BY HAVING LIMIT JOIN LEFT USING ON AS AND OR NOT NULL CASE WHEN THEN ELSE END WITH "
    "DISTINCT BETWEEN UNION ALL count sum avg min max median quantile_cont date_trunc coalesce round lower upper"
)


def filled_tables(database: Database) -> list[str]:
    """The tables that hold rows, by name."""
    names = list(askable(database))
    return [name for name in names if database.value(f"SELECT 1 FROM {quoted(name)} LIMIT 1")]


def columns_of(database: Database, table: str) -> pd.DataFrame:
    """The columns of a table that hold anything in its first rows: Column, Type, and some values (For example)."""
    rows = ask(database, f"SELECT * FROM {quoted(table)} LIMIT {_SAMPLE}")
    return pd.DataFrame(
        [
            {"Column": name, "Type": str(rows[name].dtype), "For example": ", ".join(_examples(rows[name]))}
            for name in rows.columns
            if rows[name].notna().any()
        ],
        columns=["Column", "Type", "For example"],
    )


def names_to_suggest(tables: Mapping[str, Sequence[str]], results: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Names for who types a query: results of cells above, tables, their columns, and the words of SQL; each once.

    >>> names_to_suggest({"tickets": ["channel"]}, {"late": ["n"]})[:3]
    [{'text': 'late', 'of': 'result above'}, {'text': 'n', 'of': 'late'}, {'text': 'tickets', 'of': 'table'}]
    """
    suggested: dict[str, str] = {}
    for of, named in (("result above", results), ("table", tables)):
        for table, columns in named.items():
            suggested.setdefault(table, of)
            for column in columns:
                suggested.setdefault(column, table)
    for word in _WORDS.split():
        suggested.setdefault(word, "")
    return [{"text": name, "of": of} for name, of in suggested.items()]


def _examples(values: pd.Series) -> list[str]:
    told = values.dropna().astype(str).str.slice(0, _LONGEST).drop_duplicates()
    return list(told.head(_EXAMPLES))
