"""Columns that have neither a name nor a cell: what a frame of bars or a margin leaves, and no columns of the table.

What a row far below the sample holds in such a place after all is not lost: it follows behind the row's other cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from analytics.files.row_shapes import Row


def empty_places(header: Sequence[Row], data: Iterable[Row], width: int) -> tuple[int, ...]:
    """The places (from 0) before ``width`` where neither the header nor any row of the data has a cell; none without a header.

    >>> empty_places([["", "id", "", "city"]], [["", "1", "", "Rome"], ["", "2", "", ""]], 4)
    (0, 2)
    """
    if not header:
        return ()
    open_places = set(range(width))
    for row in (*header, *data):
        open_places -= {place for place in open_places if place < len(row) and row[place].strip()}
        if not open_places:
            return ()
    return tuple(sorted(open_places)) if len(open_places) < width else ()


def places_behind(header: Sequence[Row], data: Sequence[Row], width: int) -> tuple[int, ...]:
    """The places behind the last column where every row ends with delimiters, and none where they end in different ways.

    >>> places_behind([["id", "city", ""]], [["1", "Rome", ""], ["2", "Oslo", ""]], 2)
    (2,)
    """
    ends = {len(row) for row in (*header, *data)}
    if not header or len(ends) != 1 or any(cell.strip() for row in (*header, *data) for cell in row[width:]):
        return ()
    return tuple(range(width, *ends))


def without_places(cells: Sequence[str], places: Collection[int]) -> list[str]:
    """The row without these places; text that stands there all the same comes behind the others.

    >>> without_places(["", "1", "", "Rome"], (0, 2)), without_places(["", "1", "note", "Rome"], (0, 2))
    (['1', 'Rome'], ['1', 'Rome', 'note'])
    """
    return [
        *kept_of(cells, places),
        *(cells[place] for place in sorted(places) if place < len(cells) and cells[place].strip()),
    ]


def kept_of(names: Sequence[str], places: Collection[int]) -> tuple[str, ...]:
    """The names of the columns that are left.

    >>> kept_of(["column_1", "id"], (0,))
    ('id',)
    """
    return tuple(name for place, name in enumerate(names) if place not in places)


def with_places(cells: Sequence[str], places: Collection[int]) -> list[str]:
    """The row as it stands in the file, with an empty cell in each of these places.

    >>> with_places(["1", "Rome"], (0, 2))
    ['', '1', '', 'Rome']
    """
    rest = iter(cells)
    return ["" if place in places else next(rest) for place in range(len(cells) + len(places))]
