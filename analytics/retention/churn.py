"""Churn month by month: of those who were there when a month began, how many had left when it ended."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.intervals import wilson
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.retention.stays import DATED, Stays, stay_bases, stays

_FEWEST = 10


@dataclass(frozen=True)
class ChurnResult:
    """``months``: month (first day), there, left, churn, low, high (95 %, Wilson). ``unit`` is what is counted."""

    unit: str
    note: str
    months: pd.DataFrame


@dataclass(frozen=True)
class Churn:
    """Churn of each month that is over, from dates of leaving (or the ends of subscriptions); of days, of their months."""

    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> ChurnResult:
        """``NotEnoughData`` where nobody's leaving has a date."""
        there = stay_bases(workspace)
        dated = [basis for basis in there if basis in DATED]
        if not dated:
            raise NotEnoughData("No leaving has a date. Load subscriptions with their ends, or customers with theirs.")
        found = stays(self.seen.whose.of(workspace), dated[0], there)
        months = churn_by_month(found)
        kept = months[self.seen.has_period(months["month"])].reset_index(drop=True)
        return ChurnResult(found.unit, found.note, kept)


def churn_by_month(found: Stays) -> pd.DataFrame:
    """One row per month of which nearly everything is known and that began with at least ten there."""
    began = found.rows["began"].to_numpy(dtype="datetime64[ns]")
    over = began + found.rows["days"].to_numpy(dtype="timedelta64[D]").astype("timedelta64[ns]")
    ended = found.rows["ended"].to_numpy(dtype=bool)
    starts = pd.date_range(pd.Timestamp(began.min()).to_period("M").to_timestamp(), found.known_until, freq="MS")
    edges = starts.to_numpy(dtype="datetime64[ns]")
    counted = []
    for start, end in pairwise(edges):
        there = (began < start) & (~ended | (over >= start))
        counted.append((start, int(there.sum()), int((there & ended & (over < end)).sum())))
    table = pd.DataFrame(counted, columns=["month", "there", "left"])
    table = table[table["there"] >= _FEWEST].reset_index(drop=True)
    low, high = wilson(table["left"], table["there"])
    return table.assign(churn=table["left"] / table["there"], low=low, high=high)
