"""A mapping from an earlier import, held against the values of a new file before it is followed again."""

from __future__ import annotations

from dataclasses import replace

from analytics.files.columns import Column, columns_of
from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.scales import words_for
from analytics.files.table import SourceTable
from analytics.files.uses import missing_fields


def still_fitting(mapping: Mapping, table: SourceTable) -> Mapping | None:
    """The mapping without what the values contradict, which is told; None where too little of it is left.

    Columns of the same names may hold other things: a column that was a time and holds names now is left
    for the person.

    >>> from pathlib import Path
    >>> from analytics.files.table import Layout
    >>> names = ("Nr", "When", "Took")
    >>> table = SourceTable(Path("t.csv"), "t.csv", Layout("csv"), names, names, (("1", "2026-01-05", "Ann"),))
    >>> uses = (ColumnUse("ticket_id", "Nr"), ColumnUse("created_at", "When"), ColumnUse("resolution_minutes", "Took"))
    >>> fitting = still_fitting(Mapping("tickets", uses), table)
    >>> [use.column for use in fitting.uses], fitting.doubts
    (['Nr', 'When'], ('Took was resolution_minutes before, but its values do not look like it now; it is left open.',))
    """
    if mapping.kind not in KINDS:
        return mapping
    columns = {column.name: column for column in columns_of(table)}
    if not mapping.columns <= columns.keys():
        return None
    # Among answers to all sorts of questions some are scores.
    mixed = {"score"} if mapping.row_questions else set()
    misfits = [
        use
        for use in mapping.uses
        if use.column and use.field not in mixed and not _fits(use, columns[use.column], mapping.kind)
    ]
    questions = tuple(
        question
        for question in mapping.questions
        if not question.score_column
        or question.values
        or mapping.row_questions
        or columns[question.score_column].fits["number"]
    )
    misfits += [use for use in mapping.figures if not _fits(use, columns[use.column], mapping.kind)]
    if not misfits and questions == mapping.questions:
        return mapping
    uses, figures = (tuple(use for use in all_ if use not in misfits) for all_ in (mapping.uses, mapping.figures))
    left = replace(mapping, uses=uses, figures=figures, questions=questions)
    if missing_fields(left):
        return None
    doubts = tuple(
        f"{use.column} was {use.field} before, but its values do not look like it now; it is left open."
        for use in misfits
    )
    return replace(left, confidence=min(left.confidence, 0.7), doubts=(*left.doubts, *doubts))


def _fits(use: ColumnUse, column: Column, kind: str) -> bool:
    """Whether the values could be of the field's type. Words and notations that were told are taken as told."""
    field = KINDS[kind].field(use.field)
    told = bool(use.values) or bool(words_for(use.field, column)) or use.unit in ("remaining", "sign")
    bare_years = bool({"spreadsheet", "%Y"} & set(use.formats))
    return told or column.fits[field.type] or (bare_years and column.fits["number"])
