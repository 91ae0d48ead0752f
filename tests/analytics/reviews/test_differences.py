"""Differences of figures with intervals: held against known results and simulations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.kpis.intervals import wilson
from analytics.reviews.differences import Estimate, Z, difference, usual


def share(hits: int, n: int) -> Estimate:
    low, high = wilson([hits], [n])
    return Estimate(hits / n, float(low[0]), float(high[0]))


def test_two_shares_have_newcombes_published_interval() -> None:
    # Newcombe (1998), table II, method 10: 56/70 against 48/80.
    found = difference(share(56, 70), share(48, 80))
    assert (round(found.value, 4), round(found.low, 4), round(found.high, 4)) == (0.2, 0.0524, 0.3339)


@given(st.floats(-5, 5), st.floats(0.01, 3), st.floats(-5, 5), st.floats(0.01, 3))
def test_the_other_way_round_is_the_mirror_image(a: float, wide: float, b: float, broad: float) -> None:
    one, other = Estimate(a, a - wide, a + wide), Estimate(b, b - broad, b + broad)
    there, back = difference(one, other), difference(other, one)
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low))


def of(value: float, error: float) -> Estimate:
    return Estimate(value, value - Z * error, value + Z * error)


def test_equal_changes_are_known_better_than_each_of_them() -> None:
    found = usual([of(1.0, 0.5)] * 4)
    assert found.value == pytest.approx(1.0)
    assert found.error == pytest.approx(0.25)


@pytest.mark.slow
@pytest.mark.parametrize("others", [3, 5])
@pytest.mark.parametrize("spread", [0.0, 1.0, 3.0])
def test_without_an_effect_an_effect_is_seen_in_about_one_of_twenty(others: int, spread: float) -> None:
    """Phases stray by ``spread`` of their own, all figures have an error of 1: how often is nothing taken for something?"""
    random, repetitions = np.random.default_rng(7), 3000
    seen = 0
    for _ in range(repetitions):
        changes = random.normal(0, spread, others + 1) + random.normal(0, 1, others + 1)
        own, *rest = (of(float(change), 1.0) for change in changes)
        seen += difference(own, usual(rest)).side != 0
    assert seen / repetitions < 0.09
