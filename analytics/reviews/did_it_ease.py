"""Did an action ease a pain point: its share of all comments before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

import pandas as pd
from ibis import ir

from analytics.kpis.intervals import wilson
from analytics.pain_points.result import PainPointResult
from analytics.reviews.did_it_work import Effect, Verdict
from analytics.reviews.differences import Estimate, difference

_DAYS_NEEDED = 14
_COMMENTS_NEEDED = 30


class Workspace(Protocol):
    """What this needs of a workspace."""

    def table(self, name: str) -> ir.Table: ...

    def execute(self, expression: ir.Expr) -> pd.DataFrame: ...

    def data_until(self) -> datetime | None: ...

    def pain_points(self) -> PainPointResult: ...


@dataclass(frozen=True)
class DidItEase:
    """Whether pain point ``pain_point`` became a smaller share of what customers wrote after day ``on``.

    As many days after as before, at most ``days``. All other comments are the comparison: more or fewer comments about
    everything change nothing.
    """

    pain_point: str
    on: date
    days: int = 90
    expected: float | None = None

    def run(self, workspace: Workspace) -> Effect:
        """The effect on the share of comments (0..1), or a refusal that says what is missing."""
        until, start = workspace.data_until(), datetime.combine(self.on, time.min)
        length = 0 if until is None else min(self.days, (until - start).days)
        if length < _DAYS_NEEDED:
            return Effect("cannot be told", f"The data reaches less than {_DAYS_NEEDED} days beyond it.")
        comments = _comments(workspace, start, length)
        found = workspace.pain_points().assignments
        mine = comments["comment_id"].isin(found.loc[found["pain_point_id"] == self.pain_point, "comment_id"])
        after = comments["written_at"] >= start
        counts = [(int((mine & side).sum()), int(side.sum())) for side in (~after, after)]
        if min(n for _, n in counts) < _COMMENTS_NEEDED:
            return Effect("cannot be told", f"{_COMMENTS_NEEDED} comments before and after are needed.", length)
        return _judged(counts[0], counts[1], length, self.expected)


def _comments(workspace: Workspace, start: datetime, length: int) -> pd.DataFrame:
    table = workspace.table("comments")
    window = timedelta(days=length)
    within = table.written_at.between(start - window, start + window - timedelta(microseconds=1))
    return workspace.execute(table.filter(within).select("comment_id", "written_at"))


def _share(hits: int, n: int) -> Estimate:
    low, high = wilson([hits], [n])
    return Estimate(hits / n, float(low[0]), float(high[0]))


def _judged(then: tuple[int, int], now: tuple[int, int], length: int, expected: float | None) -> Effect:
    """The effect from (comments about it, all comments) before and after."""
    before, after = _share(*then), _share(*now)
    change = difference(after, before)
    verdict, because = _verdict(change, expected)
    return Effect(verdict, because, length, before, after, then[1], now[1], change, change)


def _verdict(change: Estimate, expected: float | None) -> tuple[Verdict, str]:
    if change.side < 0:
        return "it worked", "A smaller share of all comments is about it, by more than chance explains."
    if change.side > 0:
        return "it made things worse", "A larger share of all comments is about it, by more than chance explains."
    if expected is not None and change.low <= expected <= change.high:
        return "cannot be told", "The comments are too few: both no effect and the expected one are possible."
    return "no effect to be seen", "Its share of all comments changed no more than chance explains."
