"""The rows of a delimited file, one by one and in constant memory, as its layout says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from analytics.files.cell_kinds import ColumnShapes
from analytics.files.decoding import on_foreign_bytes
from analytics.files.dialects import Dialect
from analytics.files.records import read_records
from analytics.files.repairs import settled
from analytics.files.row_shapes import filled
from analytics.files.table import Layout, SourceTable

Rows = Iterator[tuple[int, Sequence[str | None]]]


def dialect_of(layout: Layout) -> Dialect:
    """The characters of the layout that part cells."""
    return Dialect(layout.delimiter, layout.quote, layout.escape)


def open_lines(path: Path, layout: Layout) -> Iterator[str]:
    """The lines of the file with their line ends, zero characters taken out."""
    newline = "\n" if layout.newline in ("\n", "\r\n") else layout.newline
    with path.open("r", encoding=layout.encoding, errors=on_foreign_bytes, newline=newline) as file:
        for line in file:
            yield line.replace("\0", "") if "\0" in line else line


def delimited_rows(table: SourceTable, path: Path) -> Rows:
    """(row number, cells) of every data row; short rows end with None, long ones go on."""
    layout, width = table.layout, len(table.columns)
    dialect = dialect_of(layout)
    shapes = ColumnShapes((row for row in table.preview if len(row) == width), width)
    lines = islice(open_lines(path, layout), layout.skip_rows, None)
    records = read_records(lines, dialect, width, first=layout.skip_rows + 1)
    held: list[tuple[int, Sequence[str | None]]] = []
    headers: list[list[str]] = []
    for record in records:
        cells = record.cells
        if (len(cells) != width or not cells[0]) and not filled(cells):
            continue
        if len(headers) < layout.header_rows:
            headers.append(cells)
            continue
        if len(cells) != width:
            cells = settled(cells, record.text, dialect, shapes)
        elif cells in headers and width > 1:
            continue
        row = (record.number, cells if len(cells) >= width else [*cells, *[None] * (width - len(cells))])
        if not layout.footer_rows:
            yield row
            continue
        held.append(row)
        if len(held) > layout.footer_rows:
            yield held.pop(0)
