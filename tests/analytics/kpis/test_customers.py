"""KPIs about customers, computed by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd
import pytest

from analytics.kpis.values import KpiValues

DAY = datetime(2024, 1, 1)


def order(customer: str, day: int) -> dict:
    moment = DAY + timedelta(days=day)
    return {"order_id": f"{customer}{day}", "customer_id": customer, "ordered_at": moment, "amount": 10}


def customer(id: str, joined: int, left: int | None = None, **more) -> dict:
    return {
        "customer_id": id,
        "joined_at": DAY + timedelta(days=joined),
        "left_at": None if left is None else DAY + timedelta(days=left),
        **more,
    }


def ticket(id: str, customer: str, day: int) -> dict:
    return {"ticket_id": id, "customer_id": customer, "created_at": DAY + timedelta(days=day)}


def values(workspace, **asked) -> pd.DataFrame:
    return KpiValues(**asked).run(workspace).set_index("id")


def test_retention_asks_who_of_the_recent_buyers_bought_again(loaded) -> None:
    # The data ends on day 300, so the cutoff is day 180: recent buyers bought on days 1 to 180.
    rows = [
        order("ada", 100), order("ada", 200),  # recent, and again
        order("bob", 170),  # recent, not again
        order("cyd", 0), order("cyd", 250),  # not recent: bought last exactly 180 days before the cutoff
        order("dan", 20), order("dan", 180), order("dan", 300),  # again on the very last day
        order("eva", 299),  # came later
    ]  # fmt: skip
    found = values(loaded(sales=rows))
    assert found.loc["retention_rate", ["value", "n"]].tolist() == [pytest.approx(2 / 3), 3]
    assert found.loc["churn_rate", "value"] == pytest.approx(1 / 3)


def test_retention_per_month_equals_the_question_asked_at_each_end(loaded) -> None:
    rows = [order(f"c{i}", day) for i in range(20) for day in range(i, 400, 37 + 11 * i)]
    workspace = loaded(sales=rows)
    by_month = KpiValues(period="month", ids=("retention_rate",)).run(workspace).set_index("period")
    orders = pd.DataFrame(rows)
    for month in by_month.index[:-1]:
        end = pd.Timestamp(month) + pd.offsets.MonthBegin(1) - timedelta(microseconds=1)
        cutoff = end - timedelta(days=120)
        recent = orders[(orders["ordered_at"] <= cutoff) & (orders["ordered_at"] > cutoff - timedelta(days=180))]
        again = orders[(orders["ordered_at"] > cutoff) & (orders["ordered_at"] <= end)]
        there = set(recent["customer_id"])
        expected = len(there & set(again["customer_id"])) / len(there)
        assert by_month.loc[month, "value"] == pytest.approx(expected), month
        assert by_month.loc[month, "n"] == len(there)


def test_dates_of_leaving_come_before_orders(loaded) -> None:
    people = [
        customer("ada", 0),
        customer("bob", 0, left=45),  # lost in February
        customer("cyd", 35),  # came in February: not there at its start
        customer("dan", 0, left=20),  # lost in January
        customer("eva", 50, left=10),  # left before joining: at fault
    ]
    workspace = loaded(customers=people, sales=[order("ada", 1), order("ada", 58)])
    found = KpiValues(period="month", ids=("retention_rate",)).run(workspace).set_index("period")
    assert found.loc["2024-02-01", ["value", "n"]].tolist() == [0.5, 2]
    everybody = values(workspace).loc["retention_rate"]
    assert (everybody["value"], everybody["n"]) == (0.5, 4)


def test_a_status_alone_tells_the_present(loaded) -> None:
    people = [customer("ada", 0, status="Active"), customer("bob", 0, status="Cancelled")]
    workspace = loaded(customers=people, sales=[order("ada", 1), order("bob", 200), order("ada", 400)])
    found = values(workspace)
    assert found.loc["retention_rate", ["value", "n"]].tolist() == [0.5, 2]
    assert "status" in found.loc["retention_rate", "formula"]
    assert KpiValues(period="month", ids=("retention_rate",)).run(workspace).empty


def test_customers_come_in_the_month_of_joining(loaded) -> None:
    people = [customer("ada", 0), customer("bob", 3, acquisition_source="Referral"), customer("cyd", 40)]
    workspace = loaded(customers=people, sales=[order("ada", 90)])
    found = KpiValues(period="month", ids=("new_customers", "referral_rate")).run(workspace)
    new = found[found["id"] == "new_customers"]
    assert new[["period", "value"]].values.tolist() == [["2024-01-01", 2], ["2024-02-01", 1]]
    referred = found[found["id"] == "referral_rate"]
    assert referred["value"].tolist() == [0.5, 0]


def test_who_asked_for_help_is_a_share_of_all_active_customers(loaded) -> None:
    workspace = loaded(
        sales=[order("ada", 0), order("bob", 1), order("bob", 2), order("cyd", 3)],
        tickets=[ticket("t1", "ada", 4), ticket("t2", "ada", 5), ticket("t3", "dan", 6)],
    )
    found = values(workspace).loc["complaint_rate"]
    assert (found["value"], found["n"]) == (0.5, 4)  # ada and dan of ada, bob, cyd and dan


def test_tickets_alone_tell_no_share_of_customers(loaded) -> None:
    assert "complaint_rate" not in values(loaded(tickets=[ticket("t1", "ada", 4)])).index


def test_nobody_coming_back_is_a_retention_of_zero(loaded) -> None:
    # Bought 130 days before the end of the data, and never again; somebody else came since.
    found = values(loaded(sales=[order("ada", 0), order("bob", 130)])).loc["retention_rate"]
    assert (found["value"], found["n"]) == (0, 1)
