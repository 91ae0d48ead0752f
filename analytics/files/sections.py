"""Several tables in one text file or on a sheet: below a blank line a report goes on with other columns under a header of their own.

Blank lines alone part nothing: many exports have them between their rows. A new table begins where the first row
below one names the columns of what follows, and could not be a row of the table above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analytics.files.cell_kinds import SHAPED, ColumnShapes, kind_of
from analytics.files.headers import find_frame
from analytics.files.records import Record
from analytics.files.row_shapes import Row, filled, trimmed

_LEAST_ROWS = 2  # of data, in each of several tables


@dataclass(frozen=True)
class _Titled:
    """A table as it stands in its own lines: its header, and the shapes of the columns below it."""

    header: tuple[str, ...]
    shapes: ColumnShapes


def sections_of(rows: Sequence[Record], blank: frozenset[int]) -> tuple[range, ...]:
    """The places in ``rows`` of each table; one range where there is but one. ``blank`` numbers the blank records.

    >>> lines = [["Day", "Sales"], ["2026-01-01", "5"], ["2026-01-02", "7"]]
    >>> lines += [["Shop", "Staff", "Rent"], ["Rome", "3", "9"], ["Oslo", "4", "8"]]
    >>> rows = [Record(number, cells, 1, "") for number, cells in zip((1, 2, 3, 5, 6, 7), lines)]
    >>> sections_of(rows, frozenset({4}))
    (range(0, 3), range(3, 6))
    """
    gaps = [place for place in range(1, len(rows)) if _parted(rows[place - 1], rows[place], blank)]
    if not gaps:
        return (range(len(rows)),)
    starts = [0]
    above: _Titled | None = None
    for place, end in pairwise([*gaps, len(rows)]):
        above = above or _titled([record.cells for record in rows[starts[-1] : place]])
        if above is None:
            continue  # lines above the first table
        below = _titled([record.cells for record in rows[place:end]])
        if below and _is_another(below, above):
            starts.append(_with_title(rows, place, starts[-1], gaps))
            above = below
    return tuple(range(start, end) for start, end in pairwise([*starts, len(rows)]))


def others_told(numbers: Sequence[int], section: range) -> Iterator[str]:
    """In words, where the other tables stand; ``numbers`` are those of all rows, ``section`` the places of this table's.

    >>> list(others_told([1, 2, 3, 7, 8, 9], range(3, 6)))
    ['rows 1 to 3: read as a table of their own']
    """
    for others in (numbers[: section.start], numbers[section.stop :]):
        if others:
            yield f"rows {others[0]:,} to {others[-1]:,}: read as a table of their own"


def _parted(one: Record, next_one: Record, blank: frozenset[int]) -> bool:
    """Whether a blank line stands between two records."""
    return any(number in blank for number in range(one.number + 1, next_one.number))


def _titled(cells: Sequence[Row]) -> _Titled | None:
    """The table in these rows, where its header breaks the shapes of its columns and its cells all read like names."""
    rows = [list(trimmed(row)) for row in cells]
    frame = find_frame(rows)
    body = rows[frame.above + frame.header_rows : len(rows) - frame.below]
    if frame.header_rows != 1 or frame.width < 2 or len(body) < _LEAST_ROWS:
        return None
    header = tuple(cell.strip() for cell in rows[frame.above])
    shapes = ColumnShapes(body, frame.width)
    named = len(header) == frame.width == filled(header) == len({name.casefold() for name in header})
    if not named or any(kind_of(name) in SHAPED | {"empty"} for name in header) or not _misfits(header, shapes):
        return None
    return _Titled(header, shapes)


def _is_another(below: _Titled, above: _Titled) -> bool:
    """Whether the lower header could be neither a row of the upper table nor its header once more."""
    if [name.casefold() for name in below.header] == [name.casefold() for name in above.header]:
        return False
    return below.shapes.width != above.shapes.width or bool(_misfits(below.header, above.shapes))


def _misfits(header: Row, shapes: ColumnShapes) -> int:
    """How many columns of numbers, dates or addresses have a name that is none."""
    return sum(usual in SHAPED and kind_of(name) != usual for name, usual in zip(header, shapes.usual, strict=False))


def _with_title(rows: Sequence[Record], place: int, least: int, gaps: Sequence[int]) -> int:
    """Where the table begins once a line of its own above it, its title, counts as well."""
    title = place - 1
    return title if title > least and title in gaps and filled(rows[title].cells) == 1 else place
