"""What customers will be worth: by their purchases for shops, by how long they stay for subscriptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.retention.bg_nbd import BgNbd, fit_bg_nbd
from analytics.retention.gamma_gamma import GammaGamma, fit_gamma_gamma
from analytics.retention.outcome import Tables
from analytics.retention.purchases import Purchases, counted_orders, purchases
from analytics.retention.survival import Numbers, stays, survival_curve

WEEKS_PER_YEAR = 365.25 / 7


@dataclass(frozen=True)
class LifetimeValue:
    """Per customer (customers: customer_id, alive, purchases, value) for the next ``years``; in ``currency``.

    ``value`` is the expected amount, discounted by ``rate`` per year at the middle of each year.
    """

    customers: pd.DataFrame
    currency: str
    years: int
    rate: float
    buying: BgNbd
    spending: GammaGamma


@dataclass(frozen=True)
class Backtest:
    """The held-back months: purchases and money that were forecast and that happened, in all customers together.

    ``low`` and ``high`` bound the forecast of purchases (95 %, from how customers differ); ``correlation`` is
    that of forecast and happened over customers; ``naive`` what "as in the time before" would have said.
    """

    weeks: float
    customers: int
    forecast: float
    low: float
    high: float
    happened: float
    naive: float
    correlation: float
    money_forecast: float
    money_happened: float


def lifetime_value(workspace: Tables, years: int = 1, rate: float = 0.1) -> LifetimeValue:
    """The value of every buyer over the next ``years``; raises ``NotEnoughData`` where too few came back."""
    orders, currency = counted_orders(workspace)
    until = workspace.data_until()
    if until is None:
        raise NotEnoughData("No row in the workspace has a date. Load sales over time.")
    made, who = purchases(orders, until)
    buying, spending = fit_bg_nbd(made), fit_gamma_gamma(made)
    each = spending.value(made)
    total, before = np.zeros(len(each)), np.zeros(len(each))
    for year in range(years):
        upto = buying.expected(made, (year + 1) * WEEKS_PER_YEAR)
        total += (upto - before) * each / (1 + rate) ** (year + 0.5)
        before = upto
    customers = pd.DataFrame({"customer_id": who, "alive": buying.alive(made), "purchases": before, "value": total})
    return LifetimeValue(customers, currency, years, rate, buying, spending)


def backtest(workspace: Tables, weeks: float = 26.0) -> Backtest:
    """Learn without the last ``weeks``, forecast them, and compare with what happened."""
    until = workspace.data_until()
    if until is None:
        raise NotEnoughData("No row in the workspace has a date. Load sales over time.")
    orders, _ = counted_orders(workspace)
    cut = until - timedelta(weeks=weeks)
    made, who = purchases(orders, cut)
    buying, spending = fit_bg_nbd(made), fit_gamma_gamma(made)
    forecast = buying.expected(made, weeks)
    after = orders[(orders["ordered_at"] > pd.Timestamp(cut)) & (orders["ordered_at"] <= pd.Timestamp(until))]
    bought = after.assign(day=after["ordered_at"].dt.normalize()).groupby("customer_id")
    happened = bought["day"].nunique().reindex(who).fillna(0.0).to_numpy(dtype=float)
    money = bought["amount"].sum().reindex(who).fillna(0.0).to_numpy(dtype=float)
    reach = 1.96 * float(np.sqrt(len(forecast) * np.var(happened - forecast)))
    return Backtest(
        weeks=weeks,
        customers=len(who),
        forecast=float(forecast.sum()),
        low=float(forecast.sum()) - reach,
        high=float(forecast.sum()) + reach,
        happened=float(happened.sum()),
        naive=float(_as_before(made, weeks).sum()),
        correlation=float(np.corrcoef(forecast, happened)[0, 1]),
        money_forecast=float((forecast * spending.value(made)).sum()),
        money_happened=float(money.sum()),
    )


def _as_before(made: Purchases, weeks: float) -> Numbers:
    """Everybody goes on buying as often as so far."""
    return np.asarray(made.repeats / np.maximum(made.age, 1.0) * weeks)


def subscription_value(
    workspace: Tables, monthly: float, months: int = 36, rate: float = 0.1
) -> tuple[float, float, float]:
    """What a new subscriber who pays ``monthly`` is worth over ``months``, with its 95 % interval.

    The survival curve at the start of each month, times the payment, discounted by ``rate`` per year. Months
    beyond what has been seen count nothing, so the value is a floor there.
    """
    table = stays(workspace)
    days = table["days"].to_numpy(dtype=float)
    curve = survival_curve(days, table["left"].to_numpy(dtype=bool))
    starts = np.arange(months) * 30.4375
    seen = starts[starts <= float(days.max())]
    place = np.searchsorted(curve["day"].to_numpy(), seen, "right") - 1
    paid = monthly / (1 + rate) ** (seen / 365.25)
    value, low, high = (float(paid @ curve[column].to_numpy()[place]) for column in ("share", "low", "high"))
    return value, low, high
