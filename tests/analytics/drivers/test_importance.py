import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.drivers.importance import EXACT_UP_TO, Importance, shapley

RNG = np.random.default_rng(0)


def _covariances(drivers: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    data = rng.normal(size=(200, drivers + 1)) @ rng.normal(size=(drivers + 1, drivers + 1))
    table = np.cov(data.T)
    return table / table[-1, -1]


def _r2(table: np.ndarray, drivers: list[int]) -> float:
    inside = table[np.ix_(drivers, drivers)]
    return float(table[-1, drivers] @ np.linalg.solve(inside, table[drivers, -1]))


def test_two_drivers_by_hand():
    # gains in both orders: alone R2 is 0.25 each, together 1/3: (0.25 + 1/3 - 0.25) / 2 = 1/6
    table = np.array([[[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]])
    np.testing.assert_allclose(shapley(table, RNG), [[1 / 6, 1 / 6]])


def test_uncorrelated_drivers_get_their_squared_correlation():
    table = np.array([[[1.0, 0.0, 0.6], [0.0, 1.0, 0.3], [0.6, 0.3, 1.0]]])
    np.testing.assert_allclose(shapley(table, RNG), [[0.36, 0.09]])


def test_a_driver_that_is_constant_gets_nothing():
    table = np.array([[[1.0, 0.0, 0.5], [0.0, 0.0, 0.0], [0.5, 0.0, 1.0]]])
    np.testing.assert_allclose(shapley(table, RNG), [[0.25, 0.0]])


@given(st.integers(1, 7), st.integers(0, 10_000))
def test_the_parts_add_up_to_what_all_drivers_explain(drivers: int, seed: int):
    table = _covariances(drivers, seed)
    parts = shapley(table[None], RNG)[0]
    assert parts.sum() == pytest.approx(_r2(table, list(range(drivers))))


def test_beyond_the_exact_number_the_parts_still_add_up_and_come_close():
    table = _covariances(EXACT_UP_TO + 2, 1)
    sampled = shapley(table[None], np.random.default_rng(1))[0]
    again = shapley(table[None], np.random.default_rng(2))[0]
    assert sampled.sum() == pytest.approx(_r2(table, list(range(EXACT_UP_TO + 2))), rel=1e-6)
    assert np.abs(sampled - again).max() < 0.03


def test_two_drivers_that_are_one_are_unsure_apart_and_sure_together():
    # Which of the twins gets the share is chance in every draw; the third always has its fifth.
    twin = np.random.default_rng(3).uniform(0, 0.8, 200)
    draws = np.column_stack([twin, 0.8 - twin, np.full(200, 0.2)])
    apart = Importance.of(("orders", "invoices", "wait"), np.array([0.5, 0.3, 0.2]), draws, 0.1)
    together = apart.together([("orders", "invoices"), ("wait",)])
    assert apart.high[0] - apart.low[0] > 0.6
    assert together.names == ("orders", "wait")
    np.testing.assert_allclose([together.share[0], together.low[0], together.high[0]], 0.8)
    assert together.top_three.tolist() == [1.0, 1.0]
