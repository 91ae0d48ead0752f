"""The questions of a survey: of one with a column per question, and of one with a row per answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.files.batteries import battery_of
from analytics.files.columns import Column, plain
from analytics.files.long_form import as_long_form, is_of_measures, names_measure, with_questions_asked
from analytics.files.mapping import ColumnUse, Mapping, Metric, Question
from analytics.files.question_doubts import once_measured
from analytics.files.questions import find_questions, is_bare

# The scale on which a measure is asked.
_SCALES: dict[Metric, tuple[float, float]] = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0)}

# The metrics of questions whose wording does not say that they measure one of these.
_UNTOLD = ("rating", "open")


def with_questions(mapping: Mapping, columns: Sequence[Column], named: bool = False) -> Mapping:
    """The questions of a survey; in long form the columns of question and score are uses as well.

    ``named`` tells that the table's name says it is a survey.
    """
    if mapping.column_of("question"):
        return with_questions_asked(as_long_form(mapping, columns), columns)
    used = {use.column for use in mapping.uses if use.field != "metric"}
    metric = _column_of_measures(mapping, columns)
    asked = [column for column in columns if column.name not in used and column is not metric]
    questions, doubts = find_questions(asked)
    if metric and len(set(map(names_measure, metric.values))) > 1 and all(q.metric in _UNTOLD for q in questions):
        long = _asked_by_type(mapping, questions, metric, columns)
        if long.questions:
            return long
    if not mapping.vendor:
        questions, doubts = _with_battery(questions, doubts, asked, named)
    uses = tuple(use for use in mapping.uses if use.field != "metric")
    mapping = replace(mapping, uses=uses, questions=questions, doubts=(*mapping.doubts, *doubts))
    return _as_told(mapping, metric) if metric else mapping


def _column_of_measures(mapping: Mapping, columns: Sequence[Column]) -> Column | None:
    """The column that names what the score of its row measures, whatever it is called."""
    called = mapping.column_of("metric")
    used = {use.column for use in mapping.uses} - {called}
    fitting = [column for column in columns if column.name not in used and is_of_measures(column)]
    return next((column for column in fitting if column.name == called), next(iter(fitting), None))


def _asked_by_type(
    mapping: Mapping, questions: Sequence[Question], metric: Column, columns: Sequence[Column]
) -> Mapping:
    """A survey of several types with one column of scores: what was asked is its type."""
    uses = (*(use for use in mapping.uses if use.field != "metric"), ColumnUse("question", metric.name, 0.9))
    long = as_long_form(replace(mapping, uses=uses), columns, [question.comment_column for question in questions])
    return with_questions_asked(long, columns)


def _with_battery(
    questions: tuple[Question, ...], doubts: tuple[str, ...], columns: Sequence[Column], named: bool
) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """The questions and a battery of ratings, if there is one; what a wording says is measured stays so."""
    rated, told = battery_of(columns, named, any(question.metric in ("nps", "csat") for question in questions))
    if not rated:
        return questions, doubts
    metrics = {question.score_column: question.metric for question in questions}
    rated = tuple(replace(question, metric=metrics.get(question.score_column, "rating")) for question in rated)
    others = tuple(
        question for question in questions if question.score_column not in {one.score_column for one in rated}
    )
    return (*rated, *others), (*doubts, told)


def _as_told(mapping: Mapping, metric: Column) -> Mapping:
    """The questions with the metric that a column names for all rows."""
    named = set(map(names_measure, metric.values))
    plain_scores = [question for question in mapping.questions if question.metric == "rating"]
    measure = named.pop()
    if not plain_scores or not measure or named:
        return mapping
    low, high = _SCALES[measure]
    asked = tuple(
        replace(question, metric=measure, scale_low=low, scale_high=high)
        if question in plain_scores and (question.scale_high or 0) <= high
        else question
        for question in mapping.questions
    )
    return replace(mapping, questions=asked, doubts=once_measured(mapping.doubts))


def with_metric_of_name(mapping: Mapping, table: str) -> Mapping:
    """The one score of which no column says what was asked, as the table's name says it: ``nps_2026.csv``.

    >>> asked = Mapping("surveys", questions=(Question("score", "rating", "score", scale_low=0, scale_high=10),))
    >>> with_metric_of_name(asked, "nps_2026.csv").questions[0].metric
    'nps'
    >>> with_metric_of_name(asked, "export.csv") == asked
    True
    """
    told = [metric for metric in _SCALES if metric in plain(table).split()]
    bare = [question for question in mapping.questions if question.metric == "rating" and is_bare(question.name)]
    if len(told) != 1 or len(bare) != 1:
        return mapping
    (metric,) = told
    if metric == "nps" and bare[0].scale_high != _SCALES[metric][1]:
        return mapping
    questions = tuple(
        replace(question, metric=metric, scale_low=0 if metric == "nps" else question.scale_low)
        if question is bare[0]
        else question
        for question in mapping.questions
    )
    return replace(mapping, questions=questions, doubts=once_measured(mapping.doubts))
