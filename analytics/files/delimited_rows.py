"""The rows of a delimited file, one by one and in constant memory, as its layout says."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from analytics.files.cell_kinds import ColumnShapes
from analytics.files.commented_headers import uncommented
from analytics.files.decoding import on_foreign_bytes
from analytics.files.dialects import Dialect
from analytics.files.empty_columns import with_places, without_places
from analytics.files.page_breaks import PageTitles
from analytics.files.records import read_records
from analytics.files.repairs import settled
from analytics.files.row_notes import Oddity, RowNotes
from analytics.files.row_shapes import filled, is_rule, trimmed
from analytics.files.rulers import cut
from analytics.files.stacked_records import side_by_side
from analytics.files.subtotals import Subtotals
from analytics.files.table import Layout, SourceTable
from analytics.files.wrapping import unwrapped

Rows = Iterator[tuple[int, Sequence[str | None]]]
_Read = tuple[int, list[str], Oddity | None]


def dialect_of(layout: Layout) -> Dialect:
    """The characters of the layout that part cells."""
    return Dialect(layout.delimiter, layout.quote, layout.escape)


def open_lines(path: Path, layout: Layout) -> Iterator[str]:
    """The lines of the file with their line ends, zero characters and what wraps whole lines taken out."""
    newline = "\n" if layout.newline in ("\n", "\r\n") else layout.newline
    with path.open("r", encoding=layout.encoding, errors=on_foreign_bytes, newline=newline) as file:
        lines = (line.replace("\0", "") if "\0" in line else line for line in file)
        yield from lines_within(lines, layout)


def lines_within(lines: Iterable[str], layout: Layout) -> Iterable[str]:
    """The lines as they are parted into cells: unwrapped, cut at the columns of a ruler, or a line for each record set downwards."""
    if layout.wrapped:
        return unwrapped(lines)
    if layout.stacked:
        return side_by_side(lines, layout.stacked)
    if layout.commented:
        return uncommented(lines)
    return cut(lines, layout.ruler) if layout.ruler else lines


def delimited_rows(table: SourceTable, path: Path, notes: RowNotes | None = None) -> Rows:
    """(row number, cells) of every data row; short rows end with None, long ones go on.

    ``notes`` counts the rows that were left out or mended, as they are met.
    """
    width, empty, notes = len(table.columns), table.layout.empty, notes or RowNotes()
    held: deque[_Read] = deque()
    subtotals = Subtotals(table.preview, width) if table.layout.subtotals else None
    for row in _data_rows(table, path, notes):
        held.append(row)
        if len(held) > table.layout.footer_rows:
            number, cells, oddity = held.popleft()
            if empty:
                cells = without_places(cells, empty)
            if subtotals and subtotals.has(cells):
                notes.leave_out("subtotal", number, cells)
                continue
            if oddity:
                notes.add(oddity, number)
            yield number, cells if len(cells) >= width else [*cells, *[None] * (width - len(cells))]


def _data_rows(table: SourceTable, path: Path, notes: RowNotes) -> Iterator[_Read]:
    """Every filled row below the header, its cells put under their columns, with what was odd about it."""
    layout, width = table.layout, len(table.columns) + len(table.layout.empty)
    dialect = dialect_of(layout)
    usual = (with_places(row, layout.empty) for row in table.preview if len(row) == len(table.columns))
    shapes = ColumnShapes(usual, width)
    lines = open_lines(path, layout)
    above = read_records(list(islice(lines, layout.skip_rows)), dialect, width)
    titles = PageTitles((record.cells for record in above), width)
    waiting: deque[_Read] = deque()  # what may be the title of a page, until the header follows
    headers: list[list[str]] = []
    named = max(set(range(width)) - set(layout.empty), default=-1) + 1  # behind these nobody misses a delimiter
    for record in read_records(lines, dialect, width, first=layout.skip_rows + 1):
        cells = record.cells
        if (len(cells) != width or not cells[0]) and not filled(cells):
            if len(cells) > 1:
                notes.add("blank", record.number)
            continue
        if width > 1 and is_rule(cells):
            notes.add("rule", record.number)
            continue
        if len(headers) < layout.header_rows:
            headers.append(cells if filled(cells[width:]) else cells[:width])
            continue
        if named <= len(cells) < width:
            cells = [*cells, *[""] * (width - len(cells))]
        mended = cells if len(cells) == width else settled(cells, record.text, dialect, shapes)
        if mended in headers and width > 1:
            notes.add("repeated", record.number)
            while waiting:
                number, title, _ = waiting.popleft()
                notes.leave_out("title", number, title)
            continue
        read = (record.number, mended, _oddity(cells, mended, width))
        is_title = cells in titles
        while waiting and (not is_title or len(waiting) == titles.most):
            yield waiting.popleft()
        if is_title:
            waiting.append(read)
        else:
            yield read
    yield from waiting


def _oddity(cells: list[str], mended: list[str], width: int) -> Oddity | None:
    """What is odd about a row that was longer or shorter than the table; delimiters at its end alone are nothing."""
    if len(cells) == width:
        return None
    if len(mended) != width:
        return "long" if len(mended) > width else "short"
    if len(cells) > width and len(trimmed(cells)) > width:
        return "long mended"
    if len(cells) < width:
        return "short mended" if set(cells) <= set(mended) else "other delimiter"
    return None
