"""When a target will be reached if things go on as they do: a straight line through the periods, with its uncertainty."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

import numpy as np
from scipy import stats

from analytics.scorecards.cards import KpiCard

Course = Literal["reached", "coming", "never", "cannot be told"]

# A line through fewer periods says nothing, and nobody believes one for longer than this.
PERIODS_NEEDED = 4
YEARS = 5
_STEPS_A_PERIOD = 10


@dataclass(frozen=True)
class Arrival:
    """When a target is reached at the present trend.

    ``course`` is "reached" when the value is there already, "never" when the line does not get there within five years.
    ``earliest`` and ``latest`` are the ends of a 95 % interval: None is later than that, or never.
    """

    course: Course
    when: date | None = None
    earliest: date | None = None
    latest: date | None = None

    @property
    def sentence(self) -> str:
        """What it means.

        >>> Arrival("coming", date(2027, 3, 2), date(2026, 12, 9), None).sentence
        'At the present trend reached in March 2027 (95 %: December 2026 to never).'
        >>> Arrival("never", earliest=date(2028, 1, 5)).sentence
        'Never at the present trend (95 %: January 2028 at the earliest).'
        """
        if self.course == "reached":
            return "Reached."
        if self.course == "cannot be told":
            return f"No trend yet: that takes {PERIODS_NEEDED} periods."
        if self.course == "never":
            hope = f" (95 %: {_month(self.earliest)} at the earliest)" if self.earliest else ""
            return f"Never at the present trend{hope}."
        return (
            f"At the present trend reached in {_month(self.when)} "
            f"(95 %: {_month(self.earliest)} to {_month(self.latest)})."
        )

    @property
    def brief(self) -> str:
        """The same for a line under a slider; "" where it cannot be told or is there already.

        >>> Arrival("coming", date(2027, 3, 2), date(2026, 12, 9), None).brief
        'Trend: reached in Mar 2027 (Dec 2026 to never)'
        >>> Arrival("never", earliest=date(2028, 1, 5)).brief
        'Trend: never; at best in Jan 2028'
        """
        if self.course == "never":
            return f"Trend: never; at best in {self.earliest:%b %Y}" if self.earliest else "Trend: never"
        if self.course != "coming":
            return ""
        ends = (f"{day:%b %Y}" if day else "never" for day in (self.earliest, self.latest))
        return f"Trend: reached in {self.when:%b %Y} ({' to '.join(ends)})"


def arrival(kpi: KpiCard, as_of: datetime | None, days: int) -> Arrival:
    """When the KPI's target is reached, from its value at ``as_of`` and the periods of ``days`` before.

    Least squares through the periods. The interval is that of the line, with Student's t (the ends are where the band
    around it crosses the target); it knows no seasons, and takes the periods for independent.
    Source: Draper and Smith (1998), Applied regression analysis, sections 1.4 and 3.2.
    """
    if kpi.value is None or kpi.target is None or as_of is None:
        return Arrival("cannot be told")
    sign = 1.0 if kpi.better == "up" else -1.0
    if sign * kpi.value >= sign * kpi.target:
        return Arrival("reached")
    if len(kpi.earlier) + 1 < PERIODS_NEEDED:
        return Arrival("cannot be told")
    now = as_of.date() - timedelta(days=days)
    steps = np.array([(date.fromisoformat(day) - now).days / days for day, _ in kpi.earlier] + [0.0])
    values = sign * np.array([value for _, value in kpi.earlier] + [kpi.value])
    ahead = np.arange(1, _STEPS_A_PERIOD * math.ceil(YEARS * 365 / days) + 1) / _STEPS_A_PERIOD
    line, half = _line(steps, values, ahead)
    goal = sign * kpi.target - 1e-9 * abs(kpi.target)  # sums of decimals are not exact
    crossed = (_first(ahead, edge >= goal) for edge in (line, line + half, line - half))
    when, earliest, latest = (None if step is None else as_of.date() + timedelta(days=step * days) for step in crossed)
    return Arrival("never" if when is None else "coming", when, earliest, latest)


def _line(steps: np.ndarray, values: np.ndarray, ahead: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The line through (steps, values) at ``ahead``, and half the width of its 95 % band there."""
    middle, spread = steps.mean(), float(((steps - steps.mean()) ** 2).sum())
    slope = float(((steps - middle) * (values - values.mean())).sum()) / spread
    fitted = values.mean() + slope * (steps - middle)
    freedom = len(steps) - 2
    error = math.sqrt(float(((values - fitted) ** 2).sum()) / freedom)
    reach = _factor(freedom) * error * np.sqrt(1 / len(steps) + (ahead - middle) ** 2 / spread)
    return values.mean() + slope * (ahead - middle), reach


@lru_cache
def _factor(freedom: int) -> float:
    """Student's t of a 95 % interval: the same few numbers again and again, while somebody waits at a slider."""
    return float(stats.t.ppf(0.975, freedom))


def _first(ahead: np.ndarray, there: np.ndarray) -> float | None:
    return float(ahead[int(there.argmax())]) if there.any() else None


def _month(day: date | None) -> str:
    return f"{day:%B %Y}" if day else "never"
