import numpy as np
import pandas as pd
import pytest

from analytics.drivers.columns import Column, Contrast
from analytics.drivers.effects import naive_effect
from analytics.drivers.estimation import estimate

COLUMNS = [
    Column("hours", "hours until the first response", unit="hours"),
    Column("vip", "VIP", sort="flag"),
    Column("noise", "noise"),
    Column("segment", "segment", "context", "category"),
]
CONTRASTS = [Contrast("hours", 24, 4), Contrast("vip", 0, 1), Contrast("noise", -1, 1)]


def _estimate(frame, stayed, seed=0):
    rng = np.random.default_rng(seed)
    return estimate(frame, stayed, COLUMNS, CONTRASTS, main_context="segment", rng=rng)


def test_the_planted_effect_is_inside_both_intervals_although_the_naive_sign_is_wrong(planted):
    frame, stayed, truth = planted
    found = _estimate(frame, stayed)
    assert naive_effect(frame["hours"], stayed, CONTRASTS[0]) < 0 < truth
    for opinion in (found.effects["hours"], found.second["hours"]):
        low, high = opinion.interval()
        assert low <= truth <= high
        assert low > 0


def test_a_driver_without_effect_is_not_called_real(planted):
    frame, stayed, _ = planted
    low, high = _estimate(frame, stayed).effects["noise"].interval()
    assert low < 0 < high


def test_the_same_seed_gives_the_same_figures_to_the_last_digit(planted):
    frame, stayed, _ = planted
    gaps = frame.assign(hours=frame["hours"].where(np.arange(len(frame)) % 5 > 0))
    first, again = _estimate(gaps, stayed, 3), _estimate(gaps, stayed, 3)
    assert first.effects == again.effects
    assert first.second == again.second


@pytest.mark.slow
def test_values_missing_more_often_for_leavers_do_not_bias_the_effect(planted):
    # a gap is likelier for those who left: leaving these customers out would be wrong
    frame, stayed, truth = planted
    gone = np.random.default_rng(1).random(len(frame)) < np.where(stayed == 1, 0.15, 0.45)
    found = _estimate(frame.assign(hours=frame["hours"].where(~gone)), stayed)
    low, high = found.effects["hours"].interval()
    assert low <= truth <= high
    assert found.effects["hours"].n == len(frame)


def test_a_value_that_cannot_exist_is_never_guessed(planted):
    # no ticket, no response time: the effect is over those who have one
    frame, stayed, _ = planted
    asked = np.arange(len(frame)) % 2 == 0
    columns = [Column("hours", "hours", unit="hours", structural=True), *COLUMNS[1:]]
    found = estimate(frame.assign(hours=frame["hours"].where(asked)), stayed, columns, CONTRASTS)
    assert found.effects["hours"].n == asked.sum()
    assert found.second["hours"].n == asked.sum()


def test_the_curve_falls_to_the_threshold_and_its_band_holds_it(planted):
    frame, stayed, _ = planted
    at, levels = _estimate(frame, stayed).curves["hours"]
    curve = dict(zip(at.tolist(), [level.value for level in levels], strict=True))
    assert curve[4.0] > curve[12.0] > curve[24.0]
    assert all(level.error > 0 for level in levels)


def test_a_numeric_outcome_gives_effects_in_its_own_units():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"vip": rng.integers(0, 2, 1000) * 1.0})
    spent = 10 + 5 * frame["vip"].to_numpy() + rng.normal(size=1000)
    columns = [Column("vip", "VIP", sort="flag")]
    found = estimate(frame, spent, columns, [Contrast("vip", 0, 1)], family="linear")
    assert found.effects["vip"].value == pytest.approx(5, abs=0.2)
    assert found.second["vip"].value == pytest.approx(5, abs=0.2)
