"""Lifetime value on customers drawn from the models themselves."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from analytics.errors import NotEnoughData
from analytics.retention import bg_nbd, gamma_gamma
from analytics.retention.bg_nbd import BgNbd, fit_bg_nbd, loss_of
from analytics.retention.gamma_gamma import fit_gamma_gamma
from analytics.retention.lifetime_value import ShopValue, backtest
from analytics.retention.purchases import Purchases, purchases
from analytics.retention.uncertainty import covariance_of

TRUE = (0.8, 6.0, 0.9, 2.5)


def shoppers(n: int, seed: int, weeks: float = 104.0) -> pd.DataFrame:
    """Orders of customers who buy and drop out as BG/NBD says, and pay as Gamma-Gamma says."""
    rng = np.random.default_rng(seed)
    r, alpha, a, b = TRUE
    rate, drop = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    worth = 6.0 / rng.gamma(4.0, 1 / 15.0, n)
    rows = []
    for c in range(n):
        now = rng.uniform(0, 52)
        while now < weeks:
            rows.append((f"c{c}", now, rng.gamma(6.0, worth[c])))
            if rng.random() < drop[c] and len(rows) and rows[-1][0] == f"c{c}" and now > 0 and _again(rows, c):
                break
            now += rng.exponential(1 / rate[c])
    frame = pd.DataFrame(rows, columns=["customer_id", "week", "amount"])
    start = pd.Timestamp(datetime(2024, 1, 1))
    return frame.assign(ordered_at=start + pd.to_timedelta(frame["week"] * 7, unit="D"))


def _again(rows: list, c: int) -> bool:
    """Dropping out follows a repeat purchase, never the first."""
    return len(rows) > 1 and rows[-2][0] == f"c{c}"


ORDERS = shoppers(1500, 1)
UNTIL = datetime(2025, 12, 29)
ABROAD = {
    "order_id": "abroad",
    "customer_id": "x",
    "ordered_at": pd.Timestamp("2025-01-01"),
    "amount": 1.0,
    "currency": "USD",
}


@pytest.fixture
def shop(workspace, put):
    put(
        "customers",
        [
            {"customer_id": c, "segment": "Even" if int(c[1:]) % 2 == 0 else "Odd"}
            for c in ORDERS["customer_id"].unique()
        ],
    )
    put("sales", [
        {"order_id": str(k), "customer_id": row.customer_id, "ordered_at": row.ordered_at, "amount": round(row.amount, 2),
         "currency": "EUR"}
        for k, row in enumerate(ORDERS.itertuples())
    ] + [ABROAD])  # fmt: skip
    return workspace


def test_the_held_back_half_year_is_forecast_and_better_than_by_going_on_as_before() -> None:
    found = backtest(ORDERS, UNTIL, 26.0)
    assert found.low <= found.happened <= found.high
    assert abs(found.forecast - found.happened) < abs(found.naive - found.happened)
    assert found.correlation > 0.5
    assert found.money_forecast == pytest.approx(found.money_happened, rel=0.2)
    assert found.tenths["n"].sum() == found.customers
    assert found.tenths["predicted"].is_monotonic_increasing


def test_every_buyer_has_a_value_and_the_total_an_interval(shop) -> None:
    found = ShopValue(by="segment").run(shop)
    assert found.currency == "EUR"
    assert found.currencies == ("EUR", "USD")
    assert found.note.startswith("1 orders in other currencies are left out")
    assert found.low < found.total < found.high
    assert found.total == pytest.approx(found.customers["value"].sum())
    assert found.customers["alive"].between(0, 1).all()
    assert set(found.groups["group"]) == {"Even", "Odd"}
    # both halves are drawn alike
    assert found.groups["low"].max() < found.groups["high"].min()


def test_too_few_customers_are_refused_with_what_it_needs(workspace, put) -> None:
    few = Purchases(*(np.ones(20) for _ in range(4)))
    with pytest.raises(NotEnoughData, match="100 customers"):
        fit_bg_nbd(few)
    with pytest.raises(NotEnoughData, match="needs 50"):
        fit_gamma_gamma(few)


def test_slopes_are_what_differences_tell() -> None:
    made, _ = purchases(shoppers(150, 5), UNTIL)
    for module, at in ((bg_nbd, np.array([-0.3, 1.2, 0.4, 0.9])), (gamma_gamma, np.array([0.5, 1.0, 2.0]))):
        loss = module.loss_of(made)
        by_differences = [(loss(at + step) - loss(at - step)) / 2e-5 for step in 1e-5 * np.eye(len(at))]
        assert module.slopes_of(made)(at) == pytest.approx(by_differences, rel=1e-5)


def test_customers_who_do_not_differ_are_learnt_from_in_a_moment() -> None:
    # everybody buys by the same habit and nobody drops out: two parameters have no end
    rng = np.random.default_rng(0)
    made = Purchases(
        *np.vstack([rng.poisson(8, 400), np.full(400, 50.0), np.full(400, 51.0), np.full(400, 20.0)]).astype(float)
    )
    assert fit_bg_nbd(made).expected(made, 51.0).mean() == pytest.approx(8, rel=0.05)


def test_a_forecast_that_the_series_cannot_tell_is_the_mean_over_chances_to_drop_out() -> None:
    # So large an r and alpha say that all buy once in five weeks; with these the series gives no number.
    model = BgNbd(22_026.0, 110_159.0, 7.8, 62.2, 0.0)
    new = Purchases(np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1))
    drop = np.random.default_rng(0).beta(7.8, 62.2, 200_000)
    bought = ((1 - np.exp(-0.2 * 39 * drop)) / drop).mean()
    assert model.expected(new, 39.0)[0] == pytest.approx(bought, rel=0.002)


def test_bills_are_no_purchases_to_forecast(workspace, put) -> None:
    put("sales", [
        {"order_id": f"{c} {m}", "customer_id": f"c{c}", "ordered_at": pd.Timestamp(2026, m, 1), "amount": 5.0}
        for c in range(40) for m in range(1, 7)
    ])  # fmt: skip
    with pytest.raises(NotEnoughData, match="fixed intervals"):
        ShopValue().run(workspace)


def test_the_errors_of_the_parameters_are_as_large_as_they_scatter() -> None:
    # the model fitted to ten draws: the spread of log r is about what one fit says of its own error
    fits = []
    for seed in range(2, 10):
        orders = shoppers(400, seed)
        made, _ = purchases(orders, UNTIL)
        model = fit_bg_nbd(made)
        fits.append((model.logs[0], covariance_of(loss_of(made), model.logs)[0, 0] ** 0.5))
    logs, errors = np.array(fits).T
    assert 0.4 < np.median(errors) / logs.std(ddof=1) < 2.5
