"""Batteries of ratings whose columns are called only by what was rated."""

from __future__ import annotations

from itertools import cycle, islice

from analytics.files.batteries import battery_of
from analytics.files.columns import Column

VERDICT = Column("satisfaction", "satisfaction", ("satisfied", "dissatisfied") * 30, 60)


def rated(marks: str, names: str = "Seat Food Crew Wifi Price") -> list[Column]:
    values = tuple(islice(cycle(marks), 60))
    return [Column(name, name, values, 60) for name in names.split()]


def test_zeros_that_are_rare_mean_that_it_does_not_apply() -> None:
    questions, told = battery_of([*rated("1234512345123450"), VERDICT])
    assert {(question.scale_low, question.values) for question in questions} == {(1, (("0", ""),))}
    assert "does not apply" in told


def test_zeros_that_are_as_many_as_ones_are_marks() -> None:
    questions, _ = battery_of([*rated("012345"), VERDICT])
    assert {(question.scale_low, question.scale_high, question.values) for question in questions} == {(0, 5, ())}


def test_no_battery_is_made_of_few_columns_counts_or_codes() -> None:
    few, counts = rated("12345", "Seat Food Crew Wifi"), rated("12349")
    assert battery_of([*few, VERDICT]) == ((), "")
    assert battery_of([*counts, VERDICT]) == ((), "")
    assert battery_of(rated("12345")) == ((), "")  # nothing says that anybody judged anything


def _numbered(names: str, said: list[tuple[str, ...]]) -> list[Column]:
    answers = zip(*islice(cycle(said), 60), strict=True)
    return [Column(name, name, cells, 60, cells=cells) for name, cells in zip(names.split(), answers, strict=True)]


def test_items_of_a_question_are_rated_together() -> None:
    said = [("1", "3", "3", "2", "3", "3"), ("2", "4", "4", "3", "4", "4"), ("3", "5", "5", "4", "5", "5")]
    questions, _ = battery_of(_numbered("Q3_1 Q3_2 Q3_3 Q4_1 Q4_2 Q4_3", said), judged=True)
    assert [question.scale_high for question in questions] == [5] * 6
    # Questions that are only counted may ask for age and income.
    assert battery_of(_numbered("Q1 Q2 Q3 Q4 Q5 Q6", said), judged=True) == ((), "")


def test_places_in_an_order_are_no_ratings() -> None:
    said = [("1", "2", "3", "4", "5"), ("2", "3", "4", "5", "1"), ("3", "1", "5", "2", "4")]
    assert battery_of(_numbered("Q3_1 Q3_2 Q3_3 Q3_4 Q3_5", said), judged=True) == ((), "")


def test_what_ever_fewer_chose_is_no_rating() -> None:
    said = [("1", "3", "4", "2", ""), ("2", "4", "5", "", ""), ("3", "5", "1", "4", "")]
    columns = _numbered("Named1 Named2 Named3 Named4 Named5", said)
    chosen = [Column(c.name, c.name, tuple(filter(None, c.cells)), 60, cells=c.cells) for c in columns]
    assert battery_of(chosen, judged=True) == ((), "")
