"""Turns of a series: found where they are, and not made of noise."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.kpis.shifts import shifts


def test_noise_has_no_turns_but_in_one_of_a_hundred_series() -> None:
    rng = np.random.default_rng(7)
    alarms = sum(bool(shifts(rng.normal(10, 1, 24), np.ones(24))) for _ in range(200))
    assert alarms <= 6  # 2 expected at 1 %; 6 are more than four deviations


def test_months_that_differ_in_sureness_have_no_turns_by_chance_either() -> None:
    rng = np.random.default_rng(8)
    errors = np.linspace(0.5, 4, 24)
    assert sum(bool(shifts(rng.normal(10, errors), errors)) for _ in range(100)) <= 4


def test_a_new_level_is_found_at_its_place() -> None:
    rng = np.random.default_rng(9)
    found = [shifts(np.concatenate([rng.normal(10, 1, 14), rng.normal(13, 1, 10)]), np.ones(24)) for _ in range(50)]
    assert sum(bool(places) for places in found) >= 48
    assert sum(any(abs(place - 14) <= 2 for place in places) for places in found) >= 45


def test_two_new_levels_are_both_found() -> None:
    rng = np.random.default_rng(10)
    series = np.concatenate([rng.normal(level, 0.5, 12) for level in (10, 14, 9)])
    assert shifts(series, np.full(36, 0.5)) == (12, 24)


def test_missing_months_are_passed_over_and_places_count_all_months() -> None:
    series = [10, np.nan, 11, 10, 9, 10, 20, 21, 20, 19, 20, 21]
    assert shifts(series, np.ones(12)) == (6,)


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 9.0, 1.0, 9.0, 1.0], [5.0] * 20])
def test_too_short_or_constant_series_have_none(values: list[float]) -> None:
    assert shifts(values, np.ones(len(values))) == ()
