"""Answers in words that say how much: of one thing, or between it and its opposite."""

from __future__ import annotations

import pytest

from analytics.files.columns import Column
from analytics.files.degrees import degrees_in


def numbers(*said: str) -> dict[str, str]:
    found = degrees_in(Column("Q", "Q", said, len(said)))
    return dict(found.values) if found else {}


@pytest.mark.parametrize(
    ("said", "top"),
    [
        (("Not at all helpful", "Somewhat helpful", "Very helpful"), 3),
        (("Not at all helpful", "Slightly helpful", "Very helpful"), 4),
        (("Not so helpful", "Somewhat helpful", "Extremely helpful"), 5),
    ],
)
def test_there_are_as_many_steps_as_the_answers_need(said: tuple[str, ...], top: int) -> None:
    found = degrees_in(Column("Q", "Q", said, len(said)))
    assert found is not None
    assert (found.top, found.best) == (top, said[-1].lower())


def test_more_of_something_bad_is_worse() -> None:
    told = numbers("Not at all difficult", "Somewhat difficult", "Very difficult")
    assert [told[said] for said in ("not at all difficult", "somewhat difficult", "very difficult")] == ["3", "2", "1"]


def test_an_answer_that_nobody_gave_in_the_first_rows_is_numbered_too() -> None:
    told = numbers("Very likely", "Somewhat likely", "Neither likely nor unlikely")
    assert (told["very unlikely"], told["somewhat unlikely"], told["n/a"]) == ("1", "2", "")


@pytest.mark.parametrize(
    "said",
    [
        ("Yes", "No"),
        ("Male", "Female"),
        ("South Atlantic", "New England", "Pacific"),
        ("High", "Very high", "Low"),  # not opposites by their form: which is better is not known
        ("Hot", "Very hot"),  # one degree only
        ("Very good", "Somewhat slow"),
        ("Very rude", "Somewhat rude", "It depends on who is asking"),
    ],
)
def test_other_words_are_no_degrees(said: tuple[str, ...]) -> None:
    assert numbers(*said) == {}
