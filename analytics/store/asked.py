"""Answers one below the other: what each row was asked stands in a column, and the mapping knows the questions.

Here that becomes SQL: which of the answers are scores, which are comments, and what the others say is kept beside the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import duckdb

from analytics.files.kinds import KINDS
from analytics.files.long_form import Answers, questions_asked
from analytics.files.mapping import ColumnUse, Mapping, Question
from analytics.store.naming import literal, quoted
from analytics.store.typing import Typed, typed

# The fields that follow from what was asked, unless a column fills them.
OF_ASKED = ("metric", "scale_low", "scale_high")

_MOST = 1_000  # so many different questions are looked at
_ANSWERS = 500  # and so many answers to each


def settle_asked(cursor: duckdb.DuckDBPyConnection, staging: str, mapping: Mapping) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping of a survey in long form with the questions that only the whole file shows, and what is doubtful about them."""
    asked, score, comment = (mapping.use_of(field) for field in ("question", "score", "comment"))
    if mapping.kind != "surveys" or not asked or not asked.column or not (score or comment):
        return mapping, ()
    column, cell = quoted(asked.column), quoted((score or comment).column)  # type: ignore[union-attr]
    known = ", ".join(literal(question.name) for question in mapping.questions)
    number = f"TRY_CAST({cell} AS DOUBLE)"
    found = cursor.execute(
        f"SELECT {column}, arg_min({cell}, row_number, {_ANSWERS}) FILTER ({cell} <> ''), "
        f"arg_min({cell}, {number}), arg_max({cell}, {number}) FROM {staging} "
        f"WHERE {column} <> ''{f' AND {column} NOT IN ({known})' if known else ''} "
        f"GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT {_MOST}"
    ).fetchall()
    answers = {name: Answers(tuple(cell for cell in (*(cells or ()), *ends) if cell)) for name, cells, *ends in found}
    questions, doubts = questions_asked(mapping, answers)
    return replace(mapping, questions=(*mapping.questions, *questions)), doubts


def asked_cell(mapping: Mapping, use: ColumnUse, cell: Typed) -> Typed:
    """The score or the comment of rows that were asked for one; NULL in all others."""
    if use.field == "score":
        return _score(mapping, use)
    if use.field == "comment" and use.column == mapping.column_of("score"):
        return Typed(_case(mapping, [(_names(mapping, lambda q: bool(q.comment_column)), cell.value)]))
    return cell


def asked_values(mapping: Mapping) -> dict[str, str]:
    """What follows from the question of a row, as SQL by field."""
    told = {field: _told(mapping, field) for field in OF_ASKED}
    return {field: sql for field, sql in told.items() if mapping.use_of(field) is None}


def asked_extra(mapping: Mapping) -> tuple[str, str] | None:
    """The column whose cells are no score and no comment in some rows, and SQL for which; None where there is none."""
    score = mapping.use_of("score")
    if not mapping.row_questions or not score:
        return None
    shared = score.column == mapping.column_of("comment")
    read = _names(mapping, lambda q: bool(q.score_column or (shared and q.comment_column)))
    return score.column, f"coalesce({_asked_column(mapping)} NOT IN ({', '.join(map(literal, read))}), TRUE)"


def _score(mapping: Mapping, use: ColumnUse) -> Typed:
    field = KINDS["surveys"].field("score")
    scored = [question for question in mapping.row_questions if question.score_column]
    cells = []
    for values in dict.fromkeys(question.values for question in scored):
        names = [question.name for question in scored if question.values == values]
        cells.append((names, typed(replace(use, values=values or use.values), field)))
    value = _case(mapping, [(names, cell.value) for names, cell in cells])
    return Typed(value, _case(mapping, [(names, cell.says) for names, cell in cells], "FALSE"))


def _told(mapping: Mapping, field: str) -> str:
    values: Iterable[object] = dict.fromkeys(getattr(question, field) for question in mapping.row_questions)
    number = field != "metric"
    none = "NULL::DOUBLE" if number else "NULL::VARCHAR"
    told = [
        (
            _names(mapping, lambda question, value=value: getattr(question, field) == value),  # type: ignore[misc]
            f"{float(value)!r}::DOUBLE" if number else literal(str(value)),  # type: ignore[arg-type]
        )
        for value in values
        if value is not None
    ]
    return _case(mapping, told, none)


def _names(mapping: Mapping, which: Callable[[Question], bool]) -> list[str]:
    return [question.name for question in mapping.row_questions if which(question)]


def _case(mapping: Mapping, branches: Sequence[tuple[list[str], str]], otherwise: str = "NULL") -> str:
    column = _asked_column(mapping)
    whens = " ".join(
        f"WHEN {column} IN ({', '.join(map(literal, names))}) THEN {value}" for names, value in branches if names
    )
    return f"CASE {whens} ELSE {otherwise} END" if whens else otherwise


def _asked_column(mapping: Mapping) -> str:
    return quoted(mapping.column_of("question") or "")
