"""Targets that a KPI's own history suggests: each with a name and the reason for it. Nobody has agreed on any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from analytics.scorecards.cards import KpiCard
from analytics.scorecards.round_numbers import within
from analytics.scorecards.sliders import slider_range

# Below this there is no best of several, and nothing it usually moves by.
_PERIODS_NEEDED = 2


@dataclass(frozen=True)
class Suggestion:
    """A target that may be chosen: ``value`` in the KPI's unit, and why it is worth a thought."""

    name: str
    value: float
    reason: str


def suggestions(kpi: KpiCard, days: int) -> tuple[Suggestion, ...]:
    """The own best period, a realistic step and a stretch, from the earlier periods of ``days`` and the present one.

    A step is what the KPI usually moves from one period to the next (the median), up or down; realistic is one such
    step from where it stands, a stretch one beyond its own best. Numbers are round and on the scale. Without two earlier
    periods there is nothing to suggest.
    """
    if kpi.value is None or len(kpi.earlier) < _PERIODS_NEEDED:
        return ()
    sign = 1 if kpi.better == "up" else -1
    day, best = max(kpi.earlier, key=lambda period: sign * period[1])
    step = _usual_step([value for _, value in kpi.earlier] + [kpi.value])
    top = sign * max(sign * best, sign * kpi.value)
    period = "quarter" if days == 90 else f"{days} days"
    stop = slider_range(kpi)[2]
    said = (
        Suggestion(f"Own best {period}", best, f"the best of {len(kpi.earlier)} earlier ones, from {_day(day)} on"),
        Suggestion("Realistic step", kpi.value + sign * step, f"from here by what it usually moves in {days} days"),
        Suggestion("Stretch", top + sign * step, "beyond the best there was by what it usually moves"),
    )
    return tuple(Suggestion(each.name, _round(each.value, stop, kpi), each.reason) for each in said)


def _usual_step(values: list[float]) -> float:
    return median(abs(now - then) for then, now in pairwise(values))


def _round(value: float, step: float, kpi: KpiCard) -> float:
    """The nearest number that the KPI's slider stops at."""
    return within(round(round(value / step) * step, 10), kpi.bounds)


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
