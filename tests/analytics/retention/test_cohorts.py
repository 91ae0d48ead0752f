from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.errors import NotEnoughData
from analytics.retention.cohorts import BUYING, Cohorts, cohort_table, stay_cohorts
from analytics.retention.stays import LEFT_DATES, Stays


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


def test_cohorts_are_those_of_plain_pandas(workspace, put) -> None:
    rng = np.random.default_rng(4)
    orders = pd.DataFrame({"customer_id": rng.integers(0, 60, 500).astype(str), "amount": 1.0,
                           "ordered_at": pd.Timestamp("2025-03-10") + pd.to_timedelta(rng.integers(0, 400, 500), unit="D")})  # fmt: skip
    put("sales", orders.assign(order_id=orders.index.astype(str)).to_dict("records"))
    month = orders["ordered_at"].dt.to_period("M")
    cohort = month.groupby(orders["customer_id"]).transform("min")
    since = (month - cohort).map(lambda apart: apart.n)
    theirs = orders.groupby([cohort.rename("cohort"), since.rename("month")])["customer_id"].nunique()
    ours = cohort_table(workspace)
    counted = ours.assign(cohort=ours["cohort"].dt.to_period("M")).set_index(["cohort", "month"])["active"]
    over = theirs[[first + n < month.max() for first, n in theirs.index]]  # the last month is not over
    assert counted.reindex(over.index).tolist() == over.tolist()
    assert counted.sum() == over.sum()


def test_cohorts_of_staying_count_months_since_each_ones_own_beginning() -> None:
    day = pd.Timestamp
    rows = pd.DataFrame({
        "customer_id": ["a", "b", "c", "d"], "began": [day("2026-01-01"), day("2026-01-31"), day("2026-01-15"), day("2026-03-30")],
        "days": [20.0, 90.0, 40.0, 32.0], "ended": [True, False, True, False],
    })  # fmt: skip
    table = stay_cohorts(Stays(rows, LEFT_DATES, "customers", ""))
    january = table[table["cohort"] == day("2026-01-01")]
    # the youngest of January has lived through 90 days
    assert january["active"].tolist() == [3, 2, 1]
    assert january["share"].round(2).tolist() == [1.0, 0.67, 0.33]


def test_one_group_has_cohorts_of_its_own(workspace, put) -> None:
    put("customers", [{"customer_id": str(n), "segment": ["Large", "Small"][n % 2]} for n in range(80)])
    put("sales", [
        {"order_id": f"{n} {day}", "customer_id": str(n), "ordered_at": pd.Timestamp(day), "amount": 1.0}
        for n in range(80) for day in ("2026-01-05", "2026-02-07", "2026-05-01") if n % 2 or day < "2026-02"
    ])  # fmt: skip
    found = Cohorts(BUYING, ("segment", "Small")).run(workspace)
    assert found.overall.set_index("month").loc[1, ["customers", "active"]].tolist() == [40, 40]
    assert Cohorts(BUYING).run(workspace).overall.set_index("month").loc[1, "active"] == 40


def test_without_orders_and_leavers_there_are_no_cohorts(workspace) -> None:
    with pytest.raises(NotEnoughData, match="no cohorts"):
        Cohorts().run(workspace)
