"""What a shop's customers will be worth: how often they will buy, times what they spend, and how well that held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.retention.bg_nbd import BgNbd, fit_bg_nbd
from analytics.retention.bg_nbd import loss_of as buying_loss
from analytics.retention.gamma_gamma import GammaGamma, fit_gamma_gamma
from analytics.retention.gamma_gamma import loss_of as spending_loss
from analytics.retention.groups import customer_groups
from analytics.retention.orders_apart import are_regular, order_gaps
from analytics.retention.outcome import Tables
from analytics.retention.purchases import Orders, Purchases, counted_orders, purchases
from analytics.retention.survival import Numbers
from analytics.retention.uncertainty import covariance_of, error_of
from analytics.store.watching import Progress, nobody

WEEKS_PER_YEAR = 365.25 / 7
_Z = 1.959963984540054
_TENTHS = 10
_CONTRACT = (
    "Nearly all orders come at fixed intervals, as those of a subscription do. A forecast for shops would be wrong by "
    "far; what customers are worth follows from how long they keep the rhythm."
)


@dataclass(frozen=True)
class Backtest:
    """The held-back weeks: purchases and money that were forecast and that happened, in all customers together.

    ``low`` and ``high`` bound the forecast of purchases (95 %, from how customers differ), ``money_low`` and
    ``money_high`` that of the money; ``correlation`` is that of forecast and happened over customers; ``naive`` what "as
    in the time before" would have said. ``tenths`` compares both in ten groups by forecast: predicted, happened (purchases per
    customer), low, high, n.
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
    money_low: float
    money_high: float
    money_happened: float
    tenths: pd.DataFrame


@dataclass(frozen=True)
class ShopValueResult:
    """What every buyer is expected to bring in the next ``years``, in ``currency``, discounted by ``rate`` a year.

    ``customers``: customer_id, alive (chance of still being one), purchases, value. ``total`` over all has an
    interval from how surely the models' parameters are known and how far customers strayed from the forecast in the
    held-back weeks (without those, from the parameters alone). ``groups`` (where asked for): group, n, value (mean),
    low, high. ``currencies`` are all that orders are in.
    """

    customers: pd.DataFrame
    currency: str
    currencies: tuple[str, ...]
    years: int
    rate: float
    total: float
    low: float
    high: float
    buying: BgNbd
    spending: GammaGamma
    backtest: Backtest | None
    groups: pd.DataFrame
    note: str


@dataclass(frozen=True)
class ShopValue:
    """Customer lifetime value of a shop: BG/NBD for how often, Gamma-Gamma for how much.

    ``currency`` None takes that of most orders; ``by`` also gives the mean value of each group of customers;
    ``held_back`` is how many last weeks the forecast is tried on.
    """

    years: int = 1
    rate: float = 0.1
    currency: str | None = None
    by: str | None = None
    held_back: float = 26.0
    seen: Seen = EVERYTHING

    def run(self, workspace: Data, progress: Progress = nobody) -> ShopValueResult:
        """``NotEnoughData`` where too few came back, or where orders are bills of a contract."""
        progress(0.0, "Reading who bought when")
        workspace = self.seen.customers_of(workspace)
        until = workspace.data_until()
        if until is None:
            raise NotEnoughData("No row in the workspace has a date. Load sales over time.")
        orders = counted_orders(workspace, self.currency)
        if are_regular(order_gaps(workspace)):
            raise NotEnoughData(_CONTRACT)
        made, who = purchases(orders.rows, until)
        progress(0.15, "Learning how often customers buy")
        buying = fit_bg_nbd(made)
        progress(0.4, "Learning how much they spend")
        spending = fit_gamma_gamma(made)
        bought, value = self._worth(made, buying, spending)
        customers = pd.DataFrame(
            {"customer_id": who, "alive": buying.alive(made), "purchases": bought, "value": value}
        )  # fmt: skip
        progress(0.5, "Trying the forecast on the last weeks")
        tried = _tried(orders, until, self.held_back)
        progress(0.85, "Telling how sure it is")
        reach = _Z * self._error(made, buying, spending, tried)
        total = float(value.sum())
        return ShopValueResult(
            customers, orders.currency, orders.currencies, self.years, self.rate, total, max(total - reach, 0.0),
            total + reach, buying, spending, tried, self._groups(workspace, customers), orders.note,
        )  # fmt: skip

    def _worth(self, made: Purchases, buying: BgNbd, spending: GammaGamma) -> tuple[Numbers, Numbers]:
        """Purchases and discounted money expected of each customer; money counts at the middle of its year."""
        each = spending.value(made)
        value, before = np.zeros(len(each)), np.zeros(len(each))
        for year in range(self.years):
            upto = buying.expected(made, (year + 1) * WEEKS_PER_YEAR)
            value += (upto - before) * each / (1 + self.rate) ** (year + 0.5)
            before = upto
        return before, value

    def _error(self, made: Purchases, buying: BgNbd, spending: GammaGamma, tried: Backtest | None) -> float:
        """Standard error of the total: of the parameters, and of customers around their forecast."""
        logs = np.concatenate([buying.logs, spending.logs])
        covariance = np.zeros((7, 7))
        covariance[:4, :4] = covariance_of(buying_loss(made), buying.logs)
        covariance[4:, 4:] = covariance_of(spending_loss(made), spending.logs)

        def total(at: Numbers) -> float:
            r, alpha, a, b, p, q, gamma = np.exp(at)
            return float(self._worth(made, BgNbd(r, alpha, a, b, 0.0), GammaGamma(p, q, gamma))[1].sum())

        known = error_of(total, logs, covariance)
        if tried is None:
            return known
        stray = (tried.money_high - tried.money_low) / (2 * _Z)
        longer = self.years * WEEKS_PER_YEAR / tried.weeks * len(made.repeats) / tried.customers
        return float(np.hypot(known, stray * np.sqrt(longer)))

    def _groups(self, workspace: Tables, customers: pd.DataFrame) -> pd.DataFrame:
        """The mean value of each group, with the interval of a mean."""
        if self.by is None:
            return pd.DataFrame(columns=["group", "n", "value", "low", "high"])
        group = customers["customer_id"].map(customer_groups(workspace, self.by))
        found = customers.groupby(group)["value"].agg(["size", "mean", "std"]).reset_index(names="group")
        reach = _Z * found["std"] / np.sqrt(found["size"])
        table = found.assign(low=found["mean"] - reach, high=found["mean"] + reach)
        table = table.rename(columns={"size": "n", "mean": "value"})[["group", "n", "value", "low", "high"]]
        return table.sort_values(["value", "group"], ascending=[False, True], ignore_index=True)


def _tried(orders: Orders, until: datetime, weeks: float) -> Backtest | None:
    """The forecast tried on the last ``weeks``; None where too little lies before them."""
    try:
        return backtest(orders.rows, until, weeks)
    except NotEnoughData:
        return None


def backtest(orders: pd.DataFrame, until: datetime, weeks: float = 26.0) -> Backtest:
    """Learn without the last ``weeks``, forecast them, and compare with what happened.

    ``orders`` has customer_id, ordered_at, amount. Raises ``NotEnoughData`` where too few came back before them.
    """
    if weeks <= 0:
        raise NotEnoughData("Without weeks held back there is nothing to try the forecast on.")
    cut = until - timedelta(weeks=weeks)
    made, who = purchases(orders, cut)
    buying, spending = fit_bg_nbd(made), fit_gamma_gamma(made)
    forecast = buying.expected(made, weeks)
    after = orders[(orders["ordered_at"] > pd.Timestamp(cut)) & (orders["ordered_at"] <= pd.Timestamp(until))]
    bought = after.assign(day=after["ordered_at"].dt.normalize()).groupby("customer_id")
    happened = np.asarray(bought["day"].nunique().reindex(who).fillna(0.0), dtype=np.float64)
    paid = np.asarray(bought["amount"].sum().reindex(who).fillna(0.0), dtype=np.float64)
    money = forecast * spending.value(made)
    low, high = _bounds(forecast, happened)
    money_low, money_high = _bounds(money, paid)
    return Backtest(
        weeks=weeks,
        customers=len(who),
        forecast=float(forecast.sum()),
        low=low,
        high=high,
        happened=float(happened.sum()),
        naive=float(_as_before(made, weeks).sum()),
        correlation=float(np.corrcoef(forecast, happened)[0, 1]),
        money_forecast=float(money.sum()),
        money_low=money_low,
        money_high=money_high,
        money_happened=float(paid.sum()),
        tenths=_tenths(forecast, happened),
    )


def _bounds(forecast: Numbers, happened: Numbers) -> tuple[float, float]:
    """Within what the sum is to be expected, from how far single customers are from their forecast."""
    reach = _Z * float(np.sqrt(len(forecast) * np.var(happened - forecast)))
    return float(forecast.sum()) - reach, float(forecast.sum()) + reach


def _tenths(forecast: Numbers, happened: Numbers) -> pd.DataFrame:
    """Ten groups of equal size by forecast: what was forecast and what happened, per customer."""
    rank = pd.Series(forecast).rank(method="first")
    group = np.minimum(np.asarray((rank - 1) * _TENTHS / len(rank), dtype=int), _TENTHS - 1)
    parts = pd.DataFrame({"predicted": forecast, "happened": happened}).groupby(group)
    table, size = parts.mean(), parts.size()
    reach: pd.Series = _Z * parts["happened"].std() / np.sqrt(size)
    return table.assign(low=table["happened"] - reach, high=table["happened"] + reach, n=size).reset_index(drop=True)


def _as_before(made: Purchases, weeks: float) -> Numbers:
    """Everybody goes on buying as often as so far."""
    return np.asarray(made.repeats / np.maximum(made.age, 1.0) * weeks)
