"""Surveys that do not say when people answered: one day counts for all of them, and the person is told which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from analytics.files.columns import Column, plain
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.table import SourceTable
from analytics.files.uses import missing_fields, names_kind

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_SURE = 0.9
# What is called so beside a score is a review of something.
_REVIEW = re.compile(r"\b(review|comment|feedback)s?\b")
_SCORED = 3  # so many scored questions make a survey of a table without any other sign


def is_day(text: str) -> bool:
    """Whether text names a day as year, month and day.

    >>> is_day("2026-03-05"), is_day("2026-02-30"), is_day("Submitted")
    (True, False, False)
    """
    try:
        return bool(_DAY.match(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def on_day(field: str, day: str) -> ColumnUse:
    """The use that dates every row alike.

    >>> on_day("answered_at", "2026-03-05").constant
    '2026-03-05'
    """
    return ColumnUse(field, "", formats=("iso",), constant=day)


def with_day_of_file(mapping: Mapping, table: SourceTable, columns: Sequence[Column], kind: str | None) -> Mapping:
    """A survey that lacks nothing but its time, dated with the day on which the file was last written.

    Only what was told to be a survey, or plainly is one and has no times at all; all else stays as it is.
    """
    if not _lacks_its_day(mapping) or not table.path.is_file():
        return mapping
    named = names_kind(table.name, "surveys")
    if kind != "surveys" and (not is_undated_survey(mapping, named) or any(map(_holds_times, columns))):
        return mapping
    day = datetime.fromtimestamp(table.path.stat().st_mtime, UTC).date().isoformat()
    doubt = (
        f"No column says when people answered: all answers are dated {day}, when the file was last written. "
        "If that is wrong, name another day."
    )
    return replace(
        mapping,
        uses=(*mapping.uses, replace(on_day("answered_at", day), confidence=0.5)),
        confidence=min(mapping.confidence, 0.7),
        doubts=(*mapping.doubts, doubt),
    )


def _holds_times(column: Column) -> bool:
    return bool(column.values) and column.fits["time"] and not column.fits["number"]


def _lacks_its_day(mapping: Mapping) -> bool:
    return mapping.kind == "surveys" and missing_fields(mapping) == ["answered_at"]


def is_undated_survey(mapping: Mapping, named: bool = False) -> bool:
    """Whether this is plainly a survey that lacks nothing but its time; ``named`` where the table is called one."""
    if not _lacks_its_day(mapping):
        return False
    scored = sum(bool(question.score_column) for question in mapping.questions)
    if scored and any(_REVIEW.search(plain(question.comment_column)) for question in mapping.questions):
        return True
    if named and scored and any(question.comment_column for question in mapping.questions):
        return True
    asked, answer = mapping.use_of("question"), mapping.use_of("response_id")
    if asked:
        # Answers that name their response have its date in another table.
        return asked.confidence >= _SURE and not answer and bool(mapping.column_of("comment"))
    return scored >= _SCORED or bool(scored and answer and answer.confidence >= _SURE)
