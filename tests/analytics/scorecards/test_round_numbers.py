"""Round numbers."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from analytics.scorecards.round_numbers import round_range, round_step


@given(st.floats(1e-6, 1e9))
def test_a_step_is_one_two_or_five_times_a_power_of_ten(width: float) -> None:
    step = round_step(width)
    digit = round(step / 10 ** math.floor(math.log10(step) + 1e-9), 6)
    assert digit in (1, 2, 5)
    assert width * (1 - 1e-6) <= step <= 2.5 * width * (1 + 1e-6)


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_a_range_holds_what_it_was_made_for(least: float, width: float) -> None:
    low, high, step = round_range(least, least + width)
    assert low <= least + step * 1e-6
    assert high >= least + width - step * 1e-6
    assert 39 <= (high - low) / step <= 103


def test_a_range_stays_on_the_scale() -> None:
    assert round_range(0.9, 1.0, (0.0, 1.0))[1] == 1.0
    assert round_range(-5, 60, (-100.0, 100.0))[0] >= -100
