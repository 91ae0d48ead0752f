"""Rows that are longer or shorter than their table: cells put back under their columns.

Nothing is invented and no text is lost: an empty cell too many is taken out, a missing one is put
in, a cell that an unquoted delimiter tore apart is joined again - and only where the shapes of the
columns say so clearly. Otherwise a long row keeps its further cells in further columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from analytics.files.cell_kinds import ColumnShapes
from analytics.files.dialects import Dialect
from analytics.files.splitting import OTHER_DELIMITERS, split_gently, unended

_CLEAR = 1.5  # by how much (natural log) the better reading must beat keeping the row as it is
_TIED = 0.5  # readings nearer than this are equally good
_BLANK_FOLLOWS = 2.0
_MOST_EXTRA = 3
_ENOUGH_ROWS = 8  # fewer tell too little about their columns


def settled(cells: list[str], text: str, dialect: Dialect, shapes: ColumnShapes) -> list[str]:
    """The row with its cells under their columns; still longer than the table where that is unclear.

    ``text`` is the record as it stands in the file.

    >>> shapes = ColumnShapes([["1", "Ann", "2024-01-02"], ["2", "Bob", "2024-02-03"]] * 9, 3)
    >>> settled(["3", "", "Cy", "2024-03-04"], "3,,Cy,2024-03-04", Dialect(), shapes)
    ['3', 'Cy', '2024-03-04']
    >>> settled(["3;Cy;2024-03-04"], "3;Cy;2024-03-04", Dialect(), shapes)
    ['3', 'Cy', '2024-03-04']
    >>> settled(["3", "x", "y", "z"], "3,x,y,z", Dialect(), shapes)
    ['3', 'x', 'y', 'z']
    """
    width = shapes.width
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    if len(cells) == width:
        return cells
    if shapes.rows < _ENOUGH_ROWS:
        return (len(cells) < width and _other_dialect(text, dialect, shapes)) or cells
    if len(cells) < width:
        return _other_dialect(text, dialect, shapes) or _with_gap(cells, shapes)
    return _without_extra(cells, dialect.delimiter, shapes)


def _other_dialect(text: str, dialect: Dialect, shapes: ColumnShapes) -> list[str] | None:
    """The row under another delimiter, where exactly that gives the right number of cells."""
    for delimiter in OTHER_DELIMITERS:
        if delimiter in text and delimiter != dialect.delimiter:
            cells, is_open = split_gently(unended(text), Dialect(delimiter, dialect.quote, dialect.escape))
            if not is_open and len(cells) == shapes.width > 1:
                return cells
    return None


def _with_gap(cells: list[str], shapes: ColumnShapes) -> list[str]:
    """A row one cell short with the gap where the shapes want it; else the gap stays at the end."""
    if len(cells) != shapes.width - 1 or len(cells) < 2:
        return cells
    at_end = shapes.fit([*cells, ""])
    gaps = {place: shapes.fit([*cells[:place], "", *cells[place:]]) for place in range(1, len(cells))}
    place = max(gaps, key=lambda each: gaps[each])
    return [*cells[:place], "", *cells[place:]] if gaps[place] > at_end + 2 * _CLEAR else cells


def _without_extra(cells: list[str], delimiter: str, shapes: ColumnShapes) -> list[str]:
    """The row without its surplus of cells, or unchanged."""
    if sentence := _joined_at_blanks(cells, delimiter, shapes):
        return sentence
    if len(cells) - shapes.width > _MOST_EXTRA:
        return cells
    current = cells
    while len(current) > shapes.width:
        ranked = sorted(
            ((bonus + _fit_loosely(reading, shapes), reading) for bonus, reading in _one_shorter(current, delimiter)),
            key=lambda each: -each[0],
        )
        rivals = [reading for fit, reading in ranked[1:] if fit > ranked[0][0] - _TIED and reading != ranked[0][1]]
        if rivals and not _same_text(cells, ranked[0][1]):
            return cells
        current = ranked[0][1]
    clear = shapes.fit(current) > shapes.fit(cells[: shapes.width]) + _CLEAR
    return current if clear or _same_text(cells, current) else cells


def _joined_at_blanks(cells: list[str], delimiter: str, shapes: ColumnShapes) -> list[str] | None:
    """The row with its sentences whole, where exactly the cells too many begin with a blank, as none in the table does."""
    torn = [place for place, cell in enumerate(cells) if cell[:1] == " "]
    if shapes.begins_with_blank or len(torn) != len(cells) - shapes.width or 0 in torn:
        return None
    joined: list[str] = []
    for place, cell in enumerate(cells):
        if place in torn:
            joined[-1] += delimiter + cell
        else:
            joined.append(cell)
    return joined


def _same_text(cells: list[str], reading: list[str]) -> bool:
    """Whether the reading differs from the row by empty cells only."""
    return [cell for cell in cells if cell] == [cell for cell in reading if cell]


def _fit_loosely(reading: list[str], shapes: ColumnShapes) -> float:
    """The fit of a reading that may still be too long: from the left or from the right."""
    surplus = len(reading) - shapes.width
    return shapes.fit(reading) if not surplus else max(shapes.fit(reading), shapes.fit(reading[surplus:]))


def _one_shorter(cells: list[str], delimiter: str) -> Iterator[tuple[float, list[str]]]:
    """The row without one empty cell, or with two neighbours joined; with what speaks for each."""
    for place, cell in enumerate(cells):
        if not cell:
            yield 0.0, cells[:place] + cells[place + 1 :]
    for place, (left, right) in enumerate(pairwise(cells)):
        if left and right:  # in a sentence a blank follows the comma
            joined = [*cells[:place], left + delimiter + right, *cells[place + 2 :]]
            yield (_BLANK_FOLLOWS if right[0] == " " else 0.0), joined
