"""Points in time as SQL: from the notations of exports to a naive TIMESTAMP in UTC.

DuckDB's own cast to TIMESTAMP overlooks what follows the seconds (an offset, ``PM``), so text is
compared with a strict grammar before it is cast; ``strptime`` is strict by itself.
"""

from __future__ import annotations

from analytics.files.times import MONTHS, is_aware
from analytics.store.naming import literal

_DAY = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
_CLOCK = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_OFFSET = r"\s?(?:Z|UTC|GMT|([+-])(\d{2}):?(\d{2})?)"
ISO = rf"^{_DAY}{_CLOCK}$"
ISO_AWARE = rf"^({_DAY}{_CLOCK}){_OFFSET}$"

# Seconds, milliseconds, microseconds and nanoseconds since 1970 are told apart by their size.
_EPOCH_UNITS = ((1e11, 1e6), (1e14, 1e3), (1e17, 1.0), (1e20, 1e-3))
_SPREADSHEET_START = "TIMESTAMP '1899-12-30'"


def moment(text: str, formats: tuple[str, ...], timezone: str = "") -> str:
    """TIMESTAMP in UTC of a VARCHAR expression, by the first of ``formats`` that fits the cell.

    A time without an offset of its own is local time of ``timezone`` (UTC when not said). A date
    that does not exist, and a year before 1900 or after 2199, is no value.
    """
    found = [_by_format(text, form, timezone) for form in formats or ("iso",)]
    value = f"COALESCE({', '.join(found)})" if len(found) > 1 else found[0]
    return f"CASE WHEN year({value}) BETWEEN 1900 AND 2199 THEN {value} END"


def _by_format(text: str, form: str, timezone: str) -> str:
    if form == "iso":
        return _iso(text, timezone)
    if form == "epoch":
        return _epoch(text)
    if form == "spreadsheet":
        return f"CASE WHEN {_count(text)} BETWEEN 1 AND 109000 THEN {_spreadsheet(text)} END"
    language, _, form = form.rpartition("|")
    if language:
        text = _in_english(text, language)
    parsed = f"try_strptime({text}, {literal(form)})"
    if "%z" in form or "%Z" in form:
        return f"({parsed} AT TIME ZONE 'UTC')"
    return parsed if is_aware(form) else in_utc(parsed, timezone)


def in_utc(local: str, timezone: str) -> str:
    """A naive local TIMESTAMP as the naive TIMESTAMP of the same moment in UTC."""
    if timezone in ("", "UTC"):
        return local
    return f"(({local} AT TIME ZONE {literal(timezone)}) AT TIME ZONE 'UTC')"


def _iso(text: str, timezone: str) -> str:
    naive = in_utc(f"TRY_CAST({text} AS TIMESTAMP)", timezone)

    def part(group: int) -> str:
        return f"regexp_extract({text}, '{ISO_AWARE}', {group})"

    minutes = " + ".join(
        f"COALESCE(TRY_CAST({part(group)} AS BIGINT), 0) * {factor}" for group, factor in ((3, 60), (4, 1))
    )
    offset = f"to_minutes(CASE WHEN {part(2)} = '-' THEN -1 ELSE 1 END * ({minutes}))"
    return (
        f"CASE WHEN regexp_matches({text}, '{ISO}') THEN {naive} "
        f"WHEN regexp_matches({text}, '{ISO_AWARE}') THEN TRY_CAST({part(1)} AS TIMESTAMP) - {offset} END"
    )


def _count(text: str) -> str:
    return f"TRY_CAST({text} AS DOUBLE)"


def _epoch(text: str) -> str:
    count = _count(text)
    cases = " ".join(f"WHEN abs({count}) < {bound!r} THEN {factor!r}" for bound, factor in _EPOCH_UNITS)
    return f"make_timestamp(TRY_CAST({count} * CASE {cases} END AS BIGINT))"


def _spreadsheet(text: str) -> str:
    """Days since the end of 1899, to the millisecond: spreadsheets keep no more."""
    return f"{_SPREADSHEET_START} + to_milliseconds(CAST(round({_count(text)} * 86400000) AS BIGINT))"


def _in_english(text: str, language: str) -> str:
    """The names of months as ``strptime`` knows them."""
    text = f"lower({text})"
    for pattern, english in MONTHS[language]:
        text = f"regexp_replace({text}, {literal(pattern)}, {literal(english)})"
    return text
