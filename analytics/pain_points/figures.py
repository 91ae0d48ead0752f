"""The figures of each pain point, from its comments: size, mood, trend, phase. Frames in, frames out."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.pain_points.intervals import mean_interval, wilson
from analytics.pain_points.trend import PERIOD_DAYS, find_trends

_MOST_PERIODS = 36


def sizes(assigned: pd.DataFrame, ids: list[str], total: int) -> pd.DataFrame:
    """Comments, customers and share (of ``total`` comments, with Wilson interval) per pain point.

    ``assigned`` has pain_point_id, customer_id, phase; the frame has one row per id, in their order.
    """
    grouped = assigned.groupby("pain_point_id", sort=False)
    comments = grouped.size().reindex(ids, fill_value=0).to_numpy(dtype=float)
    low, high = wilson(comments.astype(np.float64), total)
    return pd.DataFrame(
        {
            "id": ids,
            "phase": _commonest(assigned, ids),
            "comments": comments.astype(int),
            "customers": grouped["customer_id"].nunique().reindex(ids, fill_value=0).to_numpy(dtype=int),
            "share": comments / max(total, 1),
            "share_low": low,
            "share_high": high,
        }
    )


def _commonest(assigned: pd.DataFrame, ids: list[str]) -> list[str | None]:
    """The commonest phase of each pain point, the first of equals; None where none is known."""
    counts = assigned.groupby(["pain_point_id", "phase"]).size().rename("n").reset_index()
    ranked = counts.sort_values(["n", "phase"], ascending=[False, True], kind="stable")
    first = ranked.drop_duplicates("pain_point_id").set_index("pain_point_id")["phase"].astype(object)
    return [None if pd.isna(phase) else str(phase) for phase in first.reindex(ids)]


def moods(assigned: pd.DataFrame, ids: list[str]) -> pd.DataFrame:
    """Score and severity per pain point, in the order of ``ids`` (each with a comment).

    ``score`` is the mean of the comments that have one (0..1, 95 % interval, ``scored`` of them).
    ``severity`` is 1 - mood over all its comments: the score where there is one, else the ``mood`` of its words.
    """
    known = assigned.dropna(subset=["score"]).groupby("pain_point_id")["score"]
    values = {name: own.to_numpy(dtype=float) for name, own in known}
    mood = assigned["score"].fillna(assigned["mood"]).groupby(assigned["pain_point_id"]).mean()
    nothing = np.array([], dtype=float)
    rows = [(*mean_interval(values.get(name, nothing)), 1 - float(mood[name])) for name in ids]
    return pd.DataFrame(rows, columns=["score", "score_low", "score_high", "scored", "severity"])


def trends(
    assigned: pd.DataFrame, everything: pd.Series[datetime], ids: list[str], until: datetime | None
) -> pd.DataFrame:
    """Trend and emerging flag per pain point, in the order of ``ids``.

    ``everything`` holds the times of all comments: the volume that counts are compared with.
    """
    if until is None or everything.notna().sum() == 0:
        counts, exposure = np.zeros((len(ids), 1), dtype=np.int64), np.zeros(1, dtype=np.int64)
    else:
        counts, exposure = _per_period(assigned, everything, ids, until)
    found = find_trends(counts, exposure)
    return pd.DataFrame(
        {
            "trend": found.growth,
            "trend_low": found.low,
            "trend_high": found.high,
            "trend_p": found.p_value,
            "trending": found.significant,
            "emerging": found.emerging,
            "recent_ratio": found.recent_ratio,
        }
    )


def _per_period(
    assigned: pd.DataFrame, everything: pd.Series[datetime], ids: list[str], until: datetime
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Counts (ids x periods) and volume (periods,) per 30 days back from ``until``, oldest first.

    The oldest period is left out when it is not full; what is dated after ``until`` counts nowhere.
    """
    ago = _periods_ago(everything, until)
    length = max(1, min(_MOST_PERIODS, int(ago[ago >= 0].max(initial=0))))
    rank = {name: at for at, name in enumerate(ids)}
    group = assigned["pain_point_id"].map(rank).to_numpy(dtype=np.int64)
    mine = _periods_ago(assigned["written_at"], until)
    told = (mine >= 0) & (mine < length)
    counts = np.zeros((len(ids), length), dtype=np.int64)
    np.add.at(counts, (group[told], length - 1 - mine[told]), 1)
    exposure = np.bincount(ago[(ago >= 0) & (ago < length)], minlength=length)[::-1]
    return counts, exposure


def _periods_ago(times: pd.Series[datetime], until: datetime) -> npt.NDArray[np.int64]:
    """Whole periods between each time and ``until``; -1 where the time is missing or later."""
    days = (pd.Timestamp(until) - pd.to_datetime(times)) / pd.Timedelta(days=1)
    return np.where(days >= 0, np.floor(days.fillna(-1) / PERIOD_DAYS), -1).astype(np.int64)
