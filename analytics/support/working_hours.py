"""Times counted in working hours only, as one Ibis expression."""

from __future__ import annotations

from dataclasses import dataclass

from ibis import ir

_DAY = 86_400  # seconds
# The first of January 1970, from which computers count, was a Thursday.
_FROM_MONDAY = 3 * _DAY


@dataclass(frozen=True)
class WorkingHours:
    """Monday to Friday, from the hour ``begins`` to the hour ``ends``, where the clock is ``ahead`` hours of UTC.

    Holidays and the change to summer time are not known.

    >>> WorkingHours().minutes_a_day
    480
    """

    begins: int = 9
    ends: int = 17
    ahead: int = 0

    @property
    def minutes_a_day(self) -> int:
        """How long a working day is."""
        return (self.ends - self.begins) * 60

    def between(self, earlier: ir.TimestampValue, minutes: ir.FloatingValue) -> ir.FloatingValue:
        """The working minutes within the ``minutes`` that follow a moment (UTC).

        The working minutes since the beginning of time, then, less those at first: whole weeks, whole days of
        this week, and what has passed of this day.
        """
        seconds = earlier.epoch_seconds() + self.ahead * 3600 + _FROM_MONDAY
        return self._since_ever(seconds + (minutes * 60).round().cast("int64")) - self._since_ever(seconds)

    def _since_ever(self, seconds: ir.IntegerValue) -> ir.FloatingValue:
        day, passed = seconds // _DAY, (seconds % _DAY) / 60 - self.begins * 60
        week, weekday = day // 7, day % 7
        whole_days = week * 5 + (weekday > 5).ifelse(5, weekday)
        today = (weekday < 5).ifelse(passed.clip(lower=0, upper=self.minutes_a_day), 0)
        return whole_days * self.minutes_a_day + today
