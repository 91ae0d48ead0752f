"""Measures in wide form: one row per month, week or day, and a column for each figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.files.columns import Column
from analytics.files.lexicon import concepts
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.questions import find_questions

_ROWS = 3
# More columns of words than that beside the figures, and the rows are things rather than periods.
_OTHERS = 1 / 3
_PERIOD = frozenset(["month", "week", "period", "quarter", "zeitraum", "periode", "quartal", "trimestre", "kwartaal"])
# Parts of the date itself, and numbers of the rows.
_NO_FIGURE = re.compile(
    r"^(year|jahr|ano|annee|anno|jaar|quarter|quartal|trimestre|day|tag|weekday|index|row|#|no|nr|lp)$"
)
# "Number of orders" is a figure, "order number" is whose row it is.
_OF_SOMEBODY = re.compile(r"(^|\s)(id|uuid|guid|code|key|e ?mail|mail|number|no|nr|nummer|numero)$")


def with_figures(mapping: Mapping, columns: Sequence[Column]) -> Mapping:
    """The mapping with a measure for each column of figures, where every row is another period.

    A survey with a date and numbers looks much the same: whole numbers under the wording of a question, and times of
    day, are answers.

    >>> months = Column("Month", "Month", ("2026-01", "2026-02", "2026-03"), 3)
    >>> visits = Column("Visits", "Visits", ("1200", "1350.5", "990"), 3)
    >>> period = ColumnUse("period", "Month", 0.95)
    >>> [use.column for use in with_figures(Mapping("measures", (period,)), (months, visits)).figures]
    ['Visits']
    """
    use = mapping.use_of("period")
    period = next((column for column in columns if use and column.name == use.column), None)
    if period is None or not _is_another_each(period) or {"measure", "value"} & {one.field for one in mapping.uses}:
        return mapping
    beside = [column for column in columns if column is not period and column.values]
    if any(_OF_SOMEBODY.search(column.plain) for column in beside):
        return mapping
    figures = [column for column in beside if column.fits["number"] and not _is_of_the_date(column)]
    others = [column for column in beside if not column.fits["number"] and not _is_of_the_date(column)]
    if not figures or len(others) > _OTHERS * len(beside) or (not _names_a_period(period) and _asks(figures)):
        return mapping
    uses = tuple(ColumnUse("value", column.name, 0.85) for column in figures)
    doubt = (
        f"Each row is taken for one period ({period.name}), and each of {len(uses)} columns for a measure of its own."
    )
    return replace(mapping, figures=uses, doubts=(*mapping.doubts, doubt))


def _is_another_each(period: Column) -> bool:
    return period.rows >= _ROWS and period.is_unique and not any(":" in value for value in period.values)


def _names_a_period(period: Column) -> bool:
    return bool(_PERIOD & (concepts(period.plain) | set(period.plain.split())))


def _is_of_the_date(column: Column) -> bool:
    return bool(_NO_FIGURE.match(column.plain)) or _names_a_period(column)


def _asks(figures: Sequence[Column]) -> bool:
    """Whether whole numbers stand under the wording of a question."""
    questions, _ = find_questions([column for column in figures if column.fits["whole"]])
    return any(question.score_column for question in questions)
