import numpy as np
import pytest

from analytics.drivers.quality import quality


def test_brier_and_auc_by_hand():
    found = quality(np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.8, 0.4, 0.6, 0.7]), True)
    assert found.brier == pytest.approx((0.04 + 0.16 + 0.16 + 0.49) / 4)
    assert found.auc == 0.75
    assert found.brier_base == 0.25


def test_right_probabilities_have_slope_one_and_exaggerated_ones_less():
    rng = np.random.default_rng(0)
    score = rng.normal(size=20_000)
    outcome = (rng.random(20_000) < 1 / (1 + np.exp(-score))).astype(float)
    assert quality(outcome, 1 / (1 + np.exp(-score)), True).calibration_slope == pytest.approx(1, abs=0.05)
    louder = quality(outcome, 1 / (1 + np.exp(-2 * score)), True)
    assert louder.calibration_slope == pytest.approx(0.5, abs=0.05)
    assert "exaggerates" in louder.sentence


def test_a_numeric_outcome_is_judged_by_the_share_of_differences_explained():
    found = quality(np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 1.0, 2.0, 3.0]), False)
    assert found.r2 == 1.0
    assert found.auc is None
    assert "100%" in found.sentence
