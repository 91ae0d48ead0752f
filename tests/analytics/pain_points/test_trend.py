"""Trend and emerging, with the errors they promise."""

from __future__ import annotations

import numpy as np
import statsmodels.api as sm

from analytics.pain_points.trend import discoveries, find_trends


def test_slope_and_error_are_those_of_a_quasi_poisson_regression() -> None:
    rng = np.random.default_rng(0)
    exposure = rng.integers(400, 900, 14)
    counts = rng.poisson(exposure * 0.05 * np.exp(0.08 * np.arange(14)))
    design = sm.add_constant(np.arange(14) - 6.5)
    fit = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=exposure).fit(scale="X2")
    found = find_trends(counts[None, :], exposure)
    assert np.isclose(np.log(found.growth[0]), fit.params[1], atol=1e-6)
    if fit.scale >= 1:
        half = (np.log(found.high[0]) - np.log(found.low[0])) / 2
        assert np.isclose(half, 2.178813 * fit.bse[1], rtol=1e-3)  # t with 12 degrees of freedom


def test_growing_volume_is_no_trend() -> None:
    exposure = np.linspace(500, 2000, 12).astype(int)
    found = find_trends((exposure * 0.1).astype(int)[None, :], exposure)
    assert np.isclose(found.growth[0], 1, atol=0.01)
    assert not found.significant[0]
    assert not found.emerging[0]


def test_a_season_known_for_two_years_is_no_trend() -> None:
    months = np.arange(26)
    exposure = np.full(26, 2000)
    counts = (100 * (1 + 0.6 * np.sin(2 * np.pi * months * 30 / 365.25))).astype(int)
    assert not find_trends(counts[None, :], exposure).significant[0]


def test_what_appears_out_of_nothing_is_emerging() -> None:
    counts = np.array([[0] * 10 + [12, 40], [30] * 12])
    assert find_trends(counts, np.full(12, 500)).emerging.tolist() == [True, False]


def test_a_doubling_of_a_small_theme_is_found_within_a_month() -> None:
    rng = np.random.default_rng(1)
    others = rng.poisson(200, (19, 13))
    doubled = np.append(rng.poisson(100, 12), 200)  # 2 % of 5,000 comments a month, then twice that
    assert find_trends(np.vstack([doubled, others]), np.full(13, 5000)).emerging[0]


def test_a_stable_stream_gives_at_most_one_false_alarm_a_year() -> None:
    rng = np.random.default_rng(2)
    alarms = sum(find_trends(rng.poisson(60, (20, 13)), np.full(13, 5000)).emerging.sum() for _ in range(120))
    assert alarms <= 10  # ten years of months, twenty pain points


def test_bursts_that_always_come_are_no_news() -> None:
    counts = np.array([[5, 60, 4, 6, 55, 5, 5, 58, 5, 4, 61, 5, 59]])
    assert not find_trends(counts, np.full(13, 1000)).emerging[0]


def test_too_little_history_tells_nothing() -> None:
    found = find_trends(np.array([[3, 30]]), np.array([100, 100]))
    assert np.isnan(found.p_value[0])
    assert not found.emerging[0]


def test_false_discoveries_are_controlled_over_all() -> None:
    assert discoveries(np.array([0.04] + [0.9] * 19)).sum() == 0
    assert discoveries(np.array([0.001] + [0.9] * 19)).sum() == 1
