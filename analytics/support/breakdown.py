"""How customers are helped, group by group: by channel, category, priority, hour, weekday, or what hurt them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd
from ibis import _, ir

from analytics.kpis.definition import Data
from analytics.kpis.estimates import Estimate, Quantile, Share
from analytics.support.look import ALL, Look, estimated_by

Figure = Literal["response", "response_p90", "resolution", "resolution_p90", "at_once", "reopened", "satisfied"]
By = Literal["channel", "category", "priority", "hour", "weekday", "pain point"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

FIGURES: dict[str, Estimate] = {
    "response": Quantile(_.response, 0.5),
    "response_p90": Quantile(_.response, 0.9),
    "resolution": Quantile(_.resolution, 0.5),
    "resolution_p90": Quantile(_.resolution, 0.9),
    "at_once": Share(_.at_once),
    "reopened": Share(_.reopened),
    "satisfied": Share(_.satisfied),
}
FORMULAS: dict[str, str] = {
    "response": "Median minutes from creation to first response.",
    "response_p90": "Nine of ten tickets got their first response within this many minutes.",
    "resolution": "Median minutes from creation to resolution, of the resolved tickets.",
    "resolution_p90": "Nine of ten resolved tickets were resolved within this many minutes.",
    "at_once": "Resolved tickets with at most one reply and not reopened / resolved tickets with known replies.",
    "reopened": "Tickets reopened at least once / tickets for which it is known.",
    "satisfied": "Tickets rated in the top two steps of their scale, or good of good and bad / all rated tickets.",
}
_MOST = 15


@dataclass(frozen=True)
class Breakdown:
    """The question: how does help differ between groups of tickets.

    >>> Breakdown().by
    'channel'
    """

    by: By = "channel"
    look: Look = ALL

    def run(self, data: Data) -> pd.DataFrame:
        """One row per group: group (text), tickets, and the FIGURES with NAME_low, NAME_high, NAME_n.

        Times are minutes, shares 0..1. Groups come by the number of tickets, hours and weekdays in their order;
        of many groups the biggest are given. Tickets that tell no group are left out. Pain points come by their id.
        """
        rows = self.look.tickets(data)
        rows = _with_pain_points(data, rows) if self.by == "pain point" else rows.mutate(group=rows[self.by])
        found = estimated_by(data, rows.filter(_.group.notnull()), ["group"], FIGURES)
        if self.by in ("hour", "weekday"):
            return _in_time_order(found, self.by)
        ordered = found.sort_values(["tickets", "group"], ascending=[False, True]).head(_MOST)
        return ordered.assign(group=ordered["group"].astype(str)).reset_index(drop=True)


@dataclass(frozen=True)
class Overall:
    """The question: how fast and how well are customers helped, taken together."""

    look: Look = ALL

    def run(self, data: Data) -> pd.Series:
        """One row of the FIGURES with tickets and, for each, NAME_low, NAME_high, NAME_n."""
        return estimated_by(data, self.look.tickets(data), [], FIGURES).iloc[0]


def _with_pain_points(data: Data, rows: ir.Table) -> ir.Table:
    """The tickets with the id of the pain point that each tells of, as they were last read, as ``group``."""
    places = data.table("pain_point_places")
    told = places.filter(places.pain_point_id.notnull() & (places.run == ""))
    told = told.select("comment_id", group=told.pain_point_id)
    return rows.mutate(comment_id="tickets:" + rows.ticket_id).inner_join(told, "comment_id")


def _in_time_order(found: pd.DataFrame, by: str) -> pd.DataFrame:
    ordered = found.sort_values("group").reset_index(drop=True)
    names = [WEEKDAYS[int(key)] if by == "weekday" else f"{int(key):02d}:00" for key in ordered["group"]]
    return ordered.assign(group=names)
