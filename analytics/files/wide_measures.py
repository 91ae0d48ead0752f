"""Measures in wide form: a row per month, week or day (and touchpoint) and a column for each figure, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Mapping as Told
from collections.abc import Sequence
from dataclasses import replace

from analytics.files.columns import Column
from analytics.files.lexicon import concepts
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.matching import names_of
from analytics.files.questions import find_questions
from analytics.files.series import is_series_of_days
from analytics.files.times import formats_like

_ROWS, _PERIODS = 3, 2
_MOST = 400  # a year of days; each column of figures is typed by an expression of its own
_YEAR = re.compile(r"^(19|20)\d\d$")
# More columns of words than that beside the figures, and the rows are things rather than periods.
_OTHERS = 1 / 3
_GRID = 2 / 3  # so many of all pairs of period and touchpoint are there, and the rows are figures of both
_PERIOD = frozenset(names_of("measures", "period")) - {"date", "day", "as of"}  # a date is not always a period
# Parts of the date itself, and numbers of the rows.
_NO_FIGURE = re.compile(
    r"^(year|jahr|ano|annee|anno|jaar|quarter|quartal|trimestre|day|tag|weekday|index|row|#|no|nr|lp)$"
)
# "Number of orders" is a figure, "order number" is whose row it is, and of new ids there are so many.
_OF_SOMEBODY = re.compile(
    r"^(?!new |total |count )(.*\s)?(id|uuid|guid|code|key|e ?mail|mail|number|no|nr|nummer|numero)$"
)


def with_figures(mapping: Mapping, columns: Sequence[Column], told: Told[str, str]) -> Mapping:
    """The mapping with the columns that hold figures: one for each measure, or one for each period.

    ``told`` are fields that a person filled (field -> column), which the mapping does not hold yet.

    >>> months = Column("Month", "Month", ("2026-01", "2026-02", "2026-03"), 3)
    >>> visits = Column("Visits", "Visits", ("1200", "1350.5", "990"), 3)
    >>> period = ColumnUse("period", "Month", 0.95)
    >>> [use.column for use in with_figures(Mapping("measures", (period,)), (months, visits), {}).figures]
    ['Visits']
    >>> names, may, june = (Column(name, name, cells, 2) for name, cells in (
    ...     ("KPI", ("NPS", "Visits")), ("May 2026", ("31", "1200")), ("Jun 2026", ("35", "1350.5"))))
    >>> across = with_figures(Mapping("measures"), (names, may, june), {})
    >>> across.column_of("measure"), [use.column for use in across.figures]
    ('KPI', ['May 2026', 'Jun 2026'])
    """
    filled = {use.field: use.column for use in mapping.uses} | dict(told)
    free = [column for column in columns if column.name not in told.values() and column.values]
    if "value" in filled:
        return mapping
    if "period" not in filled and not filled.keys() & {"measure", "touchpoint"}:
        mapping, filled = _with_series(mapping, filled, free)
    if "period" not in filled:
        return _periods_across(mapping, free, filled.get("measure", ""), "measure" in told)
    period = next((column for column in columns if column.name == filled["period"]), None)
    place = next((column for column in columns if column.name == filled.get("touchpoint")), None)
    if "measure" in filled or period is None or not (_is_another_each(period) or _is_another_each_place(period, place)):
        return mapping
    return _measures_across(mapping, [column for column in free if column is not place], period)


def _with_series(mapping: Mapping, filled: dict[str, str], columns: Sequence[Column]) -> tuple[Mapping, dict[str, str]]:
    """The mapping with the one column of dates as the period, whatever it is called, where its days are a series.

    Words that change from row to row are about what was bought or done on a day: those rows are no figures.
    """
    dates = [column for column in columns if column.fits["time"] and not column.fits["number"]]
    words = [column for column in columns if not column.fits["number"] and not _is_of_all_rows(column)]
    if len(dates) != 1 or words != dates or not is_series_of_days(dates[0]):
        return mapping, filled
    uses = (*mapping.uses, ColumnUse("period", dates[0].name, 0.7))
    return replace(mapping, uses=uses), filled | {"period": dates[0].name}


def _measures_across(mapping: Mapping, columns: Sequence[Column], period: Column) -> Mapping:
    """A row per period. A survey with a date and numbers looks much the same: times of day are answers'."""
    beside = [column for column in columns if column is not period and not _is_of_all_rows(column)]
    if any(_OF_SOMEBODY.search(column.plain) for column in beside):
        return mapping
    figures = [column for column in beside if column.fits["number"] and not _is_of_the_date(column)]
    others = [column for column in beside if not column.fits["number"] and not _is_of_the_date(column)]
    if (
        not 0 < len(figures) <= _MOST
        or len(others) > _OTHERS * len(beside)
        or (not _names_a_period(period) and _asks(figures))
    ):
        return mapping
    doubt = f"Each row is taken for one period ({period.name}), and each of {len(figures)} columns for a measure of its own."
    return _filled(mapping, figures, doubt)


def _periods_across(mapping: Mapping, columns: Sequence[Column], measure: str, is_told: bool) -> Mapping:
    """A row per measure, under its name, and a column per period, whose name is a time."""
    figures = [column for column in columns if _is_a_time(column.name) and column.fits["number"]]
    if not measure and all(_YEAR.match(column.name) for column in figures):
        return mapping  # the rows of statistics by year are countries and towns more often than measures
    if not _PERIODS <= len(figures) <= _MOST or len(figures) < len(columns) / 2:
        return mapping
    if not is_told:
        words = [column for column in columns if not column.fits["number"] and not _is_a_time(column.name)]
        named = next((column for column in words if column.is_unique and measure in ("", column.name)), None)
        if named is None:
            return mapping
        uses = tuple(use for use in mapping.uses if use.field != "measure" and use.column != named.name)
        mapping, measure = replace(mapping, uses=(ColumnUse("measure", named.name, 0.85), *uses)), named.name
    doubt = f"Each row is taken for one measure ({measure}), and each of {len(figures)} columns for a period."
    return _filled(mapping, figures, doubt)


def _filled(mapping: Mapping, figures: Sequence[Column], doubt: str) -> Mapping:
    uses = tuple(ColumnUse("value", column.name, 0.85) for column in figures)
    return replace(mapping, figures=uses, doubts=(*mapping.doubts, doubt))


def _is_a_time(name: str) -> bool:
    return any(form != "spreadsheet" for form in formats_like(name)) and (not name.isdigit() or bool(_YEAR.match(name)))


def _is_of_all_rows(column: Column) -> bool:
    """Whether words or a code are the same in all rows: they say whose figures these are."""
    return column.distinct == 1 and (not column.fits["number"] or "id" in concepts(column.plain))


def _is_another_each(period: Column) -> bool:
    return period.rows >= _ROWS and period.is_unique and not any(":" in value for value in period.values)


def _is_another_each_place(period: Column, place: Column | None) -> bool:
    """Whether the periods come again for every touchpoint, as a grid with few gaps, and never twice for one."""
    if place is None or any(":" in value for value in period.values):
        return False
    cells = {cell for cell in zip(period.cells, place.cells, strict=True) if all(cell)}
    whole = period.distinct * place.distinct
    return period.distinct >= _PERIODS < place.rows == len(cells) and len(cells) >= _GRID * whole and place.distinct > 1


def _names_a_period(period: Column) -> bool:
    return bool(_PERIOD & (concepts(period.plain) | set(period.plain.split())))


def _is_of_the_date(column: Column) -> bool:
    return bool(_NO_FIGURE.match(column.plain)) or _names_a_period(column)


def _asks(figures: Sequence[Column]) -> bool:
    """Whether whole numbers stand under the wording of a question."""
    questions, _ = find_questions([column for column in figures if column.fits["whole"]])
    return any(question.score_column for question in questions)
