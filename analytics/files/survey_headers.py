"""The several header rows of survey tools, and the names and wordings in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.files.cell_kinds import kind_of
from analytics.files.column_names import joined_header, repaired
from analytics.files.row_shapes import Row, filled

_IMPORT_ID = re.compile(r"""\W*ImportId["']*\s*:""")
_SURVEY_MONKEY = re.compile(r"(?i)^respondent ?id$")
_SURVEY_MONKEY_ANSWERS = {"response", "open-ended response"}
_OLD_QUALTRICS = {"responseid", "responseset"}


def survey_header_rows(table: Sequence[Row]) -> int:
    """Header rows of the survey tools that write several, by the marks they leave; 0 for others."""
    if len(table) > 2 and filled(table[2]) and sum(bool(_IMPORT_ID.match(c)) for c in table[2]) * 2 > filled(table[2]):
        return 3
    if len(table) > 1:
        second = {cell.strip().casefold() for cell in table[1]}
        first = {cell.strip().casefold() for cell in table[0]}
        if second >= _OLD_QUALTRICS or (first >= _OLD_QUALTRICS and first & second and _texts(table[1])):
            return 2
        survey_monkey = bool(table[0]) and _SURVEY_MONKEY.match(table[0][0].strip())
        if survey_monkey and (not table[1][0].strip() or second & _SURVEY_MONKEY_ANSWERS):
            return 2
    return 0


def _texts(row: Row) -> bool:
    return not any(kind_of(cell) in ("number", "date", "time") for cell in row)


def names_of(header: Sequence[Row], width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Columns and labels from the header rows (none: ``column_1`` ...).

    Surveys keep the short names of their first row as columns and the wording as labels; several
    other header rows are read as one name over two lines.

    >>> names_of([["Q1", "Q2"], ["How likely?", "Why?"], ['{"ImportId":"1"}', '{"ImportId":"2"}']], 2)
    (('Q1', 'Q2'), ('How likely?', 'Why?'))
    """
    if not header:
        columns = repaired([""] * width)
        return columns, columns
    padded = [[*row, *[""] * (width - len(row))][:width] for row in header]
    survey = survey_header_rows(padded)
    if survey and not _SURVEY_MONKEY.match(padded[0][0].strip()):
        columns = repaired(padded[0])
        wording = [label.strip() or name for label, name in zip(padded[1], columns, strict=True)]
        return columns, tuple(wording)
    if survey:
        return _survey_monkey_names(padded[0], padded[1])
    names = joined_header(padded, width) if len(padded) > 1 else tuple(padded[0])
    columns = repaired(names)
    return columns, tuple(name.strip() or column for name, column in zip(names, columns, strict=True))


def _survey_monkey_names(questions: Row, answers: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A question stands over its first column only; the row below holds its choices."""
    question, labels = "", []
    for name, answer in zip(questions, answers, strict=True):
        question = name.strip() or question
        plain = answer.strip()
        generic = not plain or plain.casefold() in _SURVEY_MONKEY_ANSWERS
        labels.append(question if generic else f"{question} - {plain}")
    return repaired(labels), tuple(labels)
