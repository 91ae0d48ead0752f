"""Scores and statuses: pure functions of a value, its interval, and what was agreed.

A score is 0 to 10: a third of 10 at the threshold, two thirds at the target, a straight line through
both, and never beyond 0 or 10. Scores are averaged upwards with weights: KPIs to a perspective,
perspectives to a phase, phases to the company. What has no value has no weight either.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from analytics.errors import ContradictoryTarget
from analytics.kpis.definition import Better

Status = Literal["green", "amber", "red", "unclear", "no target", "no data"]

TOP = 10.0

# An interval this many times too wide takes a hundred times as many responses: nobody waits for them.
_HOPELESS = 10


@dataclass(frozen=True)
class Verdict:
    """A status and, where it is unclear, how many further responses it would take to become clear."""

    status: Status
    further_n: int | None = None


def score(value: float, target: float, threshold: float, better: Better) -> float:
    """The score from 0 to 10 of a value. Equal target and threshold make a step from 0 over 5 to 10.

    >>> score(40, target=40, threshold=20, better="up") == 20 / 3
    True
    >>> score(60, target=30, threshold=60, better="down") == 10 / 3
    True
    """
    value, target, threshold = _upwards(better, value, target, threshold)
    if target == threshold:
        return TOP / 2 + math.copysign(TOP / 2, value - target) if value != target else TOP / 2
    return min(max(TOP / 3 * (1 + (value - threshold) / (target - threshold)), 0.0), TOP)


def weighted(scores: Iterable[tuple[float | None, float]]) -> float | None:
    """The weighted mean of (score, weight) pairs over those that have a score; None when none counts.

    >>> weighted([(8.0, 1), (None, 5), (2.0, 2)])
    4.0
    """
    counted = [(value, weight) for value, weight in scores if value is not None and weight > 0]
    total = math.fsum(weight for _, weight in counted)
    return math.fsum(value * weight for value, weight in counted) / total if counted else None


def status(
    value: float,
    low: float | None,
    high: float | None,
    target: float,
    threshold: float,
    better: Better,
    n: int | None = None,
) -> Verdict:
    """Green when the whole interval is at or beyond the target, red when it is all worse than the
    threshold, amber when it lies between, else unclear. Without an interval the value alone decides.

    ``n`` is how many responses the interval rests on: its width shrinks with the root of n, so that the
    verdict can say how many more it would take, were the value to stay.

    >>> status(50, 45, 55, target=40, threshold=20, better="up").status
    'green'
    >>> status(44, 34, 54, target=40, threshold=20, better="up", n=100)
    Verdict(status='unclear', further_n=525)
    """
    value, target, threshold = _upwards(better, value, target, threshold)
    bounds = (value, value) if low is None or high is None else _upwards(better, low, high)
    worst, best = min(bounds), max(bounds)
    if worst >= target:
        return Verdict("green")
    if best < threshold:
        return Verdict("red")
    if worst >= threshold and best < target:
        return Verdict("amber")
    return Verdict("unclear", _further(value, worst, best, (target, threshold), n))


def check(name: str, target: float, threshold: float, better: Better) -> None:
    """Raise ContradictoryTarget when the threshold is better than the target.

    >>> check("NPS", target=40, threshold=20, better="up")
    """
    goal, limit = _upwards(better, target, threshold)
    if limit > goal:
        side = "below" if better == "up" else "above"
        raise ContradictoryTarget(
            f"The threshold of {name} ({threshold:g}) is better than its target ({target:g}). "
            f"Set the threshold {side} the target."
        )


def _further(value: float, worst: float, best: float, bounds: tuple[float, float], n: int | None) -> int | None:
    """Responses beyond ``n`` until the interval clears every bound that lies in it; None when too many."""
    if n is None or n <= 0:
        return None
    needed = float(n)
    for bound in bounds:
        if not worst < bound <= best:
            continue
        reach = value - worst if value > bound else best - value
        distance = abs(value - bound)
        if distance == 0 or distance * _HOPELESS < reach:
            return None
        needed = max(needed, n * (reach / distance) ** 2)
    return max(math.ceil(needed) - n, 1)


def _upwards(better: Better, *values: float) -> tuple[float, ...]:
    """The values on a scale where more is better."""
    return values if better == "up" else tuple(-value for value in values)
