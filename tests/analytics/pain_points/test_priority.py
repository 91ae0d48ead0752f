"""One order from several figures, with weights that mean what they say."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.pain_points.priority import PARTS, Weights, money_is_at_risk, with_priority

weight = st.floats(0, 10)


def points() -> pd.DataFrame:
    """One large and mild, one small and severe that doubled, one without any money known."""
    return pd.DataFrame(
        {
            "id": ["large", "severe", "poor"],
            "comments": [400, 25, 100],
            "severity": [0.2, 0.9, 0.5],
            "recent_ratio": [1.0, 2.0, None],
            "revenue_at_risk": [None, None, None],
            "revenue_exposed": [1000.0, 500.0, None],
        }
    )


@given(weight, weight, weight, weight)
def test_a_priority_lies_between_its_parts(volume: float, severity: float, trend: float, money: float) -> None:
    found = with_priority(points(), Weights(volume, severity, trend, money))
    assert found["priority"].between(0, 10).all()


def test_each_part_alone_orders_by_itself() -> None:
    for part, first in zip(PARTS, ("large", "severe", "severe", "large"), strict=True):
        alone = Weights(**{name: 5.0 * (name == part) for name in PARTS})
        found = with_priority(points(), alone).set_index("id")["priority"]
        assert found.idxmax() == first, part


def test_what_is_not_known_is_left_out_and_not_counted_as_nothing() -> None:
    found = with_priority(points(), Weights(5, 5, 5, 5)).set_index("id")
    assert found.loc["poor", "priority"] == (5.0 + 5.0) / 2  # volume and severity alone


def test_revenue_at_risk_takes_the_place_of_revenue_exposed_once_known() -> None:
    known = points().assign(revenue_at_risk=[10.0, 90.0, None])
    assert not money_is_at_risk(points())
    assert money_is_at_risk(known)
    assert with_priority(known, Weights())["priority_money"].tolist()[:2] == [10 * 10 / 90, 10.0]


def test_no_weight_at_all_gives_no_priority() -> None:
    assert with_priority(points(), Weights(0, 0, 0, 0))["priority"].tolist() == [0.0, 0.0, 0.0]
