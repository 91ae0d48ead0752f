"""Survival against lifelines, and how long customers stay, from tables."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
import pytest
from lifelines import KaplanMeierFitter

from analytics.errors import NotEnoughData
from analytics.retention.survival import churn, median_stay, share_at, stays, survival_curve

RNG = np.random.default_rng(7)
TRUE_DAYS = np.round(RNG.exponential(200, 500))
SEEN = np.round(RNG.uniform(30, 400, 500))
DAYS, LEFT = np.minimum(TRUE_DAYS, SEEN), TRUE_DAYS <= SEEN


def test_the_curve_and_its_interval_are_those_of_lifelines() -> None:
    curve = survival_curve(DAYS, LEFT)
    theirs = KaplanMeierFitter().fit(DAYS, LEFT)
    for day in (0, 30, 90, 200):
        share, low, high = share_at(curve, day)
        assert share == pytest.approx(float(theirs.predict(day)), abs=1e-9)
        bounds = theirs.confidence_interval_.loc[:day].iloc[-1]
        if share < 1:
            assert (low, high) == pytest.approx(tuple(bounds), abs=1e-9)
    assert median_stay(curve)[0] == theirs.median_survival_time_


def test_the_interval_is_never_outside_zero_and_one_and_holds_the_share() -> None:
    curve = survival_curve(DAYS, LEFT)
    assert curve["low"].between(0, 1).all()
    assert curve["high"].between(0, 1).all()
    assert ((curve["low"] <= curve["share"]) & (curve["share"] <= curve["high"])).all()


def test_where_fewer_than_half_have_left_there_is_no_median() -> None:
    assert median_stay(survival_curve(np.array([5.0, 9.0, 9.0]), np.array([True, False, False])))[0] is None


def test_stays_come_from_subscriptions_and_who_has_none_running_has_left(workspace, put) -> None:
    day = pd.Timestamp
    put("subscriptions", [
        {"subscription_id": "1", "customer_id": "gone", "started_at": day("2026-01-01"), "ended_at": day("2026-01-31")},
        {"subscription_id": "2", "customer_id": "back", "started_at": day("2026-01-01"), "ended_at": day("2026-01-31")},
        {"subscription_id": "3", "customer_id": "back", "started_at": day("2026-03-02"), "ended_at": pd.NaT},
    ])  # fmt: skip
    found = stays(workspace).set_index("customer_id")
    assert found.loc["gone", ["days", "left"]].tolist() == [30.0, True]
    assert not found.loc["back", "left"]
    assert churn(workspace, datetime(2026, 1, 15), datetime(2026, 2, 15)) == (2, 1)


def test_without_any_leaver_there_is_nothing_to_measure(workspace, put) -> None:
    put("customers", [{"customer_id": "c", "joined_at": pd.Timestamp("2026-01-01")}])
    with pytest.raises(NotEnoughData):
        stays(workspace)
