"""The time between orders: how soon customers order again, and who is late by their own habit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import ibis
import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.retention.outcome import Tables
from analytics.retention.survival import Numbers

FEWEST_CUSTOMERS = 30
_BINS = 24
_REGULAR = 0.1  # bills are at most this irregular (two days in thirty), even the steadiest shoppers are not
_GAPS_EACH = 3
_MISSED = 2  # usual intervals without an order, after which a customer has stopped


@dataclass(frozen=True)
class OrdersApart:
    """Days between orders. A customer's own rhythm is the median of theirs.

    ``rhythm``, ``low``, ``high`` are the median rhythm of the ``customers`` who came back, with its 95 % interval;
    ``quarter`` and ``three_quarters`` the rhythms that a quarter and three quarters of them do not exceed.
    ``histogram`` has from_day, to_day, gaps, of all ``gaps``. ``regular`` says that nearly all come at fixed times, as
    bills do.
    """

    gaps: int
    customers: int
    rhythm: float
    low: float
    high: float
    quarter: float
    three_quarters: float
    regular: bool
    histogram: pd.DataFrame


@dataclass(frozen=True)
class TimeBetweenOrders:
    """How long do customers wait before they order again?"""

    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> OrdersApart:
        """``NotEnoughData`` with fewer than thirty customers who came back."""
        gaps = order_gaps(self.seen.customers_of(workspace))
        own = gaps.groupby("customer_id")["days"]
        rhythm = np.sort(own.median().to_numpy(dtype=float))
        if len(rhythm) < FEWEST_CUSTOMERS:
            raise NotEnoughData(
                f"Only {len(rhythm)} customers ordered on more than one day; the time between orders needs "
                f"{FEWEST_CUSTOMERS}. Load sales over a longer time."
            )
        low, high = median_interval(rhythm)
        return OrdersApart(
            gaps=len(gaps),
            customers=len(rhythm),
            rhythm=float(np.median(rhythm)),
            low=low,
            high=high,
            quarter=float(np.quantile(rhythm, 0.25)),
            three_quarters=float(np.quantile(rhythm, 0.75)),
            regular=are_regular(gaps),
            histogram=_histogram(gaps["days"].to_numpy(dtype=float)),
        )


def order_gaps(workspace: Tables) -> pd.DataFrame:
    """Days between one order and the next of the same customer: customer_id, days; orders of one day are one.

    The time since the last order is not among them: whoever waits long is seen late, so these days are those
    of people who did come back.
    """
    sales = workspace.table("purchases")
    days = sales.select("customer_id", day=sales.ordered_at.date()).distinct()
    window = ibis.window(group_by="customer_id", order_by="day")
    gaps = days.select("customer_id", days=days.day.delta(days.day.lag().over(window), unit="day"))
    found: pd.DataFrame = workspace.execute(gaps.filter(gaps.days.notnull()))
    return found.sort_values(["customer_id", "days"], ignore_index=True)


def are_regular(gaps: pd.DataFrame) -> bool:
    """Whether orders come at fixed times: for half the customers the days between them hardly vary.

    >>> are_regular(pd.DataFrame({"customer_id": ["a"] * 4, "days": [30.0, 31.0, 28.0, 31.0]}))
    True
    """
    own = gaps.groupby("customer_id")["days"].agg(["mean", "std", "size"])
    often = own[own["size"] >= _GAPS_EACH]
    return bool(len(often)) and float((often["std"] / often["mean"]).median()) < _REGULAR


def lapses(workspace: Tables, until: datetime) -> pd.DataFrame:
    """When customers of a regular rhythm stopped: customer_id, began (first order), end (NaT: still ordering), known.

    Who has let twice their own usual interval pass without an order has stopped when the next one was due; of the
    others it is ``known`` up to one interval before ``until`` that they had not. Those with a single order go by the
    usual interval of all.
    """
    sales = workspace.table("purchases")
    known = sales.filter(sales.ordered_at <= until)
    days = known.group_by("customer_id").agg(began=known.ordered_at.min(), last=known.ordered_at.max())
    frame: pd.DataFrame = workspace.execute(days)
    own = order_gaps(workspace).groupby("customer_id")["days"].median()
    rhythm = frame["customer_id"].map(own).fillna(float(own.median()))
    step = pd.to_timedelta(rhythm, unit="D")
    stopped = frame["last"] + _MISSED * step < pd.Timestamp(until)
    return frame[["customer_id", "began"]].assign(
        end=(frame["last"] + step).where(stopped), known=pd.Timestamp(until) - (_MISSED - 1) * step
    )


def median_interval(ordered: Numbers) -> tuple[float, float]:
    """The 95 % interval of the median of ``ordered`` values, from their order alone (binomial, normal approximation).

    >>> median_interval(np.arange(101.0))
    (40.0, 60.0)
    """
    n = len(ordered)
    reach = 1.959963984540054 * np.sqrt(n) / 2
    first, last = max(int(np.floor((n - 1) / 2 - reach)), 0), min(int(np.ceil((n - 1) / 2 + reach)), n - 1)
    return float(ordered[first]), float(ordered[last])


def _histogram(days: Numbers) -> pd.DataFrame:
    """Counts in bins of whole days up to the 99th percentile; the last bin holds all longer waits."""
    top = float(np.quantile(days, 0.99))
    width = max(int(np.ceil(top / _BINS)), 1)
    place = np.minimum(days // width, np.ceil(top / width))
    gaps = pd.Series(place).value_counts().sort_index()
    edges = gaps.index.to_numpy(dtype=float) * width
    return pd.DataFrame({"from_day": edges, "to_day": edges + width, "gaps": gaps.to_numpy()})
