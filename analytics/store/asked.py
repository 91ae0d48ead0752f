"""Answers one below the other: what each row was asked stands in a column, and the mapping knows the questions.

Here that becomes SQL: which of the answers are scores, which are comments, and what the others say is kept beside the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import duckdb

from analytics.files.kinds import KINDS
from analytics.files.long_form import Answers, questions_asked
from analytics.files.mapping import ColumnUse, Mapping, Question
from analytics.sql import literal, quoted
from analytics.store.typing import Typed, typed

# The fields that follow from what was asked, unless a column fills them.
OF_ASKED = ("metric", "scale_low", "scale_high")

Value = TypeVar("Value")

_MOST = 1_000  # so many different questions are looked at
_ANSWERS = 500  # and so many answers to each


def settle_asked(cursor: duckdb.DuckDBPyConnection, staging: str, mapping: Mapping) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping of a survey in long form with the questions that only the whole file shows, and what is doubtful about them."""
    asked = mapping.column_of("question")
    answered = mapping.column_of("score") or mapping.column_of("comment")
    if mapping.kind != "surveys" or not asked or not answered:
        return mapping, ()
    column, cell = quoted(asked), quoted(answered)
    known = _listed(question.name for question in mapping.questions)
    number = f"TRY_CAST({cell} AS DOUBLE)"
    found = cursor.execute(
        f"SELECT {column}, arg_min({cell}, row_number, {_ANSWERS}) FILTER ({cell} <> ''), "
        f"arg_min({cell}, {number}), arg_max({cell}, {number}) FROM {staging} "
        f"WHERE {column} <> ''{f' AND {column} NOT IN ({known})' if known else ''} "
        f"GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT {_MOST + 1}"
    ).fetchall()
    answers = {name: Answers(tuple(cell for cell in (*(cells or ()), *ends) if cell)) for name, cells, *ends in found}
    questions, doubts = questions_asked(mapping, answers)
    if len(found) > _MOST:
        doubts += (
            f"{asked} holds more than {_MOST:,} different questions; answers to the rarest are kept without a measure.",
        )
    return replace(mapping, questions=(*mapping.questions, *questions)), doubts


def asked_cell(mapping: Mapping, use: ColumnUse, cell: Typed) -> Typed:
    """The score or the comment of rows that were asked for one; NULL in all others."""
    if use.field == "score":
        return _score(mapping, use)
    if use.field == "comment" and use.column == mapping.column_of("score"):
        asked = [question.name for question in mapping.row_questions if question.comment_column]
        return Typed(_case(mapping, [(asked, cell.value)]))
    return cell


def asked_values(mapping: Mapping) -> dict[str, str]:
    """What follows from the question of a row, as SQL by field."""
    told = {
        "metric": _metric(mapping),
        "scale_low": _bound(mapping, lambda question: question.scale_low),
        "scale_high": _bound(mapping, lambda question: question.scale_high),
    }
    return {field: sql for field, sql in told.items() if mapping.use_of(field) is None}


def asked_extra(mapping: Mapping) -> tuple[str, str] | None:
    """The column whose cells are no score and no comment in some rows, and SQL for which; None where there is none."""
    score = mapping.column_of("score")
    if not mapping.row_questions or not score:
        return None
    shared = score == mapping.column_of("comment")
    read = [q.name for q in mapping.row_questions if q.score_column or (shared and q.comment_column)]
    return score, _case(mapping, [(read, "FALSE")], "TRUE")


def _score(mapping: Mapping, use: ColumnUse) -> Typed:
    """The score where one was asked for; the words of a scale are those of the question."""
    field = KINDS["surveys"].field("score")
    cells = [
        (names, typed(replace(use, values=values or use.values), field))
        for values, names in _by(mapping, lambda question: question.values if question.score_column else None)
    ]
    value = _case(mapping, [(names, cell.value) for names, cell in cells])
    return Typed(value, _case(mapping, [(names, cell.says) for names, cell in cells], "FALSE"))


def _metric(mapping: Mapping) -> str:
    told = _by(mapping, lambda question: question.metric)
    return _case(mapping, [(names, literal(metric)) for metric, names in told], "NULL::VARCHAR")


def _bound(mapping: Mapping, of: Callable[[Question], float | None]) -> str:
    return _case(mapping, [(names, f"{bound!r}::DOUBLE") for bound, names in _by(mapping, of)], "NULL::DOUBLE")


def _by(mapping: Mapping, of: Callable[[Question], Value | None]) -> list[tuple[Value, list[str]]]:
    """The names of the questions by something that is said of them; those of which it is not are left out."""
    names: dict[Value, list[str]] = {}
    for question in mapping.row_questions:
        if (value := of(question)) is not None:
            names.setdefault(value, []).append(question.name)
    return list(names.items())


def _case(mapping: Mapping, branches: Sequence[tuple[list[str], str]], otherwise: str = "NULL") -> str:
    column = quoted(mapping.column_of("question") or "")
    whens = " ".join(f"WHEN {column} IN ({_listed(names)}) THEN {value}" for names, value in branches if names)
    return f"CASE {whens} ELSE {otherwise} END" if whens else otherwise


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(literal, names))
