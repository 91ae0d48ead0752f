"""What the pain-point analysis gives back."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.charts.pain_points import ranked
from analytics.charts.style import Chart


@dataclass(frozen=True)
class PainPointResult:
    """What was found. All shares and moods are 0..1; money is net of refunds.

    ``pain_points``: one row each, largest first: id, name, phase (the commonest), comments, customers,
    share of all comments with 95 % interval (share_low, share_high), score with interval and the number of
    ``scored`` comments, severity (1 is worst), trend (ratio of the rate from one 30 days to the next, with
    trend_low, trend_high, trend_p, trending), emerging, recent_ratio, revenue_exposed (of the last 365 days, in
    ``currency``, the one in which most is spent; the others in ``revenue``), revenue_at_risk with _low and _high (missing
    until a driver model fills them), score_effect on score_metric (what the score would gain without it), owner,
    status, examples (masked), example_ids, words, x and y (its place on a map), new, proposed, since.
    ``assignments``: comment_id, pain_point_id, similarity. ``unassigned``: comment_id, reason.
    ``revenue``: pain_point_id, currency, exposed. ``notes``: sentences about how it was come by. ``effects``: one
    row per pain point and score (see :mod:`analytics.pain_points.score_effect`).
    ``comments`` is the number of comments looked at, with and without a pain point.
    """

    pain_points: pd.DataFrame
    assignments: pd.DataFrame
    unassigned: pd.DataFrame
    revenue: pd.DataFrame
    comments: int
    notes: tuple[str, ...]
    effects: pd.DataFrame

    def chart(self) -> Chart:
        """The pain points as bars, the largest first: their share of comments with its interval, coloured by mood."""
        return ranked(self.pain_points, {})

    def _repr_html_(self) -> str:
        """How Jupyter shows it: the table, in HTML in which nothing is active."""
        shown: str = self.pain_points[["name", "phase", "comments", "customers", "share", "score"]].to_html(
            escape=True, index=False
        )
        return shown
