"""The commonest notations, typed without ado: SQL that is right wherever it gives a value, and NULL elsewhere.

A cell that is written the usual way (``2026-01-31 10:00:00``, ``12.5``, ``open``) needs none of the
care that ``analytics.store.typing`` takes with the others, and nearly all cells are. Over the raw cell,
an expression of DuckDB costs a tenth of what the careful one does.
"""

from __future__ import annotations

from analytics.files.mapping import ColumnUse
from analytics.files.times import is_aware
from analytics.files.units import UNITS
from analytics.sql import literal, quoted
from analytics.store.cells import clean, null_word
from analytics.store.moments import in_utc

WRAPPINGS = "=\"'"  # the signs with which spreadsheets begin to wrap an id

# Lengths alone would let other text through; the cast then refuses what is no date.
_CLOCKED = ("____-__-__ __:__:__", "____-__-__T__:__:__")
_DATED = "____-__-__"
_IN_UTC = ("____-__-__T__:__:__Z", "____-__-__ __:__:__ UTC")


def or_carefully(use: ColumnUse, shortcut: str, careful: str) -> str:
    """``shortcut`` where it gives a value, NULL where the cell is empty, and ``careful`` for all else."""
    if not shortcut:
        return careful
    cell = quoted(use.column)
    return f"COALESCE({shortcut}, CASE WHEN {cell} IS NULL OR {cell} = '' THEN NULL ELSE {careful} END)"


def raw(use: ColumnUse) -> str:
    """The cell as it stands in the file, where nothing has to be done to it first; else ``""``."""
    return quoted(use.column) if use.column and not use.values and not use.time_column else ""


def text(use: ColumnUse, words: tuple[str, ...] = ()) -> str:
    """The cell itself when it begins and ends with a visible sign and is none of the null ``words``."""
    if not (cell := raw(use)):
        return ""
    return f"CASE WHEN {clean(cell)}{f' AND NOT {null_word(cell, words)}' if words else ''} THEN {cell} END"


def identity(use: ColumnUse) -> str:
    """An id that is wrapped in nothing; an e-mail address in small letters."""
    if not (cell := raw(use)):
        return ""
    plain = f"CASE WHEN contains({cell}, '@') THEN lower({cell}) ELSE {cell} END"
    # Compared as a whole, because what DuckDB knows of the least and greatest cell then mostly settles it.
    unwrapped = " AND ".join(
        f"({cell} < {literal(sign)} OR {cell} >= {literal(chr(ord(sign) + 1))})" for sign in WRAPPINGS
    )
    return f"CASE WHEN {clean(cell)} AND {unwrapped} THEN {plain} END"


def time(use: ColumnUse) -> str:
    """A moment in the first of the column's formats, when that is ISO or one that names its own years."""
    first = use.formats[0] if use.formats else "iso"
    if not (cell := raw(use)):
        return ""
    if first == "iso":
        return _iso_time(cell, use.timezone)
    if "%Y" not in first or "|" in first or is_aware(first):
        return ""
    parsed = f"try_strptime({cell}, {literal(first)})"
    within = f"{parsed} >= TIMESTAMP '1900-01-02' AND {parsed} < TIMESTAMP '2199-12-31'"
    return f"CASE WHEN {within} THEN {in_utc(parsed, use.timezone)} END"


def number(use: ColumnUse) -> str:
    """A number as programs write it."""
    if not (cell := raw(use)) or use.decimal_comma:
        return ""
    return f"CASE WHEN isfinite(TRY_CAST({cell} AS DOUBLE)) THEN TRY_CAST({cell} AS DOUBLE) END"


def whole(use: ColumnUse) -> str:
    """A number of up to 15 digits; nothing else."""
    if not (cell := raw(use)):
        return ""
    return f"CASE WHEN regexp_full_match({cell}, '\\d{{1,15}}') THEN TRY_CAST({cell} AS BIGINT) END"


def money(use: ColumnUse) -> str:
    """An amount without a sign of its currency."""
    if not (cell := raw(use)) or use.decimal_comma:
        return ""
    amount = f"TRY_CAST({cell} AS DECIMAL(18, 4))"
    return f"TRY_CAST({amount} * 0.01 AS DECIMAL(18, 4))" if use.unit == "cents" else amount


def minutes(use: ColumnUse) -> str:
    """A bare number of the column's unit."""
    if use.unit == "hms" or not (figure := number(use)):
        return ""
    return f"{figure} * {UNITS.get(use.unit, 1.0)!r}"


def _iso_time(cell: str, timezone: str) -> str:
    naive = in_utc(f"TRY_CAST({cell} AS TIMESTAMP)", timezone)
    return iso_shape(cell, naive, f"TRY_CAST({cell}[:19] AS TIMESTAMP)", naive)


def iso_shape(cell: str, clocked: str, in_utc: str, dated: str) -> str:
    """What the shape of a raw cell stands for: ISO text with a time of day that leaves its zone open, or one in UTC, or a day.

    NULL where the cell is none of them. Only the shape is looked at: a day that there is not is found when it is typed.
    """
    # Other centuries are the zero dates and ends of time of databases, which the careful way knows.
    return (
        f"CASE WHEN {cell} < '19' OR {cell} >= '21' THEN NULL {_when_like(cell, _CLOCKED, clocked)} "
        f"WHEN {cell} LIKE '{_DATED}' THEN {dated} {_when_like(cell, _IN_UTC, in_utc)} END"
    )


def _when_like(cell: str, patterns: tuple[str, ...], then: str) -> str:
    """Branches of a CASE: unlike OR, it asks for a pattern only where the ones before did not fit."""
    return " ".join(f"WHEN {cell} LIKE '{pattern}' THEN {then}" for pattern in patterns)
