"""Two groups of comments beside each other: which pain points make up more of the one than of the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from analytics.kpis import intervals
from analytics.pain_points.intervals import wilson
from analytics.pain_points.mixture import Floats
from analytics.pain_points.trend import discoveries


@dataclass(frozen=True)
class Side:
    """One of the two: what it is called, and which comments (a mask over the frame that is compared)."""

    name: str
    mask: pd.Series


def compare(comments: pd.DataFrame, one: Side, other: Side) -> pd.DataFrame:
    """Per pain point: its share of the comments of either side, the difference with 95 % interval, and whether it is real.

    ``comments`` has one row per comment with pain_point_id (missing: in none). Columns: id, comments_a, share_a,
    comments_b, share_b, difference (a - b), low, high (Newcombe's hybrid score interval, 1998), real (after control of
    false discoveries, Benjamini and Hochberg 1995); largest difference first.

    >>> frame = pd.DataFrame({"pain_point_id": ["P1"] * 30 + ["P2"] * 70 + ["P1"] * 70 + ["P2"] * 30})
    >>> first = pd.Series([True] * 100 + [False] * 100)
    >>> found = compare(frame, Side("first", first), Side("second", ~first))
    >>> found[["id", "difference", "real"]].round(2).astype(str).values.tolist()
    [['P1', '-0.4', 'True'], ['P2', '0.4', 'True']]
    """
    ids = sorted(comments["pain_point_id"].dropna().unique())
    counts = [
        comments.loc[side.mask, "pain_point_id"].value_counts().reindex(ids, fill_value=0).to_numpy(dtype=float)
        for side in (one, other)
    ]
    of = [int(side.mask.sum()) for side in (one, other)]
    shares = [count / max(n, 1) for count, n in zip(counts, of, strict=True)]
    difference = shares[0] - shares[1]
    low, high = _newcombe(counts, of)
    told = pd.DataFrame(
        {
            "id": ids,
            "comments_a": counts[0].astype(int),
            "share_a": shares[0],
            "comments_b": counts[1].astype(int),
            "share_b": shares[1],
            "difference": difference,
            "low": low,
            "high": high,
            "real": discoveries(_p_values(counts, of)),
        }
    )
    order = np.argsort(-np.abs(difference), kind="stable")
    return told.iloc[order].reset_index(drop=True)


def _newcombe(counts: list[Floats], of: list[int]) -> tuple[Floats, Floats]:
    one, other = ((count / max(n, 1), *wilson(count, n)) for count, n in zip(counts, of, strict=True))
    return intervals.difference(one, other)


def _p_values(counts: list[Floats], of: list[int]) -> Floats:
    """Of the test that two shares are equal (pooled standard error); NaN where a side is empty."""
    if min(of) == 0:
        return np.full(len(counts[0]), np.nan)
    pooled = (counts[0] + counts[1]) / sum(of)
    error = np.sqrt(pooled * (1 - pooled) * (1 / of[0] + 1 / of[1]))
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.abs(counts[0] / of[0] - counts[1] / of[1]) / error
    return np.asarray(np.where(error > 0, 2 * stats.norm.sf(z), 1.0), dtype=np.float64)
