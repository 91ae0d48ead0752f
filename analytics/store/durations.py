"""Durations as SQL: minutes from plain numbers of a unit, ``HH:MM:SS``, ``2d 4h``, ``PT2H30M``."""

from __future__ import annotations

from analytics.store.amounts import number
from analytics.store.cells import let

# How many minutes one unit has.
UNITS = {"milliseconds": 1 / 60_000, "seconds": 1 / 60, "minutes": 1.0, "hours": 60.0, "days": 1440.0}

_WORDS = (
    (10080.0, r"weeks?|wochen?|semanas?|semaines?|settiman[ae]|weken|w"),
    (1440.0, r"days?|tage?n?|jours?|d[ií]as?|giorn[io]|dag(?:en)?|d"),
    (60.0, r"hours?|hrs?|stunden?|std|heures?|horas?|or[ae]|uur|uren|h"),
    (1.0, r"minut[eoi]s?|minuten|mins?|m"),
    (1 / 60, r"seconds?|sekunden?|secs?|secondes?|segundos?|second[io]|seconden|s"),
)
_ANY_WORD = "|".join(words for _, words in _WORDS)
_FIGURE = r"\d+(?:[.,]\d+)?"
_HOURS_TOLD = r"(?:\s*(?:hrs?|hours?|h|std)\.?)?"  # 01:25 hrs
CLOCK = (
    r"^-?(?:(\d+)\s*(?:d|days?|tage?n?|jours?|d[ií]as?|giorn[io]|dag(?:en)?)?[,.\s]\s*)?"
    rf"(\d+):([0-5]?\d)(?::([0-5]?\d(?:\.\d+)?))?{_HOURS_TOLD}$"
)
SPELT = rf"^-?\s*p?(?:t?{_FIGURE}\s*(?:{_ANY_WORD})\.?(?:[\s,:]+|and|und|et|y|e|en)*)+$"


def minutes(unit: str = "", decimal_comma: bool = False) -> str:
    """DOUBLE minutes as an expression over the name ``cell``; a bare number is of ``unit`` (else minutes).

    With ``unit`` ``hms`` a bare number other than 0 says nothing and is no value. ``14:30`` is
    hours and minutes.
    """
    plain = f"{number(decimal_comma)} * {UNITS.get(unit, 1.0)!r}"
    if unit == "hms":
        plain = f"CASE WHEN {number()} = 0 THEN 0.0 END"
    return f"COALESCE({plain}, {_clock()}, {let('spelt', 'lower(cell)', _spelt())})"


def _clock() -> str:
    parts = [
        f"COALESCE(TRY_CAST(regexp_extract(cell, '{CLOCK}', {group}) AS DOUBLE), 0) * {factor!r}"
        for group, factor in ((1, 1440.0), (2, 60.0), (3, 1.0), (4, 1 / 60))
    ]
    return f"CASE WHEN regexp_matches(cell, '{CLOCK}') THEN {_signed('cell', parts)} END"


def _spelt() -> str:
    parts = []
    for factor, words in _WORDS:
        figure = rf"({_FIGURE})\s*(?:{words})(?:[^a-z]|$)"
        amount = f"replace(regexp_extract(spelt, '{figure}', 1), ',', '.')"
        parts.append(f"COALESCE(TRY_CAST({amount} AS DOUBLE), 0) * {factor!r}")
    return f"CASE WHEN regexp_matches(spelt, '{SPELT}') THEN {_signed('spelt', parts)} END"


def _signed(text: str, parts: list[str]) -> str:
    return f"(CASE WHEN {text}[1] = '-' THEN -1 ELSE 1 END * ({' + '.join(parts)}))"
