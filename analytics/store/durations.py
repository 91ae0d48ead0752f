"""Durations as SQL: minutes from plain numbers of a unit, ``HH:MM:SS``, ``2d 4h``, ``PT2H30M``."""

from __future__ import annotations

from analytics.files.units import UNITS
from analytics.store.amounts import number
from analytics.store.cells import let

_WORDS = (
    (10080.0, r"weeks?|wochen?|semanas?|semaines?|settiman[ae]|weken|w"),
    (1440.0, r"days?|tage?n?|jours?|d[ií]as?|giorn[io]|dag(?:en)?|d"),
    (60.0, r"hours?|hrs?|stunden?|std|heures?|horas?|or[ae]|uur|uren|h"),
    (1.0, r"minut[eoi]s?|minuten|mins?|m"),
    (1 / 60, r"seconds?|sekunden?|secs?|secondes?|segundos?|second[io]|seconden|s"),
)
_ANY_WORD = "|".join(words for _, words in _WORDS)
_HOURS_TOLD = r"(?:\s*(?:hrs?|hours?|h|std)\.?)?"  # 01:25 hrs
_CLOCK = (
    r"^-?(?:(\d+)\s*(?:d|days?|tage?n?|jours?|d[ií]as?|giorn[io]|dag(?:en)?)?[,.\s]\s*\+?)?"
    rf"(\d+):([0-5]?\d)(?::([0-5]?\d(?:\.\d+)?))?{_HOURS_TOLD}$"
)
# As Python, pandas and PostgreSQL write -1 minute: -1 day, 23:59:00 and -1 days +23:59:00.
_ONLY_DAYS_NEGATIVE = r"^-\d+ days?(?:, | \+)"


def minutes(unit: str = "", decimal_comma: bool = False) -> str:
    """DOUBLE minutes as an expression over the name ``cell``; a bare number is of ``unit`` (else minutes).

    With ``unit`` ``hms`` a bare number other than 0 says nothing and is no value. ``14:30`` is
    hours and minutes.
    """
    plain = f"{number(decimal_comma)} * {UNITS.get(unit, 1.0)!r}"
    if unit == "hms":
        plain = f"CASE WHEN {number()} = 0 THEN 0.0 END"
    return f"COALESCE({plain}, {_clock()}, {let('spelt', 'lower(cell)', _spelt(decimal_comma))})"


def _clock() -> str:
    days, *clock = (
        f"COALESCE(TRY_CAST(regexp_extract(cell, '{_CLOCK}', {group}) AS DOUBLE), 0) * {factor!r}"
        for group, factor in ((1, 1440.0), (2, 60.0), (3, 1.0), (4, 1 / 60))
    )
    after = f"({' + '.join(clock)} - {days})"
    return (
        f"CASE WHEN regexp_matches(cell, '{_ONLY_DAYS_NEGATIVE}') AND regexp_matches(cell, '{_CLOCK}') THEN {after} "
        f"WHEN regexp_matches(cell, '{_CLOCK}') THEN {_signed('cell', [days, *clock])} END"
    )


def _spelt(decimal_comma: bool) -> str:
    """A figure before each unit: with groups of thousands as a number of the column has them, else of any decimal sign."""
    group, point = (r"\.", ",") if decimal_comma else (",", r"\.")
    grouped = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+(?:{point}\d+)?"
    figure = rf"(?:{grouped}|\d+(?:[.,]\d+)?)"
    plain = f"CASE WHEN regexp_full_match(figure, '{grouped}') THEN replace(figure, '{group[-1]}', '') ELSE figure END"
    number = f"TRY_CAST(replace({plain}, ',', '.') AS DOUBLE)"
    parts = []
    for factor, words in _WORDS:
        found = rf"regexp_extract(spelt, '({figure})\s*(?:{words})(?:[^a-z]|$)', 1)"
        parts.append(f"COALESCE({let('figure', found, number)}, 0) * {factor!r}")
    whole = rf"^-?\s*p?(?:t?{figure}\s*(?:{_ANY_WORD})\.?(?:[\s,:]+|and|und|et|y|e|en)*)+$"
    return f"CASE WHEN regexp_matches(spelt, '{whole}') THEN {_signed('spelt', parts)} END"


def _signed(text: str, parts: list[str]) -> str:
    return f"(CASE WHEN {text}[1] = '-' THEN -1 ELSE 1 END * ({' + '.join(parts)}))"
