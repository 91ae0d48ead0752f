import numpy as np
import pandas as pd

from analytics.drivers.columns import Column
from analytics.drivers.imputation import Imputer, can_be_filled


def _frame(n: int = 2000) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    known = rng.normal(size=n)
    hidden = np.exp(known + 0.5 * rng.normal(size=n))
    outcome = (rng.random(n) < 0.8).astype(float)
    gone = rng.random(n) < 1 / (1 + np.exp(1 - known))  # gaps where the value would be large
    return pd.DataFrame({"x": np.where(gone, np.nan, hidden), "k": known}), outcome, hidden


def test_gaps_are_filled_with_values_that_others_have_and_the_rest_is_left_alone():
    frame, outcome, _ = _frame()
    imputer = Imputer(frame, [Column("x", "x"), Column("k", "k")], outcome)
    imputer.sweep(np.random.default_rng(1))
    filled = imputer.table()
    had = frame["x"].notna()
    assert set(filled["x"]) <= set(frame["x"].dropna())
    pd.testing.assert_series_equal(filled["x"][had], frame["x"][had])
    pd.testing.assert_series_equal(filled["k"], frame["k"])


def test_the_filled_values_undo_most_of_the_selection():
    frame, outcome, hidden = _frame()
    imputer = Imputer(frame, [Column("x", "x"), Column("k", "k")], outcome)
    imputer.sweep(np.random.default_rng(1))
    truth = np.log(hidden).mean()
    assert abs(np.log(imputer.table()["x"]).mean() - truth) < 0.2 * abs(np.log(frame["x"]).mean() - truth)


def test_a_column_that_is_mostly_missing_or_means_something_is_not_filled():
    mostly = pd.Series([1.0, np.nan, np.nan])
    assert not can_be_filled(Column("x", "x"), mostly)
    assert not can_be_filled(Column("x", "x", structural=True), pd.Series([1.0, 2.0, np.nan]))
    assert not can_be_filled(Column("x", "x", sort="category"), pd.Series(["a", "b", None]))
    assert not Imputer(pd.DataFrame({"x": mostly}), [Column("x", "x")], np.ones(3)).needed
