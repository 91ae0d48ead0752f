"""What can be seen of tickets that hold no text: how many, of which sort, and how satisfied people were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analytics.journey.moods import mean_interval
from analytics.pain_points.evidence import Comments

By = Literal["category", "priority", "channel", "status"]
FIELDS: tuple[By, ...] = ("category", "priority", "channel", "status")
MOST_GROUPS = 7
OTHERS = "all others"
NOT_SAID = "not said"


@dataclass(frozen=True)
class TicketGroups:
    """``months`` has month, group, tickets; ``groups`` has group, tickets, satisfaction with low and high
    (0..1, missing without scored tickets) and n scored, the largest group first.
    """

    months: pd.DataFrame
    groups: pd.DataFrame


@dataclass(frozen=True)
class TicketsWithoutText:
    """The question: how do tickets divide ``by`` one of their fields, over time and in satisfaction."""

    by: By = "category"

    def run(self, workspace: Comments) -> TicketGroups:
        """Count and average in the workspace; groups beyond the ``MOST_GROUPS`` largest are put together."""
        tickets = workspace.table("tickets")
        high = tickets.satisfaction_scale.cast("float64")
        low = (high > 1).ifelse(1.0, 0.0)
        mood = tickets.satisfaction.between(low, high).ifelse((tickets.satisfaction - low) / (high - low), None)
        cells = workspace.execute(
            tickets.mutate(
                month=tickets.created_at.truncate("M"), group=tickets[self.by].fill_null(NOT_SAID), mood=mood
            )
            .group_by(["month", "group"])
            .agg(
                tickets=lambda t: t.count(),
                n=lambda t: t.mood.count(),
                total=lambda t: t.mood.sum(),
                squares=lambda t: (t.mood * t.mood).sum(),
            )
        )
        return summed(cells)


def fields_with_values(workspace: Comments) -> tuple[By, ...]:
    """The fields by which the tickets of this workspace differ."""
    tickets = workspace.table("tickets")
    found = workspace.execute(tickets.agg(**{field: tickets[field].nunique() for field in FIELDS})).iloc[0]
    return tuple(field for field in FIELDS if found[field] > 1)


def summed(cells: pd.DataFrame) -> TicketGroups:
    """Months and groups from cells of month, group, tickets, n, total and squares (of moods in 0..1)."""
    sizes = cells.groupby("group")["tickets"].sum().sort_values(ascending=False, kind="stable")
    kept = set(sizes.index if len(sizes) <= MOST_GROUPS else sizes.index[: MOST_GROUPS - 1])
    cells = cells.assign(group=[group if group in kept else OTHERS for group in cells["group"]])
    months = cells.groupby(["month", "group"], as_index=False)[["tickets"]].sum()
    sums = cells.groupby("group", as_index=False)[["tickets", "n", "total", "squares"]].sum()
    n = sums["n"].to_numpy(dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = sums["total"].to_numpy(dtype=float) / n
        spread = np.sqrt(np.maximum(sums["squares"].to_numpy(dtype=float) / n - mean**2, 0) * n / (n - 1))
    low, high = mean_interval(mean, spread, n)
    groups = sums[["group", "tickets"]].assign(satisfaction=mean, low=low, high=high, n=sums["n"].astype(int))
    return TicketGroups(months, groups.sort_values("tickets", ascending=False, kind="stable", ignore_index=True))
