"""Names of files as names of tables."""

from __future__ import annotations

import re


def slug(name: str) -> str:
    """A file's name as a table's name: small letters, digits and underscores, at most 40 of them.

    >>> slug("Plans & Prices (2026).csv")
    'plans_prices_2026'
    >>> slug("plans.csv.bz2") == slug("plans.csv.xz") == slug("plans")
    True
    """
    stem = re.sub(
        r"(\.(csv|tsv|txt|xlsx?|xlsb|ods|json|ndjson|jsonl|parquet|duckdb|gz|bz2|xz|zip))+$", "", name.lower()
    )
    return re.sub(r"[^a-z0-9]+", "_", stem).strip("_")[:40] or "table"
