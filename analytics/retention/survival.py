"""Survival: how long customers stay, when many have not left yet (Kaplan and Meier 1958)."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.retention.outcome import Tables

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


def stays(workspace: Tables) -> pd.DataFrame:
    """How long each customer has stayed: customer_id, joined_at, days, left (bool).

    From subscriptions (a customer who has none running any more has left), else from the customers' dates.
    Raises ``NotEnoughData`` where nothing says when customers leave.
    """
    until = workspace.data_until()
    if until is None:
        raise NotEnoughData("No row in the workspace has a date. Load subscriptions, or customers with dates.")
    rows = workspace.table("profiles")
    dated = rows.filter(rows.joined_at.notnull() & (rows.joined_at <= until))
    frame: pd.DataFrame = workspace.execute(dated.select("customer_id", "joined_at", "left_at"))
    if frame["left_at"].isna().all():
        raise NotEnoughData(
            "Nothing says when a customer left. Load subscriptions with their ends, or customers with the date they left."
        )
    end = pd.to_datetime(frame["left_at"])
    left = end.notna() & (end <= pd.Timestamp(until))
    days = (end.where(left, pd.Timestamp(until)) - pd.to_datetime(frame["joined_at"])).dt.total_seconds() / 86_400
    kept = frame.assign(days=days, left=left).drop(columns="left_at")
    return kept[kept["days"] >= 0].reset_index(drop=True)


def churn(workspace: Tables, since: datetime, until: datetime) -> tuple[int, int]:
    """How many customers were there at ``since``, and how many of those had left by ``until``."""
    rows = workspace.table("profiles")
    there = rows.filter((rows.joined_at <= since) & (rows.left_at.isnull() | (rows.left_at > since)))
    gone = there.filter(there.left_at <= until)
    return int(workspace.execute(there.count())), int(workspace.execute(gone.count()))
