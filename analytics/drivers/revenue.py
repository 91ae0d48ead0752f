"""Revenue at risk: what a pain point's effect on retention means in money."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RevenueAtRisk:
    """Revenue expected to be lost, with the interval of the effect it rests on, in the same currency."""

    value: float
    low: float
    high: float


def revenue_at_risk(exposed: float, effect_pp: float, effect_low: float, effect_high: float) -> RevenueAtRisk:
    """Exposed revenue times the share of customers kept if the pain point were gone.

    ``exposed`` is the revenue of the customers who met the pain point; the effect is in percentage points
    of retention of taking it away (1 -> 0). An effect that would mean a gain from the pain point counts
    as nothing at risk, also at the ends of the interval.

    >>> revenue_at_risk(200_000, 8.0, 3.0, 13.0)
    RevenueAtRisk(value=16000.0, low=6000.0, high=26000.0)
    """
    value, low, high = (exposed * max(effect, 0.0) / 100 for effect in (effect_pp, effect_low, effect_high))
    return RevenueAtRisk(value, low, high)
