"""Rows of subtotals between the rows of a table: what adds up others is no row of its own.

A person's row is never taken for one because a cell happens to say "total": the cells that a row of this table
has must be missing, and all that it has beside its label are figures where figures stand, or what the row above says as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.files.cell_kinds import kind_of
from analytics.files.row_shapes import Row, filled
from analytics.files.totals import group_of, is_figure, is_of_a_part

_USUALLY = 0.6  # of the rows fill a column that every row should fill; of its cells are figures in a column of figures
_LOOKED_AT = 300  # rows
_CLEARLY_MISSING = 2  # cells that a row should have: so many missing need no further sign


class Subtotals:
    """Tells the subtotals among the rows of one table, asked row by row from the first to the last.

    >>> rows = [["North", "Mill", "12"], ["North", "Port", "8"], ["North Total", "", "20"], ["South", "Quay", "5"]]
    >>> subtotals = Subtotals(rows, 3)
    >>> [subtotals.has(row) for row in rows]
    [False, False, True, False]
    """

    def __init__(self, rows: Sequence[Row], width: int) -> None:
        """Learn from some of the rows what a row of the table fills and where it holds figures."""
        data = [row for row in rows[:_LOOKED_AT] if not any(group_of(cell) is not None for cell in row)]
        columns = [[row[place] for row in data if place < len(row) and row[place].strip()] for place in range(width)]
        self._usual = [len(cells) > _USUALLY * len(data) for cells in columns]
        self._figures = [sum(map(_is_number, cells)) >= _USUALLY * len(cells) for cells in columns]
        first = data[0] if data else []  # what the row below says where a total stands above all rows
        self._above = [cell.strip() for cell in [*first, *[""] * width][:width]]
        self._width = width

    def has(self, row: Row) -> bool:
        """Whether this row is a subtotal; every other one is remembered as what stands above the next."""
        found = len(row) <= self._width and self._adds_up(row)
        if not found:
            self._above = [
                cell.strip() or above for cell, above in zip([*row, *[""] * self._width], self._above, strict=False)
            ]
        return found

    def _adds_up(self, row: Row) -> bool:
        held = (place < len(row) and not _is_blank(row[place]) for place, usual in enumerate(self._usual) if usual)
        if all(held):
            return False
        labels = [place for place, cell in enumerate(row) if cell and group_of(cell) is not None]
        if len(labels) != 1 or filled(row) < 2:
            return False
        rest = [place for place, cell in enumerate(row) if cell.strip() and place != labels[0]]
        new = [place for place in rest if row[place].strip() != self._above[place]]
        if not new or not all(self._figures[place] and is_figure(row[place]) for place in new):
            return False
        if min(new) < labels[0]:
            return False  # a figure in front of the label is the number of a row
        missing = sum(usual for place, usual in enumerate(self._usual) if place not in rest and place != labels[0])
        group = (group_of(row[labels[0]]) or "").casefold()
        if group and group not in (above.casefold() for above in self._above):
            return False
        said = bool(group) or is_of_a_part(row[labels[0]])
        return missing >= (1 if said else _CLEARLY_MISSING)


def _is_blank(cell: str) -> bool:
    return not cell or cell.isspace()  # faster than stripping what every row has


def _is_number(cell: str) -> bool:
    return kind_of(cell) not in ("date", "address") and is_figure(cell) and any(map(str.isdigit, cell))
