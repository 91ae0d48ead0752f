import numpy as np
import pandas as pd
import pytest

from analytics.drivers.columns import Column
from analytics.drivers.guards import moving_together, require_enough, sift
from analytics.drivers.leaks import auc
from analytics.errors import NotEnoughData

STAYED = np.array([1.0] * 160 + [0.0] * 40)
RNG = np.random.default_rng(1)


def _reasons(frame: pd.DataFrame, columns: list[Column]) -> dict[str, str]:
    return dict(sift(frame, columns, STAYED).left_out)


@pytest.mark.parametrize(
    ("values", "sort", "reason"),
    [
        (STAYED * 2 + RNG.random(200), "number", "almost alone"),  # the outcome in other units, blurred
        (1 - STAYED, "flag", "almost alone"),  # the outcome turned round
        (np.where(STAYED == 1, "kept", "gone"), "category", "almost alone"),  # the outcome in words
        (np.where(STAYED == 1, np.nan, RNG.random(200)), "number", "filled in only"),  # reason for leaving
        (np.full(200, 7.0), "number", "same for every customer"),
        (np.full(200, np.nan), "number", "no values"),
        (np.repeat([0.0, 1.0], [195, 5]), "flag", "only 5 customers differ"),
    ],
)
def test_a_column_that_cannot_serve_is_left_out_with_its_reason(values, sort, reason):
    frame = pd.DataFrame({"x": values})
    assert reason in _reasons(frame, [Column("x", "x", sort=sort)])["x"]


def test_a_copy_in_other_units_is_left_out():
    minutes = RNG.random(200) * 100
    frame = pd.DataFrame({"minutes": minutes, "hours": minutes / 60, "other": RNG.random(200)})
    columns = [Column(name, name) for name in frame]
    assert _reasons(frame, columns) == {"hours": "a copy of minutes"}


def test_honest_columns_stay_even_when_they_are_strong_or_full_of_gaps():
    strong = STAYED + RNG.normal(size=200)  # alone an AUC of about 0.76
    sparse = np.where(RNG.random(200) < 0.8, np.nan, RNG.random(200))
    few = np.full(200, np.nan)
    few[:25] = np.arange(25.0)  # all 25 stayed, which happens by chance where 80 % stay
    frame = pd.DataFrame({"strong": strong, "sparse": sparse, "few": few})
    assert _reasons(frame, [Column(name, name) for name in frame]) == {}


def test_drivers_that_move_together_name_each_other():
    x = RNG.random(200)
    frame = pd.DataFrame({"a": x, "b": x**3, "c": RNG.random(200)})
    assert moving_together(frame, [Column(n, n) for n in frame]) == {"a": ("b",), "b": ("a",)}


def test_too_few_events_customers_or_no_drivers_are_refused_with_what_is_missing():
    with pytest.raises(NotEnoughData, match="Only 19 of 200"):
        require_enough(np.array([0.0] * 19 + [1.0] * 181), 3, True, "stayed")
    with pytest.raises(NotEnoughData, match="cannot carry 21 drivers: they need 210"):
        require_enough(STAYED, 21, True, "stayed")
    with pytest.raises(NotEnoughData, match="Nothing about the 200 customers"):
        require_enough(STAYED, 0, True, "stayed")
    require_enough(STAYED, 20, True, "stayed")


def test_auc_counts_ties_as_half():
    assert auc(np.array([0.0, 1.0]), np.array([0.5, 0.5])) == 0.5
