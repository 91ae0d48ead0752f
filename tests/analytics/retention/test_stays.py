"""How long customers stay, from whatever tells it, and churn by month."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.errors import NotEnoughData
from analytics.kpis.seen import Seen
from analytics.retention.churn import Churn, churn_by_month
from analytics.retention.cohorts import Cohorts
from analytics.retention.rates import RatesByMonth
from analytics.retention.staying import Staying
from analytics.retention.stays import LEFT_DATES, RHYTHM, SECOND_ORDER, SUBSCRIPTIONS, TENURE, Stays, stay_bases, stays

DAY = pd.Timestamp


def subscription(name: str, customer: str, start: str, end: str | None) -> dict[str, object]:
    return {
        "subscription_id": name,
        "customer_id": customer,
        "started_at": DAY(start),
        "ended_at": DAY(end) if end else pd.NaT,
    }


def sale(customer: str, day: str) -> dict[str, object]:
    return {
        "order_id": f"{customer} {day}",
        "customer_id": customer,
        "ordered_at": DAY(day),
        "amount": 10.0,
        "currency": "EUR",
    }


def test_who_has_no_subscription_running_any_more_has_left(workspace, put) -> None:
    put("subscriptions", [
        subscription("1", "gone", "2026-01-01", "2026-01-31"),
        subscription("2", "back", "2026-01-01", "2026-01-31"),
        subscription("3", "back", "2026-03-02", None),
    ])  # fmt: skip
    assert stay_bases(workspace) == (LEFT_DATES, SUBSCRIPTIONS)
    found = stays(workspace).rows.set_index("customer_id")
    assert found.loc["gone", ["days", "ended"]].tolist() == [30.0, True]
    assert not found.loc["back", "ended"]
    each = stays(workspace, SUBSCRIPTIONS)
    assert each.unit == "subscriptions"
    assert each.rows["ended"].sum() == 2
    assert "a little too narrow" in each.note


def club(put) -> None:
    """Twenty of each segment from January on; half of the small ones leave in March, none of the large ones ever does."""
    put("customers", [
        {"customer_id": f"{segment}{n}", "segment": segment, "joined_at": DAY("2026-01-01"),
         "left_at": DAY("2026-03-10") if segment == "small" and n % 2 else pd.NaT}
        for segment in ("small", "large") for n in range(20)
    ])  # fmt: skip
    put("tickets", [{"ticket_id": "last", "customer_id": "large0", "created_at": DAY("2026-06-01")}])


def test_that_nobody_of_a_segment_left_is_known_as_well(workspace, put) -> None:
    club(put)
    small, large = (
        Churn(Seen("segment", name)).run(workspace).months.set_index("month") for name in ("small", "large")
    )
    assert small["left"].sum() == 10
    assert large["left"].sum() == 0
    assert large.loc[DAY("2026-03-01"), ["there", "left", "churn"]].tolist() == [20, 0, 0.0]
    curve = Staying(seen=Seen("segment", "large")).run(workspace)
    assert curve.basis == LEFT_DATES
    assert curve.curves["share"].eq(1).all()
    assert Cohorts(seen=Seen("segment", "large")).run(workspace).of == "staying"
    assert "lost_per_month" in RatesByMonth(Seen("segment", "large")).run(workspace)


def test_a_tenure_beside_a_status_tells_how_long_each_stayed(workspace, put) -> None:
    put("customers", [
        {"customer_id": "a", "status": "active", "extra": '{"tenure": "2"}'},
        {"customer_id": "b", "status": "churned", "extra": '{"tenure": "12"}'},
    ])  # fmt: skip
    found = stays(workspace)
    assert found.basis == TENURE
    assert found.rows[["days", "ended"]].to_numpy().tolist() == [[60.0, False], [365.0, True]]


def test_regular_orders_that_stop_are_a_leaving_on_the_day_the_next_was_due(workspace, put) -> None:
    months = ["2026-01-10", "2026-02-10", "2026-03-10", "2026-04-10", "2026-05-10"]
    put("sales", [sale("stays", day) for day in months] + [sale("stops", day) for day in months[:2]]
        + [sale("steady", day) for day in months])  # fmt: skip
    assert stay_bases(workspace) == (RHYTHM, SECOND_ORDER)
    found = stays(workspace).rows.set_index("customer_id")
    assert found.loc["stops", ["days", "ended"]].tolist() == [62.0, True]
    # what happened in the last interval cannot be known yet
    assert found.loc["stays", ["days", "ended"]].tolist() == [89.0, False]


def test_orders_at_odd_times_tell_only_who_came_back(workspace, put) -> None:
    put("sales", [sale("a", "2026-01-01"), sale("a", "2026-01-03"), sale("a", "2026-03-09"), sale("a", "2026-03-11"),
                  sale("b", "2026-02-01")])  # fmt: skip
    assert stay_bases(workspace) == (SECOND_ORDER,)
    found = stays(workspace).rows.set_index("customer_id")
    assert found.loc["a", ["days", "ended"]].tolist() == [2.0, True]
    assert found.loc["b", ["days", "ended"]].tolist() == [38.0, False]


def test_without_any_leaver_or_order_there_is_nothing_to_measure(workspace, put) -> None:
    put("customers", [{"customer_id": "c", "joined_at": DAY("2026-01-01")}])
    with pytest.raises(NotEnoughData, match="Load subscriptions"):
        stays(workspace)
    with pytest.raises(NotEnoughData, match="No leaving has a date"):
        Churn().run(workspace)


def test_churn_counts_who_was_there_when_the_month_began() -> None:
    # ten from January on: one leaves in February, one joins and leaves within it and counts in no month
    rows = pd.DataFrame({
        "customer_id": [str(n) for n in range(11)],
        "began": [DAY("2026-01-10")] * 10 + [DAY("2026-02-02")],
        "days": [40.0] + [100.0] * 9 + [5.0],
        "ended": [True] + [False] * 9 + [True],
    })  # fmt: skip
    found = churn_by_month(Stays(rows, LEFT_DATES, "customers", ""))
    assert found["month"].dt.month.tolist() == [2]
    assert found[["there", "left"]].to_numpy().tolist() == [[10, 1]]
    assert found["low"][0] < found["churn"][0] == 0.1 < found["high"][0]
