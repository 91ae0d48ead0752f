"""Batteries of ratings: many columns of whole numbers on one small scale, whose names say only what was rated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analytics.files.columns import Column
from analytics.files.mapping import Question

# Fewer columns, or fewer answers, could be counts or codes of choices.
_COLUMNS, _OF_A_SURVEY = 5, 3
_ANSWERS = 30
_TOPS = (5, 7, 10)
# Beside a battery stands a verdict on the whole; so codes of choices in other surveys are left alone.
_VERDICT = re.compile(r"\b(satisf\w*|nps|csat|recommend\w*|overall)\b")
# A scale that begins at 0 has about as many zeros as ones; where 0 means "does not apply" they are rarer or far more.
_AS_MANY = (0.5, 2.0)


def battery_of(columns: Sequence[Column], named: bool = False) -> tuple[tuple[Question, ...], str]:
    """The ratings among ``columns``, and what is to be told about them; none and "" where there is no battery.

    A table that is ``named`` a survey needs fewer columns, and no verdict beside them.

    >>> marks = [str(1 + n % 5) for n in range(60)]
    >>> rated = [Column(name, name, tuple(marks), 60) for name in ("Seat", "Food", "Crew", "Wifi", "Price")]
    >>> questions, told = battery_of([*rated, Column("Satisfaction", "Satisfaction", ("yes",) * 60, 60)])
    >>> len(questions), questions[0].scale_low, questions[0].scale_high
    (5, 1, 5)
    >>> battery_of(rated), len(battery_of(rated[:3], named=True)[0])
    (((), ''), 3)
    """
    if not named and not any(_VERDICT.search(column.plain) for column in columns):
        return (), ""
    for top in _TOPS:
        rated = [column for column in columns if _is_on(column, top)]
        if len(rated) >= (_OF_A_SURVEY if named else _COLUMNS):
            return _questions(rated, top)
    return (), ""


def _is_on(column: Column, top: int) -> bool:
    """Whether the column holds every whole number from 1 to ``top``, perhaps 0, and nothing else."""
    marks = set(column.values)
    return len(column.values) >= _ANSWERS and {str(mark) for mark in range(1, top + 1)} <= marks <= {
        str(mark) for mark in range(top + 1)
    }


def _questions(rated: Sequence[Column], top: int) -> tuple[tuple[Question, ...], str]:
    marks = Counter(value for column in rated for value in column.values)
    not_asked = marks["0"] and not _AS_MANY[0] <= marks["0"] / marks["1"] <= _AS_MANY[1]
    low = 0 if marks["0"] and not not_asked else 1
    told = f"{len(rated)} columns hold whole numbers up to {top}, and were taken for ratings from {low} to {top}" + (
        "; 0 was taken for: does not apply." if not_asked else "."
    )
    values = (("0", ""),) if not_asked else ()
    return (
        tuple(
            Question(column.name, "rating", column.name, scale_low=low, scale_high=top, values=values)
            for column in rated
        ),
        told,
    )
