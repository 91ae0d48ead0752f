"""Where a table begins and ends among the records of a file, and what its columns are called.

Records come as (number, cells); blank ones are left out before. The shape of the body tells names
from values: a header does not fit its columns, data does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from analytics.files.cell_kinds import SHAPED, ColumnShapes, kind_of
from analytics.files.footers import rows_below
from analytics.files.row_shapes import Row, filled
from analytics.files.survey_headers import survey_header_rows

_UNIT = re.compile(r"\(.+\)|\[.+\]")
_MOST_HEADER_ROWS = 3
_LABEL_AND_VALUE = 2  # cells
_WIDE = 4  # cells
_LEAST_ROWS = 3  # of a table that stands between other lines


@dataclass(frozen=True)
class Frame:
    """What belongs to the table: rows above it, header rows, rows below it, and its width."""

    above: int
    header_rows: int
    below: int
    width: int
    notes: tuple[str, ...] = ()


def find_frame(rows: Sequence[Row], complete: bool = True) -> Frame:
    """The frame of the table in ``rows`` (no blank ones); ``complete`` when the last row is the file's.

    >>> find_frame([["Report"], ["id", "n"], ["1", "2"], ["3", "4"], ["Total", "6"]])
    Frame(above=1, header_rows=1, below=1, width=2, notes=())
    """
    width = usual_width(rows)
    above = _rows_above(rows, width)
    header_rows = count_header_rows(rows[above:], width)
    if header_rows > _MOST_HEADER_ROWS:  # notes over the table that are as wide as the table
        above, header_rows = above + header_rows - 1, 1
    table = rows[above:]
    below = rows_below(table[header_rows:], width) if complete else 0
    return Frame(above, header_rows, below, width)


def usual_width(rows: Sequence[Row]) -> int:
    """The number of cells that most rows have; of the wide ones where several are common.

    Lines above and below a wide table do not count.

    >>> usual_width([*[["Acme", ""]] * 9, *[["1", "2", "3", "4"]] * 3])
    4
    """
    lengths = Counter(len(row) for row in _inner(rows))
    if not lengths:
        return 0
    most = max(lengths.values())
    common = [length for length, count in lengths.items() if count >= 0.5 * most]
    return max(common) if len(rows) > 4 else max(lengths, key=lambda n: (lengths[n], n > 1, n))


def _inner(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a wide table without the lines of text above and below it, which mostly have one cell; else all."""
    counts = [filled(row) for row in rows]
    several = [place for place, count in enumerate(counts) if count > _LABEL_AND_VALUE]
    if len(several) < _LEAST_ROWS:
        return rows
    start, end = several[0], several[-1] + 1
    named = not any(kind_of(cell) in SHAPED for cell in rows[start])  # labels and values may stand above a header
    around = counts[end:] if named else counts[:start] + counts[end:]
    lines = 2 * around.count(1) >= len(around)
    return rows[start:end] if lines and median_low(counts[start:end]) >= _WIDE else rows


def _rows_above(rows: Sequence[Row], width: int) -> int:
    """Rows before the first that is as wide and about as full as the table below it."""
    if width < 2:
        return 0
    body = sorted(filled(row) for row in _inner(rows) if len(row) == width)
    usual = body[len(body) // 2] if body else width
    enough = max(2, min(usual, width) * 0.5) if width > 2 else 1
    for index, row in enumerate(rows[:60]):
        wide = len(row) >= width - 1 if width > 2 else len(row) >= width
        following = rows[index + 1 : index + 2]
        full = filled(row) >= enough or _spans(row, following, width)
        if wide and full and not _is_caption(row, following, width):
            return index
    return 0


def _spans(row: Row, following: Sequence[Row], width: int) -> bool:
    """Whether a sparse row names groups of columns: the row below it fills its gaps."""
    if filled(row) < 3 or not following:
        return False
    last = max(index for index, cell in enumerate(row) if cell.strip())
    pairs = zip(row, following[0], strict=False)
    return last + 1 > filled(row) and sum(bool(a.strip() or b.strip()) for a, b in pairs) >= 0.8 * width


def _is_caption(row: Row, following: Sequence[Row], width: int) -> bool:
    """A padded title or ``Period:;2024`` line above a fuller row that can be the header."""
    if _is_label_and_value(row, width):
        return True
    if not following or filled(row) >= filled(following[0]) or filled(row) > width * 0.5:
        return False
    last = max(index for index, cell in enumerate(row) if cell.strip())
    return filled(following[0]) >= 0.8 * width and last + 1 == filled(row) and filled(row) <= _LABEL_AND_VALUE


def _is_label_and_value(row: Row, width: int) -> bool:
    """A line such as ``Sent to:;1,200`` over a table that is wider than that."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) <= _LABEL_AND_VALUE < width and cells[0].endswith((":", "："))


def count_header_rows(table: Sequence[Row], width: int) -> int:
    """0 where the first row is data already, 2 or 3 for surveys and units, else 1.

    More than three mean that notes stand over the header.
    """
    vendor = survey_header_rows(table)
    if vendor:
        return vendor
    if not table:
        return 0
    body = [row for row in table[3:400] if len(row) == width] or [row for row in table[1:] if len(row) == width]
    if not body:
        return 0 if all(kind_of(cell) in SHAPED | {"empty"} for cell in table[0]) else 1
    shapes = ColumnShapes(body, width)
    if not _is_header(table[0], shapes, table[1:]):
        return 0
    count = 1
    while count < min(20, len(table) - 1) and _continues_header(table[count], shapes):
        count += 1
    return count


def _is_header(row: Row, shapes: ColumnShapes, rest: Sequence[Row]) -> bool:
    """Whether the row names its columns: it breaks their shapes, or reads like names where all is text."""
    misfits, fits = _compare(row, shapes)
    if misfits or fits:
        return misfits > fits or _is_series(row)
    names = [cell.strip().casefold() for cell in row if cell.strip()]
    if len(set(names)) < len(names) and len(rest) < 3:
        return False
    if any(kind_of(cell) in SHAPED for cell in row):
        return False
    return not _recurs(row, rest)


def _compare(row: Row, shapes: ColumnShapes) -> tuple[int, int]:
    """How many cells break and how many share the shape of a column of numbers, dates or addresses."""
    misfits = fits = 0
    for cell, usual in zip(row, shapes.usual, strict=False):
        kind = kind_of(cell)
        if usual in SHAPED and kind != "empty":
            same = kind == usual
            fits += same
            misfits += not same
    return misfits, fits


def _is_series(row: Row) -> bool:
    """Years, months or weeks as names: growing whole numbers beside a first cell that is none."""
    if kind_of(row[0]) == "number":
        return False
    numbers = [int(cell) for cell in row if re.fullmatch(r"\s*\d{1,4}\s*", cell)]
    steps = {b - a for a, b in pairwise(numbers)}
    years = all(1900 <= number <= 2100 for number in numbers)
    return len(numbers) > 2 and min(steps) > 0 and (years or steps == {1})


def _recurs(row: Row, rest: Sequence[Row]) -> bool:
    """Whether cells of the row come again below in their columns: values do, names do not."""
    again = sum(
        1
        for position, cell in enumerate(row)
        if cell.strip() and any(position < len(other) and other[position] == cell for other in rest[:300])
    )
    return again * 3 > filled(row) if len(rest) > 2 else False


def _continues_header(row: Row, shapes: ColumnShapes) -> bool:
    """Whether a further row still names columns: it breaks two shapes and fits none, or holds units."""
    if filled(row) > 1 and all(_UNIT.fullmatch(cell.strip()) for cell in row if cell.strip()):
        return True
    if any(kind_of(cell) in SHAPED for cell in row):
        return False  # a row of data whose cells slipped into other columns
    misfits, _ = _compare(row, shapes)
    typed = sum(usual in SHAPED for usual in shapes.usual)
    return misfits >= max(2, 0.6 * typed)
