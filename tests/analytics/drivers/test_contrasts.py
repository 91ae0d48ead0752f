import numpy as np
import pandas as pd
import pytest

from analytics.drivers.columns import Column, Contrast
from analytics.drivers.contrasts import all_contrasts, default_contrast
from analytics.errors import NotFound

WAITING = Column("first_response_hours", "hours", unit="hours", structural=True)


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        (WAITING, np.linspace(0.5, 60, 200), (24, 4)),  # both ends were seen
        (
            WAITING,
            np.linspace(0.5, 6, 200),
            (4, 2),
        ),  # nobody waited 24 hours: quartiles on the ladder, falling
        (Column("pain:late", "late", sort="flag"), [0.0, 1.0], (1, 0)),  # a harm is taken away
        (Column("onboarding_completed", "done", sort="flag"), [0.0, 1.0], (0, 1)),
        (Column("visits", "visits"), np.arange(0.0, 13.0), (3, 9)),  # whole numbers stay whole
        (Column("price", "price"), np.linspace(10.2, 99.7, 200), (32, 78)),
    ],
)
def test_the_default_is_a_pair_that_people_recognise(column, values, expected):
    found = default_contrast(column, pd.Series(values))
    assert (found.from_value, found.to_value) == expected


def test_a_category_compares_its_two_largest_levels():
    column = Column("plan", "plan", sort="category")
    found = default_contrast(column, pd.Series(["b", "b", "b", "a", "a", "c"]))
    assert (found.from_value, found.to_value) == ("b", "a")


def test_a_contrast_beyond_the_data_is_pulled_back_and_told():
    frame = pd.DataFrame({"first_response_hours": np.linspace(1, 60, 100)})
    contrasts, warnings = all_contrasts([WAITING], frame, (Contrast("first_response_hours", 500, 0),))
    assert contrasts == [Contrast("first_response_hours", 60.0, 1.0)]
    assert "beyond what any customer had" in warnings["first_response_hours"]


def test_an_unknown_driver_or_level_is_not_found_with_what_there_is():
    frame = pd.DataFrame({"first_response_hours": [1.0, 2.0], "plan": ["a", "b"]})
    plan = Column("plan", "plan", sort="category")
    with pytest.raises(NotFound, match="The drivers are: first_response_hours"):
        all_contrasts([WAITING], frame, (Contrast("nps", 6, 9),))
    with pytest.raises(NotFound, match="one of: a, b"):
        all_contrasts([plan], frame, (Contrast("plan", "a", "z"),))
    with pytest.raises(NotFound, match="two numbers"):
        all_contrasts([WAITING], frame, (Contrast("first_response_hours", "soon", "later"),))
