"""From a move to a target: which KPI of the scorecard a driver stands behind, and the value it would have."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.drivers.moves import Move, move_column

# Driver -> KPI, and how the KPI sums up the customers' values: its unit per unit of the driver.
KPI_OF: dict[str, tuple[str, str, float]] = {
    "first_response_hours": ("first_response_minutes", "median", 60.0),
    "resolution_hours": ("resolution_minutes", "median", 60.0),
    "csat": ("csat", "top", 1.0),
    "nps": ("nps", "nps", 1.0),
    "ces": ("ces", "mean", 1.0),
    "onboarding_completed": ("onboarding_completion", "mean", 1.0),
    "refunds": ("refund_rate", "mean", 1.0),
}
_SATISFIED = 0.75


def target_of(move: Move, values: pd.Series) -> tuple[str, float] | None:
    """The KPI that the moved driver stands behind and what it would be after the move; None for no KPI.

    The KPI counts tickets or answers, this counts customers: the value is a proposal to round and agree on.

    >>> target_of(Move("first_response_hours", "at most", 4.0), pd.Series([1.0, 8.0, 30.0]))
    ('first_response_minutes', 240.0)
    """
    if move.name not in KPI_OF:
        return None
    kpi, how, factor = KPI_OF[move.name]
    moved = pd.Series(move_column(values, move)).dropna()
    if how == "median":
        found = float(moved.median())
    elif how == "top":
        found = float((moved >= _SATISFIED).mean())
    elif how == "nps":
        found = 100 * float((moved >= 9).mean() - (moved <= 6).mean())
    else:
        found = float(moved.mean())
    return kpi, round(factor * found, 4)


def expected_words(outcome: str, change: Sequence[float], name: str) -> str:
    """The reason that a target bears when a scenario stands behind it; ``change`` is value, low, high (shares).

    >>> expected_words("bought again", (0.021, 0.01, 0.03), "faster")
    'scenario "faster": expected +2.1 points of customers who bought again (95 %: +1.0 to +3.0)'
    """
    value, low, high = (100 * c for c in change)
    return (
        f'scenario "{name}": expected {value:+.1f} points of customers who {outcome} (95 %: {low:+.1f} to {high:+.1f})'
    )
