"""Points in time as SQL: from the notations of exports to a naive TIMESTAMP in UTC.

DuckDB's own cast to TIMESTAMP overlooks what follows the seconds (an offset, ``PM``), so text is
compared with a strict grammar before it is cast; ``strptime`` is strict by itself.
"""

from __future__ import annotations

from analytics.files.loose_times import DIGITS, RULES
from analytics.files.month_names import MONTHS
from analytics.files.times import LOOSE, is_aware
from analytics.sql import literal
from analytics.store.cells import let

_DAY = r"(?:19|20|21)\d{2}[-/]\d{1,2}[-/]\d{1,2}"
_CLOCK = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_OFFSET = r"\s?(?:Z|UTC|GMT|([+-])(\d{2}):?(\d{2})?)"
ISO = rf"^{_DAY}{_CLOCK}$"
ISO_AWARE = rf"^({_DAY}{_CLOCK}){_OFFSET}$"

# Seconds, milliseconds, microseconds and nanoseconds since 1970 are told apart by their size.
_EPOCH_UNITS = ((1e8, 1e11, 1e6), (1e11, 1e14, 1e3), (1e14, 1e17, 1.0), (1e17, 1e20, 1e-3))
_EPOCH = let(
    "since",
    "TRY_CAST(cell AS DOUBLE)",
    "CASE "
    + " ".join(
        f"WHEN since >= {low!r} AND since < {high!r} THEN make_timestamp(CAST(since * {factor!r} AS BIGINT))"
        for low, high, factor in _EPOCH_UNITS
    )
    + " END",
)

# Days since the end of 1899, to the millisecond: spreadsheets keep no more.
_SPREADSHEET = let(
    "days",
    "TRY_CAST(cell AS DOUBLE)",
    "CASE WHEN days >= 1 AND days < 109000 "
    "THEN TIMESTAMP '1899-12-30' + to_milliseconds(CAST(round(days * 86400000) AS BIGINT)) END",
)


def moment(formats: tuple[str, ...], timezone: str = "") -> str:
    """TIMESTAMP in UTC as an expression over the name ``cell``, by the first of ``formats`` that fits it.

    A time without an offset of its own is local time of ``timezone`` (UTC when not said). A date
    that does not exist, and a year before 1900 or after 2199, is no value.
    """
    found = [_by_format(form, timezone) for form in formats or ("iso",)]
    value = f"COALESCE({', '.join(found)})" if len(found) > 1 else found[0]
    if not any("%Y" in form for form in formats):
        return value
    plausible = "CASE WHEN moment >= TIMESTAMP '1900-01-01' AND moment < TIMESTAMP '2200-01-01' THEN moment END"
    return let("moment", value, plausible)


def _by_format(form: str, timezone: str) -> str:
    """The moment that ``cell`` stands for in one format."""
    if form == "iso":
        return _iso(timezone)
    if form == "epoch":
        return _EPOCH
    if form == "spreadsheet":
        return _SPREADSHEET
    language, _, form = form.rpartition("|")
    text = _in_english("cell", language) if language else "cell"
    parsed = f"try_strptime({text}, {literal(form)})"
    if "%z" in form or "%Z" in form:
        return f"({parsed} AT TIME ZONE 'UTC')"
    return parsed if is_aware(form) else in_utc(parsed, timezone)


def in_utc(local: str, timezone: str) -> str:
    """A naive local TIMESTAMP as the naive TIMESTAMP of the same moment in UTC."""
    if timezone in ("", "UTC"):
        return local
    return f"(({local} AT TIME ZONE {literal(timezone)}) AT TIME ZONE 'UTC')"


def _iso(timezone: str) -> str:
    naive = in_utc("TRY_CAST(cell AS TIMESTAMP)", timezone)

    def part(group: int) -> str:
        return f"regexp_extract(cell, '{ISO_AWARE}', {group})"

    minutes = " + ".join(
        f"COALESCE(TRY_CAST({part(group)} AS BIGINT), 0) * {factor}" for group, factor in ((3, 60), (4, 1))
    )
    offset = f"to_minutes(CASE WHEN {part(2)} = '-' THEN -1 ELSE 1 END * ({minutes}))"
    return (
        f"CASE WHEN regexp_matches(cell, '{ISO}') THEN {naive} "
        f"WHEN regexp_matches(cell, '{ISO_AWARE}') THEN TRY_CAST({part(1)} AS TIMESTAMP) - {offset} END"
    )


def _in_english(text: str, language: str) -> str:
    """The text put plainly, with the names of months as ``strptime`` knows them."""
    text = f"lower(translate({text}, {literal(DIGITS[0])}, {literal(DIGITS[1])}))"
    months = () if language == LOOSE else MONTHS[language]
    for pattern, english in (*RULES, *months):
        text = f"regexp_replace({text}, {literal(pattern)}, {literal(english)})"
    return text
