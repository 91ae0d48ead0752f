"""One order of pain points: volume, severity, trend and money at risk, weighed as the people in the room agree.

Each part of the priority lies between 0 and 10, so that weights mean what they say:

- volume: 10 for the pain point with most comments, others by the square root of their number against it (twice the
  comments are worse, but not twice as bad);
- severity: 0 where writers are content, 10 where they could not be unhappier;
- trend: the recent rate against the one before, 5 where nothing changes, 10 at twice, 0 at half and below;
- money: revenue at risk against the largest; before it is known, revenue exposed takes its place, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

SUBJECT = "all/priority"  # of the decision on the weights
PARTS = ("volume", "severity", "trend", "money")


@dataclass(frozen=True)
class Weights:
    """How much each part counts, 0 (not at all) to 10."""

    volume: float = 5.0
    severity: float = 5.0
    trend: float = 3.0
    money: float = 5.0

    @classmethod
    def of(cls, value: Mapping[str, float] | None) -> Weights:
        """From what stands in the ledger; what is missing there counts as it does without a decision.

        >>> Weights.of({"trend": 0}).trend, Weights.of(None).volume
        (0.0, 5.0)
        """
        known = {name: float(value[name]) for name in PARTS if value and name in value}
        return cls(**{**asdict(cls()), **known})


def with_priority(pain_points: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """The frame with a column per part (``priority_volume`` ...) and ``priority``, their weighted mean, 0 to 10.

    A part that is not known for a pain point is left out of its mean. Without any weight the priority is 0.

    >>> points = pd.DataFrame({"comments": [400, 100], "severity": [0.2, 0.8], "recent_ratio": [1.0, 2.0],
    ...                        "revenue_at_risk": [None, None], "revenue_exposed": [50.0, 100.0]})
    >>> with_priority(points, Weights(5, 5, 0, 0))["priority"].tolist()
    [6.0, 6.5]
    """
    parts = pd.DataFrame(
        {
            "volume": 10 * np.sqrt(pain_points["comments"] / max(float(pain_points["comments"].max()), 1.0)),
            "severity": 10 * pain_points["severity"],
            "trend": 5 + 5 * np.log2(pain_points["recent_ratio"].astype(float).clip(0.5, 2.0)),
            "money": _money(pain_points),
        },
        index=pain_points.index,
    ).astype(float)
    weight = pd.DataFrame([asdict(weights)] * len(parts), index=parts.index)[list(PARTS)].where(parts.notna(), 0.0)
    total = weight.sum(axis=1)
    priority = (parts.fillna(0.0) * weight).sum(axis=1) / total.where(total > 0, 1.0)
    return pain_points.assign(priority=priority, **{f"priority_{name}": parts[name] for name in PARTS})


def money_is_at_risk(pain_points: pd.DataFrame) -> bool:
    """Whether the money of the priority is revenue at risk, and not yet revenue exposed in its place."""
    return bool(pain_points["revenue_at_risk"].notna().any())


def _money(pain_points: pd.DataFrame) -> pd.Series:
    column = "revenue_at_risk" if money_is_at_risk(pain_points) else "revenue_exposed"
    amounts = pain_points[column].astype(float)
    largest = float(amounts.max()) if amounts.notna().any() else 0.0
    return 10 * amounts.clip(lower=0) / largest if largest > 0 else amounts * np.nan
