"""What the parameters of an analysis may reach: a link or a file can ask for anything, and what is beyond reason is refused."""

from __future__ import annotations

import dataclasses
import math
from datetime import date
from typing import Any

# Days, months, groups and seeds alike: a hundred years of days.
_MOST = 36_525
_LARGEST = 1e12  # of an amount
_LONGEST = 1_000  # characters of a name, or entries of a list
_YEARS = range(1900, 2200)


def beyond_reason(asked: Any) -> str | None:
    """The name of the first parameter that no person would mean: negative or huge numbers, far-off dates, endless text.

    >>> from analytics.adoption.funnel import Funnel
    >>> beyond_reason(Funnel(days=30)), beyond_reason(Funnel(days=10**30))
    (None, 'days')
    """
    for field in dataclasses.fields(asked):
        value = getattr(asked, field.name)
        if dataclasses.is_dataclass(value):
            inside = beyond_reason(value)
            if inside is not None:
                return f"{field.name}.{inside}"
        elif not _is_reasonable(value):
            return field.name
    return None


def _is_reasonable(value: Any) -> bool:
    if isinstance(value, str):
        # Half of a surrogate pair cannot be written down, and a zero ends a text in a database.
        return len(value) <= _LONGEST and "\0" not in value and not any("\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, int):
        return 0 <= value <= _MOST
    if isinstance(value, float):
        return math.isfinite(value) and abs(value) <= _LARGEST
    if isinstance(value, date):
        return value.year in _YEARS
    if isinstance(value, tuple):
        return len(value) <= _LONGEST and all(map(_is_reasonable, value))
    return not dataclasses.is_dataclass(value) or beyond_reason(value) is None
