"""A figure of support month by month, and where its level truly changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analytics.kpis.definition import Data
from analytics.kpis.intervals import Z
from analytics.kpis.shifts import shifts
from analytics.support.breakdown import FIGURES, Figure
from analytics.support.look import ALL, Look, estimated_by


@dataclass(frozen=True)
class MonthsResult:
    """``months``: period (first day), value, low, high, n. ``turns``: the months in which a new level begins."""

    months: pd.DataFrame
    turns: list[pd.Timestamp]

    @property
    def sentence(self) -> str:
        """The turns in words."""
        if not self.turns:
            return "Its ups and downs are no more than chance explains."
        when = ", ".join(f"{turn:%B %Y}" for turn in self.turns)
        return f"The level changed in {when}: more than chance explains."

    @property
    def method(self) -> str:
        """How the turns are found."""
        return (
            "A new level begins where two stretches of at least three months differ more than in 99 of 100 shuffles of the "
            "months, each month weighted by how surely it is known; a steady rise or fall shows as a new level, too."
        )


@dataclass(frozen=True)
class Months:
    """The question: how did a figure of ``analytics.support.breakdown.FIGURES`` go, month by month.

    >>> Months("reopened").figure
    'reopened'
    """

    figure: Figure = "response"
    look: Look = ALL

    def run(self, data: Data) -> MonthsResult:
        """The answer. The month that the end of the data cuts short is left out when a tenth or more of it is missing."""
        rows = self.look.tickets(data)
        rows = rows.mutate(period=rows.created_at.truncate("M"))
        found = estimated_by(data, rows, ["period"], {"value": FIGURES[self.figure]}).sort_values("period")
        whole = replace(self.look.scope(data), period="month")
        first = found["period"].min()
        if pd.notna(first):
            complete = whole.periods(first.to_pydatetime()).set_index("period")["complete"]
            found = found[found["period"].map(complete).fillna(False).astype(bool)]
        months = found[found["value_n"] > 0].rename(columns={f"value_{end}": end for end in ("low", "high", "n")})
        months = months[["period", "value", "low", "high", "n"]].reset_index(drop=True)
        errors = (months["high"] - months["low"]) / (2 * Z)
        return MonthsResult(months, [months["period"].iloc[place] for place in shifts(months["value"], errors)])
