"""Kept results come back as they were, to the last digit, and only for the data they were made from."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.store.database import Database
from analytics.store.results import keep, kept


@dataclass(frozen=True)
class Inner:
    auc: float


@dataclass(frozen=True)
class Outer:
    table: pd.DataFrame
    quality: Inner
    left_out: tuple[tuple[str, str], ...]
    missing: float | None


def test_a_result_of_frames_and_values_comes_back() -> None:
    table = pd.DataFrame(
        {"name": ["a", None], "n": [1, 2], "at": pd.to_datetime(["2026-01-01", None]), "words": [["x"], []]}
    )
    result = Outer(table, Inner(0.8125), (("email", "an identifier"),), None)
    database = Database()
    keep(database, "Drivers()", 3, result)
    again = kept(database, "Drivers()", 3, Outer)
    assert again is not None
    pd.testing.assert_frame_equal(again.table, table)
    assert (again.quality, again.left_out, again.missing) == (result.quality, result.left_out, None)


def test_a_result_of_other_data_is_not_taken_for_this() -> None:
    database = Database()
    keep(database, "Drivers()", 3, Inner(0.5))
    assert kept(database, "Drivers()", 4, Inner) is None
    assert kept(database, "Drivers()", None, Inner) == Inner(0.5)
    assert kept(database, "Drivers(x)", 3, Inner) is None


@dataclass(frozen=True)
class InnerOfBefore:
    accuracy: float


@dataclass(frozen=True)
class OuterOfBefore:
    table: pd.DataFrame
    quality: InnerOfBefore
    left_out: tuple[tuple[str, str], ...]
    missing: float | None


def test_a_result_kept_in_the_shape_of_an_earlier_program_is_computed_anew() -> None:
    database = Database()
    keep(database, "a field is new", 1, {"table": None})
    keep(database, "an inner field has another name", 1, OuterOfBefore(pd.DataFrame(), InnerOfBefore(0.5), (), None))
    assert kept(database, "a field is new", 1, Outer) is None
    assert kept(database, "an inner field has another name", 1, Outer) is None


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_keep_their_last_digit(numbers: list[float]) -> None:
    database = Database()
    frame = pd.DataFrame({"value": pd.Series(numbers, dtype=float)})
    keep(database, "x", 1, frame)
    pd.testing.assert_frame_equal(kept(database, "x", 1, pd.DataFrame), frame, check_exact=True)
