from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.drivers.columns import Column
from analytics.drivers.moves import Move, move_column, reach_of

FLAGS = pd.Series([0.0] * 60 + [1.0] * 40)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.floats(-1e6, 1e6))
def test_a_limit_moves_only_whoever_lies_beyond_it(values: list[float], limit: float) -> None:
    column = pd.Series(values)
    moved = move_column(column, Move("x", "at most", limit))
    assert (moved <= limit).all()
    assert np.array_equal(moved[column <= limit], column[column <= limit])


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_contains_a_smaller_one(one: float, other: float) -> None:
    less, more = (move_column(FLAGS, Move("x", "share", share)) for share in sorted((one, other)))
    assert (less <= more).all()
    assert more.mean() == round(100 * max(one, other)) / 100


def test_nobody_without_a_value_is_given_one() -> None:
    moved = move_column(pd.Series([np.nan, 0.0, 1.0]), Move("x", "share", 1.0))
    assert np.isnan(moved[0])
    assert moved[1:].tolist() == [1.0, 1.0]


def test_a_slider_ends_where_twenty_customers_are() -> None:
    # one customer waited a year: nobody can say what that does
    hours = pd.Series([*np.arange(100.0), 8760.0])
    reach = reach_of(Column("first_response_hours", "hours"), hours)
    assert reach is not None
    assert (reach.kind, reach.low, reach.high, reach.now) == ("at most", 19.0, 81.0, 81.0)


def test_what_hardly_anybody_has_or_what_never_varies_gets_no_slider() -> None:
    assert reach_of(Column("x", "x"), pd.Series([1.0, 2.0] * 10)) is None
    assert reach_of(Column("x", "x"), pd.Series([7.0] * 100)) is None
