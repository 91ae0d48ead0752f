"""Intervals against outside references."""

from __future__ import annotations

import numpy as np
from statsmodels.stats.proportion import proportion_confint

from analytics.pain_points.intervals import mean_interval, wilson


def test_wilson_is_that_of_statsmodels() -> None:
    hits = np.array([0.0, 1.0, 37.0, 50.0])
    assert np.allclose(wilson(hits, 50), proportion_confint(hits, 50, method="wilson"))


def test_a_share_of_nothing_is_unknown() -> None:
    assert np.isnan(wilson(np.array([0.0]), 0)[0][0])


def test_one_value_has_a_mean_and_no_interval() -> None:
    mean, low, high, n = mean_interval(np.array([0.7]))
    assert (mean, n) == (0.7, 1)
    assert np.isnan(low)
    assert np.isnan(high)
