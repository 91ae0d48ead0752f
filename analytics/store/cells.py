"""One staged cell as SQL: what stands in it once padding, translations and null words are dealt with.

Everything here is text of SQL expressions over a staging table whose columns are VARCHAR.
"""

from __future__ import annotations

from analytics.files.mapping import ColumnUse
from analytics.sql import literal, quoted

# Spaces that exports put around values, among them the no-break spaces of spreadsheets and web pages.
PADDING = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\ufeff"

# What people and programs write where there is no category. Names of people are never compared with it.
NO_CATEGORY: tuple[str, ...] = (
    "null",
    "(null)",
    "<null>",
    "nan",
    "<na>",
    "n/a",
    "#n/a",
    "(blank)",
    "none",
    "-",
    "--",
    "\\n",
)

# Where a number, a date or yes/no belongs, more words can only mean that there is none.
NO_VALUE: tuple[str, ...] = (
    *NO_CATEGORY,
    "na",
    "n.a.",
    "nil",
    "nat",
    "?",
    ".",
    "\u2013",
    "\u2014",
    "unknown",
    "missing",
    "not available",
    "not applicable",
    "undefined",
)

# Zero dates of databases, and the end of time that stands for "not ended".
NO_TIME: tuple[str, ...] = (
    *NO_VALUE,
    "0000-00-00",
    "0000-00-00 00:00:00",
    "0001-01-01",
    "0001-01-01 00:00:00",
    "0001-01-01t00:00:00",
    "9999-12-31",
    "9999-12-31 00:00:00",
    "9999-12-31 23:59:59",
    "9999-12-31t00:00:00",
    "infinity",
    "never",
    "present",
)


def bare(use: ColumnUse) -> str:
    """The cell as VARCHAR: padding removed, whole-cell translations applied.

    >>> import duckdb
    >>> text = bare(ColumnUse("status", "State", values=(("zu", "closed"), ("?", ""))))
    >>> duckdb.sql(f"SELECT {text} FROM (VALUES (' Zu '), ('?'), ('open')) AS staged(State)").fetchall()
    [('closed',), ('',), ('open',)]
    """
    raw = f"CAST({quoted(use.column)} AS VARCHAR)" if use.column else literal(use.constant.replace("\0", ""))
    if use.time_column:
        # The time of day stands in a column of its own; without a date it is nothing.
        clock = f"coalesce(CAST({quoted(use.time_column)} AS VARCHAR), '')"
        raw = f"(CASE WHEN trim({raw}) <> '' THEN trim(trim({raw}) || ' ' || trim({clock})) END)"
    # Most cells are clean; looking is cheaper than trimming.
    text = f"CASE WHEN {clean(raw)} THEN {raw} ELSE trim({raw}, {literal(PADDING)}) END"
    if not use.values:
        return text
    cases = " ".join(f"WHEN {literal(told.strip(PADDING).lower())} THEN {literal(meant)}" for told, meant in use.values)
    return let("said", text, f"CASE lower(said) {cases} ELSE said END")


def each(use: ColumnUse, words: tuple[str, ...], body: str, otherwise: str = "NULL") -> str:
    """``body``, written over the name ``cell``, for cells that hold something; ``otherwise`` for the others.

    A cell holds nothing when it is empty or one of the null ``words`` (in small letters).

    >>> import duckdb
    >>> long = each(ColumnUse("status", "State"), NO_CATEGORY, "length(cell)", "0")
    >>> duckdb.sql(f"SELECT {long} FROM (VALUES ('open'), ('N/A'), (NULL)) AS staged(State)").fetchall()
    [(4,), (0,), (0,)]
    """
    nothing = "cell IS NULL OR cell = ''"
    if words:
        nothing += f" OR {null_word('cell', words)}"
    return let("cell", bare(use), f"CASE WHEN {nothing} THEN {otherwise} ELSE {body} END")


def clean(cell: str) -> str:
    """Whether text begins and ends with a visible character of ASCII: nothing to be trimmed."""
    return f"{cell} >= '!' AND {cell} < chr(127) AND {cell}[-1] BETWEEN '!' AND '~'"


def null_word(cell: str, words: tuple[str, ...]) -> str:
    """Whether text is one of ``words`` (in small letters)."""
    # IN would become a join that all rows take; looking for the place in a list is done for the short ones alone.
    place = f"list_position([{', '.join(map(literal, words))}], lower({cell}))"
    return f"(length({cell}) <= {max(map(len, words))} AND {place} IS NOT NULL)"


def let(name: str, value: str, body: str) -> str:
    """``body`` with ``name`` standing for ``value``, which is computed once.

    DuckDB does not share work between the branches of CASE; a lambda over a list of one does.
    """
    return f"list_transform([{value}], lambda {name}: {body})[1]"
