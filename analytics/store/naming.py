"""Names and values inside SQL text: quoted so that nothing in a file can become part of a query."""

from __future__ import annotations

import re


def quoted(name: str) -> str:
    """An identifier in double quotes.

    >>> print(quoted('say "hi" twice'))
    "say ""hi"" twice"
    """
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text value in single quotes.

    >>> print(literal("it's"))
    'it''s'
    """
    return "'" + value.replace("'", "''") + "'"


def slug(name: str) -> str:
    """A file's name as a table's name: small letters, digits and underscores, at most 40 of them.

    >>> slug("Plans & Prices (2026).csv")
    'plans_prices_2026'
    """
    stem = re.sub(r"(\.(csv|tsv|txt|xlsx?|xlsb|ods|json|ndjson|jsonl|parquet|duckdb|gz|zip))+$", "", name.lower())
    return re.sub(r"[^a-z0-9]+", "_", stem).strip("_")[:40] or "table"
