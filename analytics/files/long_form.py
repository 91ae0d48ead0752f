"""Surveys in long form: a row per answer, and a column that says what was asked.

What an answer measures, and on what scale, is told from each question's wording and its own answers, as it is for a
survey with a column per question. The mapping then holds one question for each text in that column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Of
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analytics.files.columns import Column, held
from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping, Metric, Question
from analytics.files.question_doubts import QuestionDoubts, once_measured
from analytics.files.questions import question_in
from analytics.files.uses import use_of

# What a column of survey types calls a measure.
MEASURES: dict[str, Metric] = {
    "nps": "nps", "netpromoterscore": "nps", "netpromoter": "nps", "enps": "nps", "rnps": "nps", "tnps": "nps",
    "csat": "csat", "customersatisfaction": "csat", "customersatisfactionscore": "csat",
    "ces": "ces", "customereffort": "ces", "customereffortscore": "ces",
}  # fmt: skip
# Words that say so only beside the question itself, where a column is called the metric.
_BESIDE_QUESTION: dict[str, Metric] = MEASURES | {"rating": "rating", "stars": "rating", "open": "open", "text": "open"}

# What the columns beside the question are called.
_COLUMNS = {
    "score": ("score", "answer", "rating", "value", "response value", "answer value", "response", "answers"),
    "comment": ("comment", "comments", "text", "verbatim", "answer text", "feedback", "open answer"),
    "scale_low": ("scale low", "scale min", "min"),
    "scale_high": ("scale high", "scale max", "max"),
}
# A column may be called one of these without saying more than that the answers stand in it.
_ANSWERS = ("answer", "answers", "response", "response value", "answer value", "answer text", "value", "response text")
_SURVEYS, _LIKELY = KINDS["surveys"], 0.85


@dataclass(frozen=True)
class Answers:
    """The answers to one question: the cells, and what a column of metrics says of it (``""`` where none does)."""

    cells: tuple[str, ...]
    metric: str = ""


def names_measure(said: str) -> Metric | None:
    """The metric that a whole cell names: ``NPS``, ``Net Promoter Score``, ``csat``.

    >>> names_measure("Net Promoter Score"), names_measure("Relationship")
    ('nps', None)
    """
    return MEASURES.get(_squeezed(said))


def is_of_measures(column: Column) -> bool:
    """Whether every cell of the column names a metric, so that it says what the score in its row means.

    >>> is_of_measures(Column("type", "type", ("NPS", "CSAT", "nps"), 3)), is_of_measures(Column("type", "type", ("NPS", "x"), 2))
    (True, False)
    """
    return bool(column.values) and all(map(names_measure, set(column.values)))


def as_long_form(mapping: Mapping, columns: Sequence[Column], comments: Sequence[str] = ()) -> Mapping:
    """The mapping of a survey with a column ``question``, with the columns of its scores, comments and scales.

    Where nothing is called like a comment, the first of the columns ``comments`` is one. A column of answers of every
    sort fills what no other column does.
    """
    uses = list(mapping.uses)

    def free(fitting: Sequence[Column]) -> list[Column]:
        return [column for column in fitting if column.name not in {use.column for use in uses}]

    def fill(fields: Sequence[str], fitting: Sequence[Column]) -> None:
        open_fields = [field for field in fields if field not in {use.field for use in uses}]
        uses.extend(use_of(field, column, _SURVEYS, _LIKELY) for column in fitting[:1] for field in open_fields)

    for field, names in _COLUMNS.items():
        called = free([column for name in names for column in columns if column.plain == name])
        fill([field], [column for column in called if column.fits[_SURVEYS.field(field).type]])
    fill(["comment"], free([column for column in columns if column.name in comments]))
    fill(["score", "comment"], free([column for column in columns if column.plain in _ANSWERS]))
    return replace(mapping, uses=tuple(uses))


def with_questions_asked(mapping: Mapping, columns: Sequence[Column]) -> Mapping:
    """The mapping of a survey in long form with the questions that the preview shows.

    A column of metrics is read once it is known what its words mean: then each question has its metric. What
    holds scores and texts fills ``score`` and ``comment``, as far as there are questions of either sort.
    """
    by_name = {column.name: column for column in columns}
    asked = by_name.get(mapping.column_of("question") or "")
    if mapping.kind != "surveys" or not asked or not (mapping.use_of("score") or mapping.use_of("comment")):
        return mapping
    metric = by_name.get(mapping.column_of("metric") or "")
    score, comment = (by_name.get(mapping.column_of(field) or "") for field in ("score", "comment"))
    answers = _by_question(asked, score or comment, metric)
    questions, doubts = questions_asked(mapping, answers)
    idle = {"metric"}
    if score and not score.fits["number"] and not any(question.score_column for question in questions):
        idle.add("score")
    if score == comment and not any(question.comment_column for question in questions):
        idle.add("comment")
    uses = tuple(use for use in mapping.uses if use.field not in idle)
    return replace(mapping, uses=uses, questions=questions, doubts=(*once_measured(mapping.doubts), *doubts))


def questions_asked(mapping: Mapping, answers: Of[str, Answers]) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """What the questions measure of which these are the answers, where that can be told; and what is doubtful.

    A question that is neither scored nor open (people chose from a list) is not among them.

    >>> from analytics.files.mapping import ColumnUse
    >>> uses = (ColumnUse("question", "Question"), ColumnUse("score", "Answer"), ColumnUse("comment", "Answer"))
    >>> asked = {"How likely are you to recommend us?": Answers(("9", "10")), "Which colour?": Answers(("red",) * 9)}
    >>> (question,), doubts = questions_asked(Mapping("surveys", uses), asked)
    >>> question.name, question.metric, question.scale_high
    ('How likely are you to recommend us?', 'nps', 10)
    """
    score, comment = mapping.column_of("score") or "", mapping.column_of("comment") or ""
    doubts = QuestionDoubts()
    found = []
    for name, those in answers.items():
        question = _judged(name, those, score if score != comment else "", doubts)
        if question and question.score_column:
            beside = comment if comment != score else ""
            found.append(replace(question, name=name, score_column=score, comment_column=beside))
        elif comment and (question or (comment != score and not held(those.cells))):
            found.append(Question(name, "open", comment_column=comment))
    return tuple(found), doubts.sentences()


def _judged(name: str, answers: Answers, scores: str, doubts: QuestionDoubts) -> Question | None:
    """What one question measures; ``scores`` is the column that holds nothing but scores, if there is one."""
    told = _BESIDE_QUESTION.get(_squeezed(answers.metric)) or names_measure(name)
    if told == "open":
        return Question(name, "open", comment_column=name)
    # Where the column says that these are scores, the question does not have to.
    wording = f"{name} {scores}" if scores else name
    return question_in(Column(wording, wording, held(answers.cells), len(answers.cells)), doubts, told=told)


def _by_question(asked: Column, answered: Column | None, metric: Column | None) -> dict[str, Answers]:
    if answered is None:
        return {}
    cells: dict[str, list[str]] = {}
    metrics: dict[str, str] = {}
    beside = metric.cells if metric else ("",) * len(asked.cells)
    for question, cell, said in zip(asked.cells, answered.cells, beside, strict=True):
        if question:
            cells.setdefault(question, []).append(cell)
            metrics[question] = metrics.get(question) or said
    return {question: Answers(tuple(cells[question]), metrics[question]) for question in cells}


def _squeezed(said: str) -> str:
    return re.sub(r"[\W_]", "", said.lower())
