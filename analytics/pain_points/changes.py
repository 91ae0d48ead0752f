"""What new data did to the pain points: which grew, shrank, are new, drifted or are gone, and which comments moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analytics.pain_points.trend import discoveries

# A change of the share that nobody would notice in a meeting is no news, however many comments prove it.
_LEAST_RATIO = 1.25
# New comments this much less alike to the pain point than the earlier ones are about something else.
_DRIFT = 0.12
_FEWEST = 10


@dataclass(frozen=True)
class Changes:
    """What the last new data changed.

    ``rows``: one row per pain point that changed: id, what (grew, shrank, new, drifted, gone), sentence, before
    and arrived (comments). ``moved``: comments that stood in a pain point and stand elsewhere now: comment_id,
    before, after (None: in none). ``comments`` arrived, ``stood`` had a pain point before and ``kept`` still have it.
    """

    rows: pd.DataFrame
    moved: pd.DataFrame
    comments: int
    stood: int
    kept: int

    @property
    def sentence(self) -> str:
        """How much of what stood still stands.

        >>> nothing = pd.DataFrame()
        >>> Changes(nothing, nothing, 40, 200, 199).sentence
        '40 comments arrived. 199 of 200 earlier assignments stand (99.5 %).'
        """
        stand = f"{self.kept:,} of {self.stood:,} earlier assignments stand"
        share = f" ({100 * self.kept / self.stood:.1f} %)" if self.stood else ""
        return f"{self.comments:,} comments arrived. {stand}{share}."


NO_CHANGES = Changes(
    pd.DataFrame(columns=["id", "what", "sentence", "before", "arrived"]),
    pd.DataFrame(columns=["comment_id", "before", "after"]),
    0,
    0,
    0,
)


def compared(before: pd.DataFrame, after: pd.DataFrame) -> Changes:
    """Compare two frames of all comments: comment_id, pain_point_id (None: in none), similarity.

    >>> old = pd.DataFrame({"comment_id": ["a", "b"], "pain_point_id": ["P1", "P2"], "similarity": 0.5})
    >>> new = pd.DataFrame({"comment_id": ["a", "b", "c"], "pain_point_id": ["P1", "P1", "P3"], "similarity": 0.5})
    >>> found = compared(old, new)
    >>> found.rows[["id", "what"]].values.tolist(), found.moved["comment_id"].tolist()
    ([['P2', 'gone'], ['P3', 'new']], ['b'])
    """
    both = before.merge(after, on="comment_id", suffixes=("_before", "_after"))
    stood = both[both["pain_point_id_before"].notna()]
    elsewhere = stood[stood["pain_point_id_before"] != stood["pain_point_id_after"].fillna("")]
    arrived = after[~after["comment_id"].isin(before["comment_id"])]
    moved = elsewhere.rename(columns={"pain_point_id_before": "before", "pain_point_id_after": "after"})
    return Changes(
        _rows(before, after, arrived),
        moved[["comment_id", "before", "after"]].reset_index(drop=True),
        len(arrived),
        len(stood),
        len(stood) - len(elsewhere),
    )


def _rows(before: pd.DataFrame, after: pd.DataFrame, arrived: pd.DataFrame) -> pd.DataFrame:
    old, new = before["pain_point_id"].value_counts(), arrived["pain_point_id"].value_counts()
    now = set(after["pain_point_id"].dropna())
    ids = sorted(set(old.index) | now)
    was = old.reindex(ids, fill_value=0).to_numpy(dtype=int)
    came = new.reindex(ids, fill_value=0).to_numpy(dtype=int)
    changed = _share_changes(was, len(before), came, len(arrived))
    drifted = _drifted(before, arrived, ids)
    rows = []
    for at, name in enumerate(ids):
        what, sentence = _told(name in now, int(was[at]), int(came[at]), float(changed[at]), name in drifted)
        if what:
            rows.append((name, what, sentence, int(was[at]), int(came[at])))
    return pd.DataFrame(rows, columns=["id", "what", "sentence", "before", "arrived"])


def _told(stands: bool, was: int, came: int, ratio: float, drifts: bool) -> tuple[str, str]:
    """What happened to one pain point, and the sentence that says so; empty where nothing did."""
    if not stands:
        return "gone", f"None of its {was:,} comments is in the data any more, or they stand elsewhere."
    if not was:
        return "new", f"{came:,} comments that fit no earlier pain point."
    if drifts:
        return (
            "drifted",
            f"Its {came:,} new comments are less alike to it than the earlier ones: it may be two problems.",
        )
    if ratio > 1:
        return "grew", f"{came:,} new comments, {ratio:.1f} times its earlier share."
    if 0 <= ratio < 1:
        return "shrank", f"{came:,} new comments, {ratio:.1f} times its earlier share."
    return "", ""


def _share_changes(
    was: np.ndarray[Any, Any], of: int, came: np.ndarray[Any, Any], arrived: int
) -> np.ndarray[Any, Any]:
    """New share over earlier share where chance does not explain it (two-sided binomial, Benjamini-Hochberg); else NaN."""
    told = np.full(len(was), np.nan)
    if not of or not arrived:
        return told
    p_values = np.array(
        [
            stats.binomtest(int(new), int(new + old), arrived / (arrived + of)).pvalue if new + old and old else np.nan
            for old, new in zip(was, came, strict=True)
        ]
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (came / arrived) / (was / of)
    large = (ratio >= _LEAST_RATIO) | (ratio <= 1 / _LEAST_RATIO)
    stands = discoveries(p_values) & large
    told[stands] = ratio[stands]
    return told


def _drifted(before: pd.DataFrame, arrived: pd.DataFrame, ids: Iterable[str]) -> set[str]:
    """Pain points whose new comments are clearly less alike to them than the earlier ones."""
    old, new = (
        frame.groupby("pain_point_id")["similarity"].agg(["mean", "std", "size"]) for frame in (before, arrived)
    )
    found = set()
    for name in set(old.index) & set(new.index) & set(ids):
        then, now = old.loc[name], new.loc[name]
        if min(then["size"], now["size"]) < _FEWEST:
            continue
        error = float(np.hypot(then["std"] / then["size"] ** 0.5, now["std"] / now["size"] ** 0.5))
        gap = float(then["mean"] - now["mean"])
        if gap > _DRIFT and gap > 3 * error:
            found.add(str(name))
    return found


def asks(pain_points: pd.DataFrame, changes: Changes = NO_CHANGES) -> pd.DataFrame:
    """Which pain points deserve a decision, and why: id, sentence. ``pain_points`` as they are shown."""
    told = dict(zip(changes.rows["id"], changes.rows["what"], strict=True))
    rows = []
    for row in pain_points.to_dict("records"):
        what = told.get(row["id"])
        if row["status"] == "proposed":
            rows.append((row["id"], "Proposed from new data: keep it, merge it into another, or hide it."))
        elif row["status"] == "solved" and (what == "grew" or row["emerging"]):
            rows.append((row["id"], "Marked as solved, and yet it grows: open it again?"))
        elif what == "drifted":
            rows.append((row["id"], "Its new comments differ from the earlier ones: split it?"))
        elif row["emerging"] and not row["owner"]:
            rows.append((row["id"], "Emerging, and nobody owns it."))
    return pd.DataFrame(rows, columns=["id", "sentence"])
