"""The analysis of how long customers stay: curves with intervals, for all and by group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.retention.groups import customer_groups
from analytics.retention.stays import SECOND_ORDER, Stays, stay_bases, stays
from analytics.retention.survival import logrank, median_stay, share_at, survival_curve

EVERYBODY = "all"
# After so many days the share is told, where there are still enough to tell.
MARKS = (30, 90, 180, 365, 730)
FEWEST_AT_RISK = 10


@dataclass(frozen=True)
class StayingResult:
    """How long they stay. ``basis``, ``unit`` and ``note`` are those of :class:`analytics.retention.stays.Stays`.

    ``curves``: group, day, share, low, high (95 %), at_risk. ``groups``: group, n, ended, median, median_low,
    median_high (days; NaN where the curve does not come down to half). ``marks``: group, day, share, low,
    high, at_risk. Of second orders ``share`` is that of customers who have come back. ``chance`` is that of groups
    differing so much if all stayed alike, NaN for one group.
    """

    basis: str
    unit: str
    note: str
    curves: pd.DataFrame
    groups: pd.DataFrame
    marks: pd.DataFrame
    chance: float

    @property
    def comes_back(self) -> bool:
        """Whether the curves tell who has come back rather than who is still there."""
        return self.basis == SECOND_ORDER


@dataclass(frozen=True)
class Staying:
    """How long do they stay, by ``basis`` (None: the surest there is), and each group of ``by`` for itself."""

    basis: str | None = None
    by: str | None = None
    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> StayingResult:
        """Kaplan-Meier curves; ``NotEnoughData`` where nothing says when customers leave."""
        there, workspace = stay_bases(workspace), self.seen.customers_of(workspace)
        found = stays(workspace, self.basis, there)
        group = pd.Series(EVERYBODY, index=found.rows.index)
        if self.by is not None:
            group = found.rows["customer_id"].map(customer_groups(workspace, self.by))
        return describe(found, group)


def describe(found: Stays, group: pd.Series) -> StayingResult:
    """The curves of each ``group`` (missing: left out), the largest group first."""
    known = group.notna().to_numpy()
    if not known.any():
        raise NotEnoughData("No customer belongs to a group of that sort. Choose another, or load customers with it.")
    rows, names = found.rows[known], group[known]
    sizes = names.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    curves, groups, marks = [], [], []
    for name in sizes.index:
        own = rows[(names == name).to_numpy()]
        whole = survival_curve(own["days"].to_numpy(dtype=float), own["ended"].to_numpy(dtype=bool))
        curve = whole[(whole["at_risk"] >= FEWEST_AT_RISK) | (whole["day"] == 0)]
        last = float(own["days"].nlargest(FEWEST_AT_RISK).min())
        groups.append((str(name), len(own), int(own["ended"].sum()), *(_or_nan(day) for day in median_stay(curve))))
        marks += [
            (str(name), day, *share_at(curve, day), int((own["days"] >= day).sum())) for day in MARKS if day <= last
        ]
        curves.append(_to_the_end(curve, last).assign(group=str(name)))
    codes = pd.Categorical(names, categories=sizes.index).codes.astype(np.intp)
    ended = rows["ended"].to_numpy(dtype=bool)
    result = StayingResult(
        found.basis,
        found.unit,
        found.note,
        pd.concat(curves, ignore_index=True)[["group", "day", "share", "low", "high", "at_risk"]],
        pd.DataFrame(groups, columns=["group", "n", "ended", "median", "median_low", "median_high"]),
        pd.DataFrame(marks, columns=["group", "day", "share", "low", "high", "at_risk"]),
        logrank(rows["days"].to_numpy(dtype=float), ended, codes),
    )
    return _turned(result) if result.comes_back else result


def _to_the_end(curve: pd.DataFrame, last: float) -> pd.DataFrame:
    """The curve drawn on, level, to the day on which the last ten were seen."""
    if last <= float(curve["day"].iloc[-1]):
        return curve
    return pd.concat([curve, curve.tail(1).assign(day=last, at_risk=FEWEST_AT_RISK)], ignore_index=True)


def _turned(result: StayingResult) -> StayingResult:
    """The same as shares of those who have come back."""
    curves, marks = (
        frame.assign(share=1 - frame["share"], low=1 - frame["high"], high=1 - frame["low"])
        for frame in (result.curves, result.marks)
    )
    return StayingResult(result.basis, result.unit, result.note, curves, result.groups, marks, result.chance)


def _or_nan(day: float | None) -> float:
    return float("nan") if day is None else day
