import numpy as np
import statsmodels.api as sm
from scipy.special import expit

from analytics.drivers.additive import fit_additive


def _data(n: int = 500) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(n, 2))
    score = 0.5 + x @ np.array([1.0, -0.5])
    return np.column_stack([np.ones(n), x]), (rng.random(n) < 1 / (1 + np.exp(-score))).astype(float)


def test_without_smoothing_it_is_the_logistic_regression_of_statsmodels():
    matrix, outcome = _data()
    reference = sm.Logit(outcome, matrix).fit(disp=0)
    fit = fit_additive(matrix, outcome, np.full(3, -1), np.zeros(3))
    np.testing.assert_allclose(fit.beta, reference.params, rtol=1e-4)
    np.testing.assert_allclose(fit.covariance, reference.cov_params(), rtol=1e-3)


def test_for_a_number_it_is_the_least_squares_of_statsmodels():
    matrix, _ = _data()
    outcome = matrix @ np.array([1.0, 2.0, 0.0]) + np.random.default_rng(4).normal(size=len(matrix))
    reference = sm.OLS(outcome, matrix).fit()
    fit = fit_additive(matrix, outcome, np.full(3, -1), np.zeros(3), "linear")
    np.testing.assert_allclose(fit.beta, reference.params, rtol=1e-6)
    np.testing.assert_allclose(fit.covariance, reference.cov_params(), rtol=1e-3)
    np.testing.assert_allclose(fit.spread, reference.scale, rtol=1e-3)


def test_columns_without_effect_that_share_a_variance_are_pulled_to_nothing():
    matrix, outcome = _data()
    noise = np.random.default_rng(6).normal(size=(len(outcome), 8))
    group = np.array([-1, -1, -1] + [0] * 8)
    fit = fit_additive(np.column_stack([matrix, noise]), outcome, group, np.zeros(11))
    free = fit_additive(np.column_stack([matrix, noise]), outcome, np.full(11, -1), np.zeros(11))
    assert np.sum(fit.beta[3:] ** 2) < 0.5 * np.sum(free.beta[3:] ** 2)
    assert fit.edf < free.edf


def test_perfectly_separated_data_stay_finite_with_a_small_ridge():
    matrix = np.column_stack([np.ones(40), np.repeat([0.0, 1.0], 20)])
    fit = fit_additive(matrix, np.repeat([0.0, 1.0], 20), np.full(2, -1), np.array([0.0, 0.05]))
    assert np.isfinite(fit.beta).all()
    assert fit.beta[1] > 2


def test_a_start_keeps_its_smoothing():
    matrix, outcome = _data()
    first = fit_additive(matrix, outcome, np.array([-1, 0, 0]), np.zeros(3))
    again = fit_additive(matrix[:400], outcome[:400], np.array([-1, 0, 0]), np.zeros(3), start=first)
    np.testing.assert_array_equal(first.precision, again.precision)


def test_the_variance_of_one_column_learns_from_those_of_its_kin():
    # The first group of four columns works, the second has no effect. Alone, the second's variance is all but
    # nothing; as kin of the first it is held to be possible, and the first is held to be a little less.
    rng = np.random.default_rng(8)
    columns = rng.normal(size=(800, 8))
    outcome = (rng.random(800) < expit(columns[:, :4] @ np.array([1.0, -1.0, 0.8, -0.8]))).astype(float)
    matrix, group = np.column_stack([np.ones(800), columns]), np.repeat([-1, 0, 1], [1, 4, 4])
    alone, kin = (
        fit_additive(matrix, outcome, group, np.zeros(9), kin=np.array(sorts)).precision[[1, 5]]
        for sorts in ([0, 1], [0, 0])
    )
    assert alone[0] < kin[0] < kin[1] < alone[1]


def test_a_variance_without_kin_is_what_its_own_columns_show():
    rng = np.random.default_rng(9)
    columns = rng.normal(size=(500, 4))
    outcome = (rng.random(500) < expit(columns[:, 0])).astype(float)
    matrix, group = np.column_stack([np.ones(500), columns]), np.array([-1, 0, 0, 1, 1])
    apart = fit_additive(matrix, outcome, group, np.zeros(5), kin=np.array([0, 1]))
    assert np.array_equal(apart.beta, fit_additive(matrix, outcome, group, np.zeros(5)).beta)
