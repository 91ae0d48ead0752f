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
