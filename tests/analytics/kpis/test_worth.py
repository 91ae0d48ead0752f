"""What customers are worth: worked out by hand on a few rows."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.kpis.ratios import PerEvent
from analytics.kpis.values import KpiValues

DAY = datetime(2024, 1, 1)


def order(customer: str, days: int, amount: float, **more) -> dict:
    at = DAY + timedelta(days=days)
    return {"order_id": f"{customer}{days}", "customer_id": customer, "ordered_at": at, "amount": amount,
            "currency": "EUR", "refunded": None} | more  # fmt: skip


def answer(customer: str | None, days: int, score: float, metric: str = "nps", **more) -> dict:
    at = DAY + timedelta(days=days)
    return {"response_id": f"{customer}{days}{metric}", "question": "q", "customer_id": customer, "answered_at": at,
            "metric": metric, "score": score, "scale_low": None, "scale_high": None, "touchpoint": None} | more  # fmt: skip


def value(workspace, id: str, **asked) -> pd.Series:
    return KpiValues(ids=(id,), **asked).run(workspace).iloc[0]


def test_lifetime_value_is_what_customers_paid_in_their_first_year(loaded) -> None:
    sales = [
        order("ada", 0, 100.0), order("ada", 364, 50.0, refunded=20.0),
        order("ada", 365, 999.0),  # the first day of the second year
        order("bob", 10, 30.0),
        order("cyd", 400, 70.0),  # the first year is not over
        order("dan", 5, 500.0, currency="USD"),  # never added up with euros
        order("eve", 450, 1.0),  # the end of the data
    ]  # fmt: skip
    found = value(loaded(sales=sales), "customer_lifetime_value")
    assert found[["value", "n", "currency"]].tolist() == [80.0, 2, "EUR"]
    assert found["low"] < 80 < found["high"]


def test_lifetime_value_belongs_to_the_period_in_which_the_year_ended(loaded) -> None:
    sales = [order("ada", 0, 100.0), order("bob", 40, 30.0), order("cyd", 500, 1.0)]
    found = KpiValues(ids=("customer_lifetime_value",), period="month").run(loaded(sales=sales))
    assert found[["period", "value"]].values.tolist() == [["2024-12-01", 100.0], ["2025-02-01", 30.0]]


def test_revenue_at_risk_is_the_last_years_revenue_of_who_said_they_are_unhappy(loaded) -> None:
    sales = [
        order("ada", 0, 1000.0),  # more than a year before she complained
        order("ada", 380, 40.0), order("ada", 395, 7.0, refunded=2.0),
        order("bob", 380, 500.0),  # happy
        order("cyd", 390, 10.0),
        order("dan", 390, 3.0),
    ]  # fmt: skip
    surveys = [
        answer("ada", 396, 6), answer("ada", 399, 2),  # counted once, at her last word
        answer("bob", 398, 9), answer("bob", 398, 3, "csat"),  # the middle of 1 to 5 is not unhappy
        answer("cyd", 399, 3, "ces"),  # below the middle of 1 to 7
        answer(None, 399, 0),  # nobody knows whose money that is
    ]  # fmt: skip
    tickets = [{"ticket_id": "t", "customer_id": "dan", "created_at": DAY + timedelta(days=399), "satisfaction": 2.0,
                "satisfaction_scale": 5.0}]  # fmt: skip
    found = value(loaded(sales=sales, surveys=surveys, tickets=tickets), "revenue_at_risk", days=90)
    assert found[["value", "n"]].tolist() == [40 + 5 + 10 + 3, 4]


def test_revenue_at_risk_belongs_to_the_phase_of_the_complaint(loaded) -> None:
    sales = [order("ada", 0, 40.0), order("bob", 0, 5.0)]
    surveys = [answer("ada", 9, 1, touchpoint="Onboarding"), answer("bob", 9, 1, touchpoint="Support ticket")]
    found = KpiValues(ids=("revenue_at_risk",), by_phase=True).run(loaded(sales=sales, surveys=surveys))
    assert found.set_index(found["phase"].fillna(""))["value"].to_dict() == {"": 45, "adoption": 40, "support": 5}


def test_cost_per_request_covers_the_true_cost() -> None:
    """The cost is fixed, the number of requests happens to be what it is."""
    requests = np.random.default_rng(1).poisson(80, 20_000).astype(float)
    found = PerEvent(None, None).estimated({"cost": np.full(20_000, 1600.0), "n": requests})
    low, high = found.interval
    assert 0.93 <= ((low <= 20) & (high >= 20)).mean() <= 0.97


@pytest.mark.parametrize(("measure", "expected"), [("Support cost", 30.0), ("cost per ticket", 60.0)])
def test_cost_to_serve_divides_by_tickets_where_the_total_is_known(loaded, measure: str, expected: float) -> None:
    tickets = [{"ticket_id": f"t{n}", "customer_id": "ada", "created_at": datetime(2026, 3, 5 + n)} for n in range(2)]
    measures = [{"measure": measure, "period": datetime(2026, 3, 1), "value": 60.0, "touchpoint": None}]
    assert value(loaded(tickets=tickets, measures=measures), "cost_to_serve")["value"] == expected


def test_a_workspace_with_measures_alone_has_kpis_up_to_the_end_of_the_last_month(loaded) -> None:
    rows = [{"measure": "website_visits", "period": datetime(2026, month, 1), "value": 100.0 * month, "touchpoint": None}
            for month in (1, 2, 3)]  # fmt: skip
    workspace = loaded(measures=rows)
    assert workspace.data_until() == datetime(2026, 3, 31, 23, 59, 59)
    found = KpiValues(ids=("website_visits",), period="month").run(workspace)
    assert found["value"].tolist() == [100, 200, 300]
    history = workspace.scorecard("Awareness").kpi("awareness/website_visits").history
    assert [number for _, number in history] == [100, 200, 300]
