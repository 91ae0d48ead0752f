import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from analytics.drivers.additive import fit_additive
from analytics.drivers.columns import Column, Contrast
from analytics.drivers.design import build_design
from analytics.drivers.effects import Estimate, Fitted, effect, naive_effect, pool


def _fitted(frame: pd.DataFrame, outcome: np.ndarray, columns: list[Column]) -> Fitted:
    design = build_design(frame, columns)
    matrix = design.matrix(frame)
    fit = fit_additive(matrix, outcome, design.group, design.ridge)
    return Fitted(design, fit, matrix, design.context_dummies(frame), frame)


def test_the_effect_of_a_lone_flag_is_the_difference_of_the_two_shares():
    # 60 of 100 without and 90 of 100 with the flag stayed; the small ridge takes a little off
    frame = pd.DataFrame({"vip": np.repeat([0.0, 1.0], 100)})
    stayed = np.array([1.0] * 60 + [0.0] * 40 + [1.0] * 90 + [0.0] * 10)
    found = effect(_fitted(frame, stayed, [Column("vip", "VIP", sort="flag")]), Contrast("vip", 0, 1))
    assert found.value == pytest.approx(0.30, abs=0.005)
    assert found.error == pytest.approx(np.sqrt(0.6 * 0.4 / 100 + 0.9 * 0.1 / 100), rel=0.05)


def test_an_adjusted_effect_is_the_average_marginal_effect_of_statsmodels():
    rng = np.random.default_rng(8)
    frame = pd.DataFrame({"vip": rng.integers(0, 2, 3000).astype(float), "other": rng.integers(0, 2, 3000) * 1.0})
    chance = 1 / (1 + np.exp(-(0.2 + 0.8 * frame["vip"] - 0.9 * frame["other"])))
    stayed = (rng.random(3000) < chance).to_numpy(dtype=float)
    reference = smf.logit("y ~ vip + other", frame.assign(y=stayed)).fit(disp=0).get_margeff(dummy=True)
    columns = [Column("vip", "VIP", sort="flag"), Column("other", "other", sort="flag")]
    found = effect(_fitted(frame, stayed, columns), Contrast("vip", 0, 1))
    assert found.value == pytest.approx(reference.margeff[0], abs=0.001)
    assert found.error == pytest.approx(reference.margeff_se[0], rel=0.02)


def test_the_way_back_is_the_effect_with_the_other_sign():
    frame = pd.DataFrame({"hours": np.tile(np.arange(1.0, 51.0), 20)})
    stayed = (np.random.default_rng(2).random(1000) < 0.9 - frame["hours"] / 100).to_numpy(dtype=float)
    model = _fitted(frame, stayed, [Column("hours", "hours", unit="hours")])
    there, back = effect(model, Contrast("hours", 24, 4)), effect(model, Contrast("hours", 4, 24))
    assert there.value == pytest.approx(-back.value)
    assert there.error == pytest.approx(back.error)


def test_rubins_rules_by_hand():
    # within 0.04, between 1.5 x var(1, 2) = 1.5 x 0.5, so error = sqrt(0.79)
    pooled = pool([Estimate(1.0, 0.2, 9), Estimate(2.0, 0.2, 9)])
    assert pooled.value == 1.5
    assert pooled.error == pytest.approx(np.sqrt(0.79))
    assert pooled.freedom == pytest.approx((1 + 0.04 / 0.75) ** 2)


def test_the_naive_effect_of_a_quantity_is_its_slope_times_the_step():
    hours = pd.Series([0.0, 10.0, 20.0, None])
    assert naive_effect(hours, np.array([1.0, 0.5, 0.0, 1.0]), Contrast("hours", 20, 10)) == pytest.approx(0.5)
