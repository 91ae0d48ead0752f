"""Days that follow each other at one distance, as those of a series of figures do and those of people's doings do not."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from itertools import pairwise

from analytics.files.columns import Column
from analytics.files.times import formats_like

_ROWS = 10
_REGULAR = 0.9  # a series may have a gap or two


def is_series_of_days(column: Column) -> bool:
    """Whether each row is of another day, and (nearly) all of them stand as far from the one before.

    >>> days = tuple(f"2026/3/{day}" for day in range(1, 21))
    >>> is_series_of_days(Column("Day of call", "Day of call", days, 20))
    True
    >>> is_series_of_days(Column("Day of call", "Day of call", days[::3] + days[1::4], 12))
    False
    """
    if column.rows < _ROWS or not column.is_unique:
        return False
    forms = set.intersection(*(set(formats_like(value)) for value in column.values))
    days = next(filter(None, (_days(column.values, form) for form in sorted(forms))), ())
    if not days:
        return False
    steps = Counter((later - earlier).days for earlier, later in pairwise(days))
    step, count = steps.most_common(1)[0]
    return step != 0 and count >= _REGULAR * (len(days) - 1)


def _days(values: tuple[str, ...], form: str) -> tuple[date, ...]:
    """The values as days; none where one of them has a time of day, or is written in words."""
    try:
        if form == "iso":
            return tuple(date(*map(int, value.replace("/", "-").split("-"))) for value in values)
        return tuple(datetime.strptime(value, form).date() for value in values)
    except ValueError:
        return ()
