from __future__ import annotations

import pandas as pd

from analytics.retention.cohorts import between_orders, cohort_table


def sale(order: str, customer: str, day: str) -> dict[str, object]:
    return {"order_id": order, "customer_id": customer, "ordered_at": pd.Timestamp(day), "amount": 1.0}


def test_cohorts_count_who_is_still_buying_in_each_month_that_is_over(workspace, put) -> None:
    put("sales", [
        sale("1", "a", "2026-01-05"), sale("2", "a", "2026-03-05"),  # a skips February
        sale("3", "b", "2026-01-20"), sale("4", "b", "2026-01-25"),  # b never comes back
        sale("5", "c", "2026-02-01"), sale("6", "c", "2026-04-10"),  # April is not over
    ])  # fmt: skip
    table = cohort_table(workspace)
    january = table[table["cohort"] == pd.Timestamp("2026-01-01")]
    assert january["active"].tolist() == [2, 0, 1]
    assert january["customers"].tolist() == [2, 2, 2]
    assert (january["low"] <= january["share"]).all()
    assert table[table["cohort"] == pd.Timestamp("2026-02-01")]["active"].tolist() == [1, 0]


def test_days_between_orders_leave_out_the_first_and_count_one_day_once(workspace, put) -> None:
    put("sales", [sale("1", "a", "2026-01-05 09:00"), sale("2", "a", "2026-01-05 17:00"),
                  sale("3", "a", "2026-01-15"), sale("4", "b", "2026-01-07")])  # fmt: skip
    assert between_orders(workspace).tolist() == [10.0]
