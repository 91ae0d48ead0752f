"""What stands behind a pain point: its comments, its months, its place in the journey."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

import ibis
import pandas as pd

from analytics.journey.phases import Phase

_WINDOW = 60  # days before and after that are compared
COLUMNS = ("comment_id", "source", "customer_id", "written_at", "phase", "touchpoint", "score", "language")


class Comments(Protocol):
    """What reading needs of a workspace."""

    def table(self, name: str) -> ibis.Table:
        """The table called ``name``."""

    def execute(self, expr: Any) -> Any:
        """What an Ibis expression gives."""

    def data_until(self) -> datetime | None:
        """The latest time at which anything happened."""


def read_comments(workspace: Comments, assignments: pd.DataFrame, unassigned: pd.DataFrame) -> pd.DataFrame:
    """Every comment but its text, newest first, with where it was put.

    Columns of ``COLUMNS`` and pain_point_id, similarity (missing when put nowhere) and reason (why it was
    put nowhere). ``assignments`` and ``unassigned`` are those of the pain-point analysis.
    """
    comments: pd.DataFrame = workspace.execute(workspace.table("comments").select(*COLUMNS))
    put = assignments[["comment_id", "pain_point_id", "similarity"]]
    left = unassigned[["comment_id", "reason"]]
    joined = comments.merge(put, on="comment_id", how="left").merge(left, on="comment_id", how="left")
    return joined.sort_values(["written_at", "comment_id"], ascending=[False, True], ignore_index=True)


def per_month(comments: pd.DataFrame, pain_point_id: str, until: datetime | None = None) -> pd.DataFrame:
    """A pain point's comments per month beside all comments: month, comments, expected, total.

    ``expected`` is what the month would hold if the pain point's share of it were the overall one, so a
    month with many comments of every sort does not look like a month of this one. What is dated after
    ``until``, the end of the data, is dated wrongly and counts nowhere.

    >>> months = pd.to_datetime(["2026-01-05", "2026-01-20", "2026-02-01", "2026-02-02"])
    >>> comments = pd.DataFrame({"written_at": months, "pain_point_id": ["P1", "P2", "P1", "P1"]})
    >>> per_month(comments, "P1")[["comments", "expected", "total"]].values.tolist()
    [[1.0, 1.5, 2.0], [2.0, 1.5, 2.0]]
    """
    dated = comments[comments["written_at"] <= (until or pd.Timestamp.max)]
    month = dated["written_at"].dt.to_period("M")
    if month.empty:
        return pd.DataFrame(columns=["month", "comments", "expected", "total"])
    every = pd.period_range(month.min(), month.max(), freq="M")
    total = month.value_counts().reindex(every, fill_value=0)
    own = month[dated["pain_point_id"] == pain_point_id].value_counts().reindex(every, fill_value=0)
    expected = total * own.sum() / total.sum()
    return pd.DataFrame(
        {
            "month": every.to_timestamp(),
            "comments": own.values,
            "expected": expected.values,
            "total": total.values,
        }
    )


def per_phase(comments: pd.DataFrame, pain_point_id: str, phases: Iterable[Phase]) -> pd.DataFrame:
    """Where one pain point is met, all phases in order, then what is not placed: phase, comments, share."""
    own = comments[comments["pain_point_id"] == pain_point_id]
    counts = own["phase"].value_counts(dropna=False)
    rows = [(phase.name, int(counts.get(phase.id, 0))) for phase in phases]
    elsewhere = len(own) - sum(n for _, n in rows)
    if elsewhere:
        rows.append(("not placed", elsewhere))
    spread = pd.DataFrame(rows, columns=["phase", "comments"])
    return spread.assign(share=spread["comments"] / max(len(own), 1))


def last_month_is_open(months: pd.DataFrame, until: datetime | None) -> bool:
    """Whether the last month of ``months`` was not over when the data ended, so that it looks too small.

    >>> months = pd.DataFrame({"month": pd.to_datetime(["2026-10-01"])})
    >>> last_month_is_open(months, datetime(2026, 10, 12)), last_month_is_open(months, datetime(2026, 10, 31))
    (True, False)
    """
    if until is None or months.empty:
        return False
    last = pd.Period(months["month"].iloc[-1], "M")
    return bool(last == pd.Period(until, "M") and pd.Timestamp(until).day < last.days_in_month)


def since_then(comments: pd.DataFrame, pain_point_id: str, moment: datetime) -> str:
    """Whether a pain point shrank: its share of the comments in the 60 days before and after, in words.

    ``comments`` has written_at and pain_point_id.

    >>> times = pd.to_datetime(["2026-01-10", "2026-01-11", "2026-02-10", "2026-02-11"])
    >>> comments = pd.DataFrame({"written_at": times, "pain_point_id": ["P1", "P1", "P1", None]})
    >>> since_then(comments, "P1", datetime(2026, 2, 1))
    'Since then 50.0 % of 2 comments; in the 60 days before 100.0 % of 2.'
    """
    days = (comments["written_at"] - pd.Timestamp(moment)) / pd.Timedelta(days=1)
    before, after = comments[days.between(-_WINDOW, 0)], comments[days.between(0, _WINDOW, inclusive="right")]
    if after.empty:
        return "No comments have been loaded since."
    now, then = ((own["pain_point_id"] == pain_point_id).mean() for own in (after, before))
    told = f"; in the {_WINDOW} days before {then:.1%} of {len(before):,}" if len(before) else ""
    return f"Since then {now:.1%} of {len(after):,} comments{told}.".replace("%", " %")
