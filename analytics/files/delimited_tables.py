"""From the records of a text file's first part to its tables: named columns, first rows, and a word on what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from analytics.files.delimited_rows import delimited_rows
from analytics.files.empty_columns import empty_places, kept_of, places_behind, without_places
from analytics.files.headers import Frame, find_frame
from analytics.files.limits import PREVIEW_CELL, PREVIEW_ROWS
from analytics.files.page_breaks import PageTitles
from analytics.files.records import Record
from analytics.files.row_notes import RowNotes, quote_of
from analytics.files.row_shapes import trimmed
from analytics.files.sampling import foreign_told
from analytics.files.sections import others_told
from analytics.files.survey_headers import names_of
from analytics.files.table import Layout, SourceTable


@dataclass(frozen=True)
class Sample:
    """What was read of a text file so far: all ``records``, and the ``rows`` among them that hold something."""

    path: Path
    name: str
    layout: Layout
    records: Sequence[Record]
    rows: Sequence[Record]


def tables_apart(sample: Sample, sections: Sequence[range]) -> tuple[SourceTable, ...]:
    """The tables of a file that holds several, the longest first; only the one whose name the layout tells, where it does.

    Each leaves the others out as it would notes above its header and totals below its data.
    """
    tables = []
    for number, section in enumerate(sections, start=1):
        frame = find_frame([record.cells for record in sample.rows[section.start : section.stop]])
        told = sample.layout.header_rows
        frame = replace(frame, header_rows=frame.header_rows if told < 0 else told)
        layout = replace(sample.layout, sheet=f"table {number}")
        tables.append(table_in(replace(sample, layout=layout), frame, section=section))
    wanted = [table for table in tables if sample.layout.sheet == table.layout.sheet]
    length = {f"table {number}": len(section) for number, section in enumerate(sections, start=1)}
    return tuple(wanted or sorted(tables, key=lambda table: -length[table.layout.sheet]))


def table_in(
    sample: Sample, frame: Frame, footers: Sequence[str] | None = None, section: range | None = None
) -> SourceTable:
    """The source table with its columns named and its first rows settled.

    ``footers`` are the lines below the data where they stand beyond the sample. ``section`` tells which of the
    sample's rows the table has for itself, where it is one of several.
    """
    rows = sample.rows[section.start : section.stop] if section else sample.rows
    above, data = rows[: frame.above], rows[frame.above + frame.header_rows :]
    header = [record.cells for record in rows[frame.above : frame.above + frame.header_rows]]
    within = 0 if footers is not None else frame.below
    body = [record.cells for record in data[: max(1, len(data) - within)]]
    width = _named_width(frame.width, header, body)
    titles = PageTitles((record.cells for record in above), width)
    body = [row for row in body if row not in titles]
    empty = (*empty_places(header, body, width), *places_behind(header, body, width))
    columns, labels = (kept_of(names, empty) for names in names_of(header, width))
    layout, after = sample.layout, sample.rows[section.stop :] if section else ()
    layout = replace(
        layout,
        header_rows=frame.header_rows,
        skip_rows=layout.skip_rows if layout.skip_rows >= 0 else _lines_above(sample.records, rows, frame.above),
        footer_rows=frame.below + sum(record.cells not in header for record in after),
        empty=empty,
        subtotals=layout.footer_rows != 0,  # who says that every row to the end is data gets every row
        skipped=(
            *foreign_told(sample.path, layout.encoding),
            *_wrapping(layout),
            *_notes(above, data, frame.below, footers),
            *(others_told([record.number for record in sample.rows], section) if section else ()),
        ),
    )
    rough = tuple(tuple(record.cells) for record in data[:PREVIEW_ROWS])
    if empty:
        rough = tuple(tuple(without_places(row, empty)) for row in rough if len(row) == len(columns) + len(empty))
    table = SourceTable(sample.path, sample.name, layout, columns, labels, rough)
    notes = RowNotes()
    first = islice(delimited_rows(table, sample.path, notes), PREVIEW_ROWS)
    preview = tuple(tuple((cell or "")[:PREVIEW_CELL] for cell in cells[: len(columns)]) for _, cells in first)
    layout = replace(layout, subtotals="subtotal" in notes, skipped=(*layout.skipped, *notes.quotes()))
    return replace(table, layout=layout, preview=preview, oddities=notes.sentences())


def _wrapping(layout: Layout) -> Iterator[str]:
    if layout.stacked:
        yield "the values of each record stood below each other and were read as one row; rows are numbered by records"
    if layout.wrapped:
        yield "every line was one quoted cell and was read as the row that stands within"


def _lines_above(records: Sequence[Record], rows: Sequence[Record], above: int) -> int:
    """How many lines stand over the first row of the table, blank ones counted."""
    start = rows[above].number if above < len(rows) else 1
    return sum(record.lines for record in records if record.number < start)


def _named_width(width: int, header: Sequence[Sequence[str]], data: Sequence[Sequence[str]]) -> int:
    """The width without columns at the right that have neither a name nor a value."""
    longest = max((len(trimmed(row)) for row in header), default=width)
    if longest >= width:
        return longest
    return max([longest, *(len(trimmed(row[:width])) for row in data)])


def _notes(above: Sequence[Record], data: Sequence[Record], below: int, footers: Sequence[str] | None) -> Iterator[str]:
    """In words, what is left out of the table."""
    for record in above[:20]:
        yield f"line {record.number} above the header: {quote_of(record.cells)}"
    if footers is not None:
        yield from (f"last lines, below the data (a total or a note): {line[:120]}" for line in footers)
        return
    for record in data[len(data) - below :] if below else ():
        yield f"row {record.number} below the data (a total or a note): {quote_of(record.cells)}"
