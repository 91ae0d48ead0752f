"""One staged cell as SQL: what stands in it once padding, translations and null words are dealt with.

Everything here is text of SQL expressions over a staging table whose columns are VARCHAR.
"""

from __future__ import annotations

from analytics.files.mapping import ColumnUse
from analytics.store.naming import literal, quoted

# Spaces that exports put around values, among them the no-break spaces of spreadsheets and web pages.
PADDING = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\ufeff"

# What people and programs write where there is no category. Names of people are never compared with it.
NO_CATEGORY = ("null", "(null)", "<null>", "nan", "<na>", "n/a", "#n/a", "(blank)", "none", "-", "--", "\\n")

# Where a number, a date or yes/no belongs, more words can only mean that there is none.
NO_VALUE = NO_CATEGORY + (
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
NO_TIME = NO_VALUE + (
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


def cell(use: ColumnUse) -> str:
    """The cell as VARCHAR: NUL and padding removed, whole-cell translations applied, NULL when empty.

    >>> cell(ColumnUse("status", "State", values=(("Zu", "closed"),)))[:34]
    "nullif(CASE lower(trim(replace(CAS"
    """
    bare = _bare(use)
    if not use.values:
        return f"nullif({bare}, '')"
    cases = " ".join(
        f"WHEN {literal(told.strip(PADDING).lower())} THEN {literal(meant)}" for told, meant in use.values
    )
    return f"nullif(CASE lower({bare}) {cases} ELSE {bare} END, '')"


def without(words: tuple[str, ...], text: str) -> str:
    """``text`` with the null ``words`` (lower case) turned into NULL.

    No null word is longer than the longest of them, so long cells are let through without a comparison.
    """
    longest = max(len(word) for word in words)
    listed = ", ".join(literal(word) for word in words)
    return f"CASE WHEN length({text}) <= {longest} AND lower({text}) IN ({listed}) THEN NULL ELSE {text} END"


def _bare(use: ColumnUse) -> str:
    source = literal(use.constant.replace(chr(0), "")) if not use.column else f"CAST({quoted(use.column)} AS VARCHAR)"
    return f"trim(replace({source}, chr(0), ''), {literal(PADDING)})"
