"""The time between orders, and what regular ones are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from analytics.errors import NotEnoughData
from analytics.retention.orders_apart import TimeBetweenOrders, are_regular, median_interval, order_gaps


def sale(order: str, customer: str, day: str) -> dict[str, object]:
    return {"order_id": order, "customer_id": customer, "ordered_at": pd.Timestamp(day), "amount": 1.0}


def test_days_between_orders_leave_out_the_first_and_count_one_day_once(workspace, put) -> None:
    put("sales", [sale("1", "a", "2026-01-05 09:00"), sale("2", "a", "2026-01-05 17:00"),
                  sale("3", "a", "2026-01-15"), sale("4", "b", "2026-01-07")])  # fmt: skip
    assert order_gaps(workspace)["days"].tolist() == [10.0]


def test_the_usual_rhythm_is_that_of_customers_not_of_orders(workspace, put) -> None:
    # one who orders daily must not make everybody look quick
    rows = [sale(f"d{n}", "daily", f"2026-01-{n + 1:02d}") for n in range(28)]
    for n in range(40):
        rows += [sale(f"{n} {day}", f"c{n}", day) for day in ("2026-01-01", "2026-03-01")]
    put("sales", rows)
    found = TimeBetweenOrders().run(workspace)
    assert (found.rhythm, found.customers, found.gaps) == (59.0, 41, 67)
    assert found.low <= found.rhythm <= found.high
    assert found.histogram["gaps"].sum() == found.gaps


def test_too_few_who_came_back_are_refused(workspace, put) -> None:
    put("sales", [sale("1", "a", "2026-01-05"), sale("2", "a", "2026-01-15")])
    with pytest.raises(NotEnoughData, match="Only 1 customers"):
        TimeBetweenOrders().run(workspace)


def test_bills_are_regular_and_shopping_is_not() -> None:
    bills = pd.DataFrame({"customer_id": ["a"] * 5, "days": [30.0, 31.0, 28.0, 31.0, 30.0]})
    assert are_regular(bills)
    assert not are_regular(bills.assign(days=[3.0, 60.0, 11.0, 25.0, 90.0]))
    assert not are_regular(bills.head(2))


@pytest.mark.parametrize("n", [5, 30, 101, 1000])
def test_the_interval_of_a_median_holds_it_in_about_95_of_100_samples(n: int) -> None:
    low, high = (int(end) for end in median_interval(np.arange(n, dtype=float)))
    # the median lies between the order statistics low and high unless too few values fall on a side of it
    covered = binom.cdf(high, n, 0.5) - binom.cdf(low, n, 0.5)
    assert covered > 0.93
