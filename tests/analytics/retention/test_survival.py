"""Survival and the comparison of groups, against lifelines."""

from __future__ import annotations

import numpy as np
import pytest
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test

from analytics.retention.survival import logrank, median_stay, share_at, survival_curve

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


def test_groups_are_told_apart_as_by_lifelines() -> None:
    group = np.arange(500) % 3
    shorter = np.where(group == 2, DAYS * 0.7, DAYS)
    theirs = multivariate_logrank_test(shorter, group, LEFT).p_value
    assert logrank(shorter, LEFT, group) == pytest.approx(theirs, rel=1e-9)
    assert np.isnan(logrank(DAYS, LEFT, np.zeros(500, dtype=int)))
