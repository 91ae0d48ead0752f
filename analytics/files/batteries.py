"""Batteries of ratings: many columns of whole numbers on one small scale, whose names say only what was rated."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from analytics.files.columns import Column
from analytics.files.mapping import Question

# Fewer columns, or fewer answers, could be counts or codes of choices.
_COLUMNS, _OF_A_SURVEY = 5, 3
_ANSWERS = 30
_TOPS = (5, 7, 10)
# Items of one question, of which each has so many different marks; and so many answered.
_ITEMS, _DIFFERENT = 3, 3
_FEW_ANSWERS, _NEARLY_ALL = 20, 0.9
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
_SAYS_MORE = re.compile(r"\d|(?!(question|frage|pregunta|vraag|item|var|column|col|field|answer)s?\b)\b[^\W\d_]{2,}")
# Beside a battery stands a verdict on the whole; so codes of choices in other surveys are left alone.
_VERDICT = re.compile(r"\b(satisf\w*|happy|happiness|nps|csat|recommend\w*|overall)\b")
# A scale that begins at 0 has about as many zeros as ones; where 0 means "does not apply" they are rarer or far more.
_AS_MANY = (0.5, 2.0)


def battery_of(
    columns: Sequence[Column], named: bool = False, judged: bool = False
) -> tuple[tuple[Question, ...], str]:
    """The ratings among ``columns``, and what is to be told about them; none and "" where there is no battery.

    A table that is ``named`` a survey needs fewer columns, and no verdict beside them; ``judged`` where a question is one
    by its wording. Columns that are numbered alike need not use the whole scale each.

    >>> marks = [str(1 + n % 5) for n in range(60)]
    >>> rated = [Column(name, name, tuple(marks), 60) for name in ("Seat", "Food", "Crew", "Wifi", "Price")]
    >>> questions, told = battery_of([*rated, Column("Satisfaction", "Satisfaction", ("yes",) * 60, 60)])
    >>> len(questions), questions[0].scale_low, questions[0].scale_high
    (5, 1, 5)
    >>> battery_of(rated), len(battery_of(rated[:3], named=True)[0])
    (((), ''), 3)
    >>> names, marks = ("Work1", "Work2", "Work3", "Pay1", "Pay2", "Pay3"), ("2345", "1235") * 3
    >>> numbered = [Column(name, name, tuple(some) * 15, 60) for name, some in zip(names, marks)]
    >>> len(battery_of(numbered, judged=True)[0])
    6
    """
    if not (named or judged or any(_VERDICT.search(column.plain) for column in columns)):
        return (), ""
    for top in _TOPS:
        whole = [column for column in columns if _is_on(column, top)]
        whole = whole if len(whole) >= (_OF_A_SURVEY if named else _COLUMNS) else []
        numbered = _numbered_alike(columns, top)
        if rated := [column for column in columns if column in whole or column in numbered]:
            return _questions(rated, top)
    return (), ""


def _numbered_alike(columns: Sequence[Column], top: int) -> list[Column]:
    """The items of questions, by their names (``Q3_1``, ``Q3_2``), that use the scale up to ``top`` together; and a verdict on it.

    What nearly everybody answered was asked of all; of several that one may choose, ever fewer do.
    """
    scale = {str(mark) for mark in range(top + 1)}
    fitting = [
        column
        for column in columns
        if set(column.values) <= scale
        and column.distinct >= _DIFFERENT
        and len(column.values) >= max(_FEW_ANSWERS, _NEARLY_ALL * column.rows)
    ]
    items: dict[str, list[Column]] = defaultdict(list)
    for column in fitting:
        items[_item_of(column)].append(column)
    alike = [alike for name, alike in items.items() if name and len(alike) >= _ITEMS and not _are_ranks(alike)]
    found = [column for columns in alike for column in columns]
    used = {mark for column in found for mark in column.values}
    if len(found) < _COLUMNS or scale - {"0"} - used:
        return []
    return [column for column in fitting if column in found or _VERDICT.search(column.plain)]


def _are_ranks(columns: Sequence[Column]) -> bool:
    """Whether hardly anybody gave the same mark twice: places in an order."""
    rows = list(zip(*(column.cells for column in columns), strict=True))
    return bool(rows) and sum(len(set(row)) == len(row) for row in rows) > _NEARLY_ALL * len(rows)


def _item_of(column: Column) -> str:
    """What the column's name says beside the number of the item; empty where that is nothing: ``Q3`` may ask for the age."""
    stem, count = _LAST_NUMBER.subn("#", column.plain)
    return stem if count and _SAYS_MORE.search(stem) else ""


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
