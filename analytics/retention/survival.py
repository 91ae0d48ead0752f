"""Survival: how long customers stay, when many have not left yet (Kaplan and Meier 1958)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import chi2

from analytics.errors import NotEnoughData

Numbers = npt.NDArray[np.float64]
_Z = 1.959963984540054


def survival_curve(days: Numbers, left: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """The share still there after each day on which somebody left, with its 95 % interval.

    ``days`` is how long each customer has been seen, ``left`` whether they then left (else they are still
    there). Columns: day, share, low, high, at_risk, left. Greenwood's variance on the log(-log) scale, so
    that the interval stays between 0 and 1 (Kalbfleisch and Prentice 2002, section 1.4).

    >>> survival_curve(np.array([1.0, 2.0, 3.0]), np.array([True, False, True]))[["day", "share"]].values.tolist()
    [[0.0, 1.0], [1.0, 0.6666666666666667], [3.0, 0.0]]
    """
    if len(days) == 0:
        raise NotEnoughData("Nobody is seen for any time, so nobody's staying can be measured. Load customers' dates.")
    at, leaving = np.unique(days[left], return_counts=True)
    at_risk = len(days) - np.searchsorted(np.sort(days), at, "left")
    share = np.cumprod(1 - leaving / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(leaving / (at_risk * (at_risk - leaving)))
        logged = np.log(-np.log(share))
        error = np.sqrt(greenwood) / np.abs(np.log(share))
        low, high = np.exp(-np.exp(logged + _Z * error)), np.exp(-np.exp(logged - _Z * error))
    # Where all have left there is no variance to speak of.
    low, high = np.where(share > 0, low, 0.0), np.where(share > 0, high, 0.0)
    table = pd.DataFrame(
        {"day": at, "share": share, "low": low, "high": high, "at_risk": at_risk, "left": leaving}
    )  # fmt: skip
    start = pd.DataFrame(
        {"day": [0.0], "share": [1.0], "low": [1.0], "high": [1.0], "at_risk": [len(days)], "left": [0]}
    )
    return pd.concat([start, table[table["day"] > 0]], ignore_index=True) if at.size else start


def median_stay(curve: pd.DataFrame) -> tuple[float | None, float | None, float | None]:
    """The day by which half have left, with its 95 % interval; None where the curve does not come so far down.

    >>> median_stay(survival_curve(np.array([1.0, 2.0, 3.0, 4.0]), np.ones(4, dtype=bool)))[0]
    2.0
    """

    def first_below(column: str) -> float | None:
        below = curve.loc[curve[column] <= 0.5, "day"]
        return None if below.empty else float(below.iloc[0])

    return first_below("share"), first_below("low"), first_below("high")


def share_at(curve: pd.DataFrame, day: float) -> tuple[float, float, float]:
    """The share still there after ``day`` days, with its interval."""
    row = curve[curve["day"] <= day].iloc[-1]
    return float(row["share"]), float(row["low"]), float(row["high"])


def logrank(days: Numbers, left: npt.NDArray[np.bool_], group: npt.NDArray[np.intp]) -> float:
    """The chance of groups differing as much as these if all stayed alike (log-rank test; Mantel 1966).

    ``group`` holds codes 0..k-1. NaN where there is a single group or nobody left.

    >>> days, left = np.arange(1.0, 41.0), np.ones(40, dtype=bool)
    >>> logrank(days, left, (days > 20).astype(int)) < 0.001
    True
    """
    at = np.unique(days[left])
    groups = int(group.max(initial=0)) + 1
    if groups < 2 or not len(at):
        return float("nan")
    at_risk, leaving = (np.empty((len(at), groups)) for _ in range(2))
    for code in range(groups):
        own = np.sort(days[group == code])
        at_risk[:, code] = len(own) - np.searchsorted(own, at, "left")
        gone = np.sort(days[(group == code) & left])
        leaving[:, code] = np.searchsorted(gone, at, "right") - np.searchsorted(gone, at, "left")
    n, d = at_risk.sum(axis=1), leaving.sum(axis=1)
    share = at_risk / n[:, None]
    excess = (leaving - share * d[:, None]).sum(axis=0)[1:]
    weight = d * np.where(n > 1, (n - d) / np.maximum(n - 1, 1), 0.0)
    spread = np.diag(weight @ share) - (share * weight[:, None]).T @ share
    statistic = float(excess @ np.linalg.pinv(spread[1:, 1:]) @ excess)
    return float(chi2.sf(statistic, groups - 1))
