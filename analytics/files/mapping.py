"""A mapping: which column of a source file fills which field of its kind.

A mapping is a value. Recognition proposes one, a person may change it, loading follows it to the
letter, and the workspace remembers it for the next file with the same columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Metric = Literal["nps", "csat", "ces", "rating", "open"]


@dataclass(frozen=True)
class ColumnUse:
    """How one column fills one field.

    ``formats`` are DuckDB ``strptime`` formats, tried in order (``"iso"`` and ``"epoch"`` are
    shorthands). ``unit`` says what a number in the column means: ``minutes``, ``hours``,
    ``seconds``, ``days`` or ``hms`` for durations, ``cents`` for money. ``values`` translates whole
    cells (compared without regard to case) before they are typed; a translation to ``""`` means
    "no value". ``constant`` fills every row with the same text, and then ``column`` is ``""``.
    """

    field: str
    column: str
    confidence: float = 1.0
    formats: tuple[str, ...] = ()
    timezone: str = ""
    unit: str = ""
    decimal_comma: bool = False
    values: tuple[tuple[str, str], ...] = ()
    constant: str = ""


@dataclass(frozen=True)
class Question:
    """One question of a wide survey: a column with scores, a column with comments, or both."""

    name: str
    metric: Metric
    score_column: str = ""
    comment_column: str = ""
    scale_low: float | None = None
    scale_high: float | None = None
    values: tuple[tuple[str, str], ...] = ()
    touchpoint: str = ""


@dataclass(frozen=True)
class Mapping:
    """What a source file is taken for, and how its columns fill the fields of its kind.

    ``grain`` is ``"row"`` when one row is one record, ``"lines"`` when several rows make one
    (order lines; the record takes the first value that is there, amounts are not added twice).
    ``doubts`` are sentences for the person who is to confirm the mapping.

    >>> mapping = Mapping("tickets", (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened")))
    >>> mapping.column_of("created_at")
    'Opened'
    >>> mapping.column_of("body") is None
    True
    """

    kind: str
    uses: tuple[ColumnUse, ...] = ()
    questions: tuple[Question, ...] = ()
    vendor: str = ""
    confidence: float = 1.0
    grain: Literal["row", "lines"] = "row"
    doubts: tuple[str, ...] = ()

    def use_of(self, field: str) -> ColumnUse | None:
        """How ``field`` is filled, or None when no column fills it."""
        return next((use for use in self.uses if use.field == field), None)

    def column_of(self, field: str) -> str | None:
        """The column that fills ``field``, or None."""
        use = self.use_of(field)
        return use.column if use else None

    @property
    def columns(self) -> frozenset[str]:
        """Every source column that this mapping reads."""
        read = {use.column for use in self.uses}
        for question in self.questions:
            read |= {question.score_column, question.comment_column}
        return frozenset(read - {""})
