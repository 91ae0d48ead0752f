"""Lifetime value on customers drawn from the models themselves."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from analytics.errors import NotEnoughData
from analytics.retention.bg_nbd import fit_bg_nbd
from analytics.retention.gamma_gamma import fit_gamma_gamma
from analytics.retention.lifetime_value import backtest, lifetime_value, subscription_value
from analytics.retention.purchases import Purchases

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


@pytest.fixture
def shop(workspace, put):
    orders = shoppers(1500, 1)
    put("sales", [
        {"order_id": str(k), "customer_id": row.customer_id, "ordered_at": row.ordered_at, "amount": round(row.amount, 2),
         "currency": "EUR"}
        for k, row in enumerate(orders.itertuples())
    ])  # fmt: skip
    return workspace


def test_the_held_back_half_year_is_forecast_and_better_than_by_going_on_as_before(shop) -> None:
    found = backtest(shop, 26.0)
    assert found.low <= found.happened <= found.high
    assert abs(found.forecast - found.happened) < abs(found.naive - found.happened)
    assert found.correlation > 0.5
    assert found.money_forecast == pytest.approx(found.money_happened, rel=0.2)


def test_values_grow_with_the_years_and_who_has_been_away_long_is_worth_less(shop) -> None:
    one, three = lifetime_value(shop), lifetime_value(shop, years=3)
    assert one.currency == "EUR"
    assert (three.customers["value"] >= one.customers["value"]).all()
    assert one.customers["alive"].between(0, 1).all()


def test_too_few_customers_are_refused_with_what_it_needs() -> None:
    few = Purchases(*(np.ones(20) for _ in range(4)))
    with pytest.raises(NotEnoughData, match="100 customers"):
        fit_bg_nbd(few)
    with pytest.raises(NotEnoughData, match="needs 50"):
        fit_gamma_gamma(few)


def test_several_currencies_are_never_added_up(workspace, put) -> None:
    put("sales", [
        {"order_id": c, "customer_id": c, "ordered_at": pd.Timestamp("2026-01-01"), "amount": 1.0, "currency": c}
        for c in ("EUR", "USD")
    ])  # fmt: skip
    with pytest.raises(NotEnoughData, match="EUR, USD"):
        lifetime_value(workspace)


def test_a_subscriber_is_worth_the_payments_that_survival_lets_expect(workspace, put) -> None:
    # nobody leaves in the first month, half of them before the second, and nothing is seen after it
    day = pd.Timestamp
    put("subscriptions", [
        {"subscription_id": str(c), "customer_id": f"c{c}", "started_at": day("2026-01-01"),
         "ended_at": day("2026-01-21") if c < 50 else pd.NaT}
        for c in range(100)
    ] + [{"subscription_id": "last", "customer_id": "d", "started_at": day("2026-02-20"), "ended_at": pd.NaT}])  # fmt: skip
    value, low, high = subscription_value(workspace, 10.0, rate=0.0)
    assert value == pytest.approx(10 * (1 + 0.5), abs=0.2)
    assert low <= value <= high
