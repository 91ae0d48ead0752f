"""Differences between figures that carry intervals, and what is usual among several of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from scipy import stats

from analytics.kpis import intervals

Z = intervals.Z


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def error(self) -> float:
        """The standard error, as the width of the interval has it."""
        return (self.high - self.low) / (2 * Z)

    @property
    def side(self) -> int:
        """1 when the whole interval is above zero, -1 when it is below, else 0."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


def difference(after: Estimate, before: Estimate) -> Estimate:
    """``after`` less ``before``, with an interval from the two intervals.

    See :func:`analytics.kpis.intervals.difference`. Figures over the same rows would go together, and the interval is
    then wider than need be.

    >>> gain = difference(Estimate(0.8, 0.7, 0.88), Estimate(0.6, 0.5, 0.7))
    >>> round(gain.value, 2), round(gain.low, 2), round(gain.high, 2)
    (0.2, 0.06, 0.33)
    """
    low, high = intervals.difference(astuple(after), astuple(before))
    return Estimate(after.value - before.value, float(low), float(high))


def usual(changes: Sequence[Estimate]) -> Estimate:
    """What can be expected of one more that is like ``changes``: their mean, and how far a single one strays from it.

    The interval holds the changes' own errors of measurement and what they differ beyond those (DerSimonian and Laird
    1986), with Student's t for so few (Higgins, Thompson and Spiegelhalter 2009, a prediction interval). With a single
    one its straying cannot be seen, and the interval is its own.

    >>> usual([Estimate(1.0, 0.0, 2.0)])
    Estimate(value=1.0, low=0.0, high=2.0)
    """
    if len(changes) == 1:
        return changes[0]
    weights = [1 / max(change.error, 1e-12) ** 2 for change in changes]
    spread = _spread([change.value for change in changes], weights)
    weights = [1 / (1 / weight + spread) for weight in weights]
    total = math.fsum(weights)
    mean = math.fsum(w * change.value for w, change in zip(weights, changes, strict=True)) / total
    factor = float(stats.t.ppf(0.975, len(changes) - 1)) if spread > 0 else Z
    half = factor * math.sqrt(spread + 1 / total)
    return Estimate(mean, mean - half, mean + half)


def _spread(values: Sequence[float], weights: Sequence[float]) -> float:
    """The variance of what the values differ beyond their errors of measurement."""
    total = math.fsum(weights)
    mean = math.fsum(w * value for w, value in zip(weights, values, strict=True)) / total
    strayed = math.fsum(w * (value - mean) ** 2 for w, value in zip(weights, values, strict=True))
    room = total - math.fsum(w * w for w in weights) / total
    return max(0.0, (strayed - (len(values) - 1)) / room) if room > 0 else 0.0
