"""What a subscription is worth, and whether such a forecast held."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.errors import NotEnoughData
from analytics.retention.stay_backtest import try_stays
from analytics.retention.stays import SUBSCRIPTIONS, Stays
from analytics.retention.subscriptions import SubscriptionValue

DAY = pd.Timestamp


def test_a_subscriber_is_worth_the_payments_that_survival_lets_expect(workspace, put) -> None:
    # nobody leaves in the first month, half of them before the second, and nothing is seen after it
    put("subscriptions", [
        {"subscription_id": str(c), "customer_id": f"c{c}", "started_at": DAY("2026-01-01"), "amount": 10.0, "interval": "month",
         "ended_at": DAY("2026-01-21") if c < 50 else pd.NaT}
        for c in range(100)
    ] + [{"subscription_id": "last", "customer_id": "d", "started_at": DAY("2026-02-20"), "ended_at": pd.NaT}])  # fmt: skip
    found = SubscriptionValue(rate=0.0).run(workspace)
    assert found.stay.value == pytest.approx(1.5, abs=0.02)
    assert (found.payment.value, found.paying) == (10.0, 50)
    assert found.value.value == pytest.approx(15.0, abs=0.2)
    assert found.value.low < found.value.value < found.value.high


def test_groups_that_pay_more_are_worth_more_and_yearly_payments_count_by_the_month(workspace, put) -> None:
    put("subscriptions", [
        {"subscription_id": str(c), "customer_id": f"c{c}", "started_at": DAY("2025-01-01"), "plan": ["Basic", "Pro"][c % 2],
         "amount": [10.0, 240.0][c % 2], "interval": ["month", "year"][c % 2],
         "ended_at": DAY("2025-06-01") if c % 10 == 0 else pd.NaT}
        for c in range(200)
    ] + [{"subscription_id": "late", "customer_id": "d", "started_at": DAY("2026-01-01"), "ended_at": pd.NaT}])  # fmt: skip
    found = SubscriptionValue(by="plan").run(workspace)
    assert found.groups["group"].tolist() == ["Pro", "Basic"]
    assert found.groups["value"][0] > found.groups["value"][1]


def test_where_nobody_has_left_there_is_no_value(workspace, put) -> None:
    with pytest.raises(NotEnoughData, match="Nothing says"):
        SubscriptionValue().run(workspace)
    put("sales", [
        {"order_id": f"{c} {m}", "customer_id": f"c{c}", "ordered_at": DAY(2026, m, 1), "amount": 5.0}
        for c in range(40) for m in range(1, 7)
    ])  # fmt: skip
    with pytest.raises(NotEnoughData, match="Nobody has left"):
        SubscriptionValue().run(workspace)


def steady(n: int, rate: float, seed: int) -> Stays:
    """Customers who began over two years and leave at one rate; seen until the end of 2026."""
    rng = np.random.default_rng(seed)
    began = DAY("2025-01-01") + pd.to_timedelta(rng.integers(0, 700, n), unit="D")
    until = DAY("2026-12-31")
    stay, seen = np.ceil(rng.exponential(1 / rate, n)), (until - began).days.to_numpy(dtype=float)
    rows = pd.DataFrame({"customer_id": [str(k) for k in range(n)], "began": began,
                         "days": np.minimum(stay, seen), "ended": stay <= seen})  # fmt: skip
    return Stays(rows, SUBSCRIPTIONS, "subscriptions", "")


def test_the_held_back_months_of_steady_leaving_are_forecast() -> None:
    inside = 0
    for seed in range(20):
        tried = try_stays(steady(2000, 1 / 400, seed), 182)
        assert tried is not None
        inside += tried.low <= tried.happened <= tried.high
    assert inside >= 17


def test_a_sudden_leaving_is_outside_the_forecast() -> None:
    found = steady(2000, 1 / 400, 1)
    still = found.known_until - pd.Timedelta(days=30)
    rows = found.rows.copy()
    sudden = (~rows["ended"]) & (rows["began"] < still) & (np.arange(len(rows)) % 3 == 0)
    rows.loc[sudden, "days"] -= 30
    rows.loc[sudden, "ended"] = True
    tried = try_stays(Stays(rows, found.basis, found.unit, ""), 182)
    assert tried is not None
    assert tried.happened < tried.low


def test_too_short_a_history_is_not_tried() -> None:
    rows = pd.DataFrame({"customer_id": ["a"], "began": [DAY("2026-01-01")], "days": [10.0], "ended": [False]})
    assert try_stays(Stays(rows, SUBSCRIPTIONS, "subscriptions", ""), 182) is None
    assert try_stays(Stays(rows.assign(began=pd.NaT), SUBSCRIPTIONS, "subscriptions", ""), 182) is None
