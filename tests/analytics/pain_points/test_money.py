"""Money behind pain points."""

from __future__ import annotations

import pandas as pd

from analytics.pain_points.money import revenue_exposed, with_revenue_at_risk


def test_a_customer_counts_once_per_pain_point_and_currencies_stay_apart() -> None:
    touched = pd.DataFrame(
        # a wrote twice about P1 and once about P2; an anonymous comment has no money behind it
        {"pain_point_id": ["P1", "P1", "P2", "P1"], "customer_id": ["a", "a", "a", None]}
    )
    spending = pd.DataFrame(
        {"customer_id": ["a", "a", "b"], "currency": ["EUR", "USD", "EUR"], "spent": [10.0, 5.0, 99.0]}
    )
    assert revenue_exposed(touched, spending).values.tolist() == [
        ["P1", "EUR", 10.0],
        ["P1", "USD", 5.0],
        ["P2", "EUR", 10.0],
        ["P2", "USD", 5.0],
    ]


def test_what_was_not_measured_is_missing_and_not_zero() -> None:
    points = pd.DataFrame({"id": ["P1", "P2", "P3"], "revenue_exposed": [1000.0, 500.0, 100.0]})
    effects = pd.DataFrame(
        # P3's customers stay more often than others: no revenue is at risk because of it
        {"pain_point_id": ["P1", "P3"], "effect": [4.0, -2.0], "low": [1.0, -3.0], "high": [7.0, -1.0]}
    )
    filled = with_revenue_at_risk(points, effects)
    assert filled["revenue_at_risk"].tolist()[0::2] == [40.0, 0.0]
    assert filled["revenue_at_risk"].isna().tolist() == [False, True, False]
    assert filled.loc[0, ["revenue_at_risk_low", "revenue_at_risk_high"]].tolist() == [10.0, 70.0]
