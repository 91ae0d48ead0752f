"""How many customers stay, leave and buy again, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.kpis.values import KpiValues
from analytics.retention.churn import Churn

Rate = Literal["retention_rate", "churn_rate", "repeat_purchase_rate", "lost_per_month"]

NAMES: dict[Rate, str] = {
    "retention_rate": "Customers retained",
    "churn_rate": "Customers lost",
    "repeat_purchase_rate": "Customers who buy again",
    "lost_per_month": "Lost in each month",
}
# Those of the catalogue of KPIs; the last one is counted from the dates on which customers left.
KPIS: tuple[str, ...] = ("retention_rate", "churn_rate", "repeat_purchase_rate")


@dataclass(frozen=True)
class RateMonths:
    """``months``: month, value (0..1), low, high, n; ``formula`` says in words how they were computed."""

    months: pd.DataFrame
    formula: str


@dataclass(frozen=True)
class RatesByMonth:
    """The question: how did each rate of retention go, month by month; of days, in their months."""

    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> dict[Rate, RateMonths]:
        """The rates that have more than one month; none where nothing says since when customers are what they are."""
        values = KpiValues(ids=KPIS, period="month").run(self.seen.whose.of(workspace))
        found: dict[Rate, RateMonths] = {}
        for name in NAMES:
            own = values[values["id"] == name]
            months = own.assign(month=pd.to_datetime(own["period"], errors="coerce")).dropna(subset=["month", "value"])
            months = months[self.seen.has_period(months["month"])]
            if len(months) > 1:
                found[name] = RateMonths(_columns(months), str(months["formula"].iloc[-1]))
        try:
            churn = Churn(self.seen).run(workspace)
        except NotEnoughData:
            return found
        lost = _columns(churn.months.rename(columns={"churn": "value", "there": "n"}))
        if len(lost) > 1:
            found["lost_per_month"] = RateMonths(
                lost, f"{churn.unit.capitalize()} gone by a month's end / there when it began."
            )
        return found


@dataclass(frozen=True)
class RateOverTime:
    """The question: how did one rate go, month by month.

    >>> RateOverTime().rate
    'retention_rate'
    """

    rate: Rate = "retention_rate"
    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> RateMonths:
        """Its months. NotEnoughData where they cannot be told."""
        found = RatesByMonth(self.seen).run(workspace)
        if self.rate not in found and self.seen.when != EVERYTHING:
            raise NotEnoughData(
                f"{NAMES[self.rate]}: fewer than two months of this period can be told. Choose a longer one."
            )
        if self.rate not in found:
            raise NotEnoughData(
                f"{NAMES[self.rate]} cannot be told month by month. Load orders over time, or subscriptions with their "
                "starts and ends."
            )
        return found[self.rate]


def _columns(months: pd.DataFrame) -> pd.DataFrame:
    return months[["month", "value", "low", "high", "n"]].reset_index(drop=True)
