"""KPIs that come as a series of values."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from analytics.kpis.values import KpiValues

ORDER = {"order_id": "o", "customer_id": "ada", "ordered_at": datetime(2026, 3, 31), "amount": 1}


def value(measure: str, month: int, number: float, **more) -> dict:
    return {
        "measure": measure,
        "period": datetime(2026, month, 1),
        "value": number,
        "touchpoint": None,
        **more,
    }


def values(workspace, **asked) -> pd.DataFrame:
    return KpiValues(**asked).run(workspace).set_index("id")


def test_rates_in_percent_and_as_shares_mean_the_same(loaded) -> None:
    rows = [
        value("Bounce rate", 1, 40.0), value("Bounce rate", 2, 0.8),  # percent: one of them is above 1
        value("conversion_rate", 1, 0.02), value("conversion_rate", 2, 0.04),
    ]  # fmt: skip
    found = values(loaded(sales=[ORDER], measures=rows))
    assert found.loc["bounce_rate", "value"] == pytest.approx(0.204)
    assert found.loc["conversion_rate", "value"] == pytest.approx(0.03)


def test_an_impossible_rate_is_left_out_and_counted(loaded) -> None:
    rows = [
        value("email_open_rate", 1, 30.0),
        value("email_open_rate", 2, 130.0),
        value("email_open_rate", 3, -2.0),
    ]
    found = values(loaded(sales=[ORDER], measures=rows)).loc["email_open_rate"]
    assert found[["value", "n", "left_out"]].tolist() == [0.3, 1, 2]
    assert np.isnan(found["low"])


def test_counts_and_hours_are_added_up_and_scores_averaged(loaded) -> None:
    rows = [
        value("website_visits", 1, 100), value("website_visits", 2, 300),
        value("training_hours", 1, 6.5), value("training_hours", 2, 8),
        value("employee_satisfaction", 1, 7.0), value("employee_satisfaction", 2, 8.0),
    ]  # fmt: skip
    found = values(loaded(sales=[ORDER], measures=rows))
    assert found.loc["website_visits", "value"] == 400
    assert found.loc["training_hours", "value"] == 14.5
    assert np.isnan(found.loc["training_hours", "low"])
    assert found.loc["employee_satisfaction", "value"] == 7.5


def test_a_series_with_a_touchpoint_belongs_to_its_phase(loaded) -> None:
    rows = [value("training_hours", 1, 5, touchpoint="Onboarding"), value("training_hours", 1, 7)]
    found = KpiValues(by_phase=True, ids=("training_hours",)).run(loaded(sales=[ORDER], measures=rows))
    assert found[["phase", "value"]].values.tolist() == [[None, 12], ["adoption", 5]]


def test_the_response_rate_divides_responses_by_invitations(loaded) -> None:
    moment = datetime(2026, 3, 2)
    answers = [
        {"response_id": "r1", "question": "a", "customer_id": "ada", "answered_at": moment},
        {
            "response_id": "r1",
            "question": "b",
            "customer_id": "ada",
            "answered_at": moment,
        },  # the same response
        {"response_id": "r2", "question": "a", "customer_id": None, "answered_at": moment},  # nobody invited
    ]
    found = values(loaded(surveys=answers, measures=[value("survey_invited", 3, 4)]))
    assert found.loc["survey_response_rate", ["value", "n"]].tolist() == [0.25, 4]


def test_ninety_days_up_to_the_end_of_march_hold_three_months(loaded) -> None:
    rows = [value("training_hours", month, 10.0 * month) for month in (1, 2, 3)]
    found = values(loaded(sales=[ORDER], measures=rows), days=90).loc["training_hours"]
    assert found[["value", "n"]].tolist() == [60, 3]
