"""KPIs from orders, computed by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.kpis.intervals import total
from analytics.kpis.values import KpiValues

DAY = datetime(2024, 1, 1)


def order(number: int, customer: str, amount: float, day: int = 0, **more) -> dict:
    return {
        "order_id": f"o{number}",
        "customer_id": customer,
        "ordered_at": DAY + timedelta(days=day),
        "amount": amount,
        "currency": "EUR",
        **more,
    }


def values(workspace, **asked) -> pd.DataFrame:
    return KpiValues(**asked).run(workspace).set_index("id")


@pytest.fixture
def shop(loaded):
    return loaded(
        sales=[
            order(1, "ada", 100),
            order(2, "ada", 50, day=10, refunded=50.0),
            order(3, "bob", 30, day=20),
            order(4, "cyd", 20, day=30, referred_by="ada"),
            order(5, "bob", 1000, day=30, currency="USD"),  # another currency: never added up
            order(6, "dan", 500, day=40, status="Cancelled"),  # never became a sale
            order(7, "bob", -10, day=50),  # a credit note: takes from revenue, is no order
        ]
    )


def test_money_is_net_of_refunds_in_the_main_currency(shop) -> None:
    found = values(shop)
    assert found.loc["revenue", ["value", "n", "left_out", "currency"]].tolist() == [140, 4, 1, "EUR"]
    assert found.loc["average_order_value", "value"] == pytest.approx(200 / 4)
    assert found.loc["revenue_per_customer", "value"] == pytest.approx(140 / 3)
    assert found.loc["revenue_per_customer", "n"] == 3


def test_shares_of_orders_and_customers(shop) -> None:
    found = values(shop)
    assert found.loc["refund_rate", ["value", "n"]].tolist() == [1 / 5, 5]  # currencies do not matter here
    assert found.loc["repeat_purchase_rate", ["value", "n"]].tolist() == [pytest.approx(2 / 3), 3]
    assert found.loc["referral_revenue", "value"] == 20
    assert found.loc["referral_revenue_share", "value"] == pytest.approx(20 / 140)
    assert found.loc["referral_rate", ["value", "n"]].tolist() == [pytest.approx(1 / 3), 3]


def test_without_refunds_anywhere_there_is_no_refund_rate(loaded) -> None:
    found = values(loaded(sales=[order(1, "ada", 10), order(2, "bob", 10)]))
    assert "refund_rate" not in found.index
    assert "referral_revenue" not in found.index


def test_buying_again_looks_back_before_the_period(loaded) -> None:
    # In February ada comes back, cyd comes first.
    workspace = loaded(sales=[order(1, "ada", 10), order(2, "ada", 10, day=40), order(3, "cyd", 10, day=41)])
    found = KpiValues(period="month", ids=("repeat_purchase_rate",)).run(workspace)
    assert found[["period", "value"]].values.tolist() == [["2024-01-01", 0.0], ["2024-02-01", 0.5]]


def test_growth_compares_complete_months_only(loaded) -> None:
    # From 2 January to 15 April: February and March are complete with a complete month before them.
    days = range(1, 105)
    month = {0: 10.0, 1: 10.0, 2: 20.0, 3: 90.0}
    rows = [order(d, f"c{d}", month[(DAY + timedelta(days=d)).month - 1], day=d) for d in days]
    found = KpiValues(period="month", ids=("revenue_growth",)).run(loaded(sales=rows))
    assert found["period"].tolist() == ["2024-02-01", "2024-03-01"]
    assert found["value"].tolist() == [pytest.approx(29 / 30 - 1), pytest.approx(31 * 20 / (29 * 10) - 1)]


def test_growth_over_all_time_compares_the_last_year_with_the_one_before(loaded) -> None:
    rows = [order(d, f"c{d}", 10 if d < 365 else 12, day=d) for d in range(0, 730)]
    found = values(loaded(sales=rows))
    assert found.loc["revenue_growth", "value"] == pytest.approx(0.2)
    assert found.loc["revenue_growth", "low"] < 0.2 < found.loc["revenue_growth", "high"]


def test_a_window_takes_the_last_days_only(shop) -> None:
    found = values(shop, days=25)  # later than 25 days before the credit note: 20 EUR - 10
    assert found.loc["revenue", "value"] == 10 + 0
    assert found.loc["revenue", "n"] == 1


def test_windows_and_days_agree(shop) -> None:
    windows = KpiValues(period="window", days=25, ids=("revenue",)).run(shop)
    assert windows["value"].iloc[-1] == values(shop, days=25).loc["revenue", "value"]
    assert windows["value"].sum() == values(shop).loc["revenue", "value"]


def test_an_order_of_nobody_counts_as_money_and_as_no_customer(loaded) -> None:
    orders = [order(1, "ada", 100), order(2, "ada", 50, day=10), order(3, "bob", 30, day=20)]
    named = values(loaded(sales=orders))
    found = values(loaded(sales=[order(8, None, 70, day=21), order(9, None, 20, day=22)]))
    assert found.loc["revenue", ["value", "n"]].tolist() == [270, 5]
    assert found.loc["average_order_value", "value"] == pytest.approx(270 / 5)
    of_customers = ["revenue_per_customer", "repeat_purchase_rate"]
    assert found.loc[of_customers, ["value", "n"]].equals(named.loc[of_customers, ["value", "n"]])


def test_orders_of_nobody_came_independently_of_each_other(loaded) -> None:
    # Two strangers who paid 10 and 30 are two people; as one who paid 40 they would make the interval wider.
    found = values(loaded(sales=[order(1, None, 10), order(2, None, 30)])).loc["revenue"]
    low, high = total(np.array([40.0]), np.array([10.0**2 + 30.0**2]))
    assert (found["low"], found["high"]) == (pytest.approx(low[0]), pytest.approx(high[0]))
