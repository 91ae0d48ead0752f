"""Workbooks (xlsx, xls, xlsb, ods): every sheet as a table of text.

And what many programs call a workbook: the tables of a web page, and an XML Spreadsheet 2003.
"""

from __future__ import annotations

import zipfile
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from analytics.errors import UnreadableFile
from analytics.files.cell_kinds import SHAPED, kind_of
from analytics.files.empty_columns import empty_places, kept_of, without_places
from analytics.files.formats import Format
from analytics.files.headers import find_frame
from analytics.files.limits import (
    FREE_UNPACKED,
    MOST_COLUMNS,
    MOST_DOCUMENT,
    MOST_RATIO,
    MOST_WORKBOOK,
    PREVIEW_CELL,
    PREVIEW_ROWS,
)
from analytics.files.records import Record
from analytics.files.row_notes import RowNotes
from analytics.files.row_shapes import filled, trimmed
from analytics.files.sampling import encoding_of_page
from analytics.files.sections import others_told, sections_of
from analytics.files.subtotals import Subtotals
from analytics.files.survey_headers import names_of
from analytics.files.table import Layout, SourceTable
from analytics.files.workbook_process import Row, Sheet, rows_of, sheets_of

_PART = ", table "  # behind the name of a sheet that holds several tables
_MERGED_ROWS, _MOST_MERGED_ROWS = 10, 30  # merged cells count as a header this far down where no row tells, and at most
_FULL = 0.8  # of the cells that the fullest row has


def examine_workbook(path: Path, name: str, format_: Format, told: Layout | None = None) -> tuple[SourceTable, ...]:
    """Every sheet of the workbook that holds something, in order."""
    _check_size(path, name, format_)
    sheets = sheets_of(path, name, _told(path, format_))
    tables = [
        table
        for sheet in sheets
        if _is_wanted(sheet, told) and any(filled(row) for _, row in sheet.rows)
        for table in _tables(path, name, format_, sheet, told)
    ]
    if not tables and format_ == "html":
        raise UnreadableFile(
            f"{name} is a web page without a table of several rows and columns. Export the data as CSV or Excel and choose that file."
        )
    if not tables:
        raise UnreadableFile(f"{name} holds no sheet with cells in it. Export the data again and choose the new file.")
    return tuple(tables)


def workbook_rows(
    table: SourceTable, path: Path, notes: RowNotes | None = None
) -> Iterator[tuple[int, Sequence[str | None]]]:
    """(row number, cells) of every data row of the sheet; ``notes`` counts rows that were left out."""
    layout, width = table.layout, len(table.columns) + len(table.layout.empty)
    waiting: deque[Row] = deque()
    headers = 0
    subtotals = Subtotals(table.preview, len(table.columns)) if layout.subtotals else None
    for number, cells in rows_of(path, table.name, layout.within or layout.sheet, _told(path, layout.format)):
        if number <= layout.skip_rows or not filled(cells):
            continue
        if headers < layout.header_rows:
            headers += 1
            continue
        row = list(trimmed(cells)) if len(cells) > width else cells
        waiting.append((number, [*row, *[""] * (width - len(row))]))
        if len(waiting) > layout.footer_rows:
            number, row = waiting.popleft()
            row = without_places(row, layout.empty) if layout.empty else row
            if not (subtotals and subtotals.has(row)):
                yield number, row
            elif notes:
                notes.leave_out("subtotal", number, row)


def _check_size(path: Path, name: str, format_: Format) -> None:
    """Refuse what would unpack to more than a workbook holds, by what the archive itself declares."""
    if format_ == "xls":
        return
    if format_ in ("html", "xml"):
        if path.stat().st_size > MOST_DOCUMENT:
            raise UnreadableFile(
                f"{name} has {path.stat().st_size / 1e6:,.0f} MB, too much for a page or workbook in markup. "
                "Export the data as CSV and choose that file."
            )
        return
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    ratio = size / max(1, path.stat().st_size)
    if size > MOST_WORKBOOK or (size > FREE_UNPACKED and ratio > MOST_RATIO):
        raise UnreadableFile(
            f"{name} unpacks to {size / 1e6:,.0f} MB, too much for a workbook."
            " Save the sheet as CSV and choose that file."
        )


def _told(path: Path, format_: str) -> str:
    """What the worker is told of the file: the encoding of a page, ``xml`` for an XML workbook, nothing for any other."""
    return encoding_of_page(path) if format_ == "html" else "xml" if format_ == "xml" else ""


def _is_wanted(sheet: Sheet, told: Layout | None) -> bool:
    name = str(sheet.about["sheet"])
    return not told or told.sheet in ("", name) or told.sheet.startswith(f"{name}{_PART}")


def _tables(path: Path, name: str, format_: Format, sheet: Sheet, told: Layout | None) -> list[SourceTable]:
    """The tables of one sheet: several where they stand beneath each other, and nobody said where one begins or ends."""
    says_where = told is not None and max(told.skip_rows, told.footer_rows) >= 0
    rows = [(number, cells) for number, cells in sheet.rows if filled(cells)]
    sections: tuple[range, ...] = ()
    if not sheet.tail and not says_where and not sheet.about.get("header_rows"):
        sections = _sections(rows)
    if len(sections) < 2:
        return [_table(path, name, format_, sheet, told)]
    tables = []
    for place, section in enumerate(sections, start=1):
        table = _table(path, name, format_, replace(sheet, rows=rows[section.start : section.stop]), told)
        layout = replace(
            table.layout,
            sheet=f"{sheet.about['sheet']}{_PART}{place}",
            within=sheet.about["sheet"],
            footer_rows=table.layout.footer_rows + len(rows) - section.stop,
            skipped=(*table.layout.skipped, *others_told([number for number, _ in rows], section)),
        )
        if not told or told.sheet in ("", layout.sheet, layout.within):
            tables.append(replace(table, layout=layout))
    return tables


def _sections(rows: Sequence[Row]) -> tuple[range, ...]:
    """The places of each table among the filled rows of a sheet."""
    margin = min((place for _, cells in rows for place, cell in enumerate(cells) if cell.strip()), default=0)
    records = [Record(number, list(trimmed(cells[margin:])), 1, "") for number, cells in rows]
    numbers = {number for number, _ in rows}
    blank = frozenset(range(1, rows[-1][0])) - numbers
    return sections_of(records, blank)


def _table(path: Path, name: str, format_: Format, sheet: Sheet, told: Layout | None) -> SourceTable:
    """One sheet: where its table begins and ends, its columns, its first rows."""
    skip = told.skip_rows if told else -1
    rows = [(number, list(trimmed(cells))) for number, cells in _with_merged(sheet) if number > skip]
    rows = [(number, cells) for number, cells in rows if cells]
    if not rows:
        raise UnreadableFile(
            f"{name}, sheet {sheet.about['sheet']}, has no rows below line {skip:,}. Skip fewer lines."
        )
    width = max(len(cells) for _, cells in rows)
    _check_width(width, name, sheet)
    padded = [[*cells, *[""] * (width - len(cells))] for _, cells in rows]
    frame = find_frame(padded, complete=sheet.whole or not sheet.tail)
    # A page may tell which rows are headings.
    marked = sheet.about.get("header_rows", 0) if skip < 0 else 0
    above = frame.above if skip < 0 and not marked else 0
    header_rows = told.header_rows if told and told.header_rows >= 0 else marked or frame.header_rows
    below = told.footer_rows if told and told.footer_rows >= 0 else frame.below
    end = max(above + header_rows, len(padded) - below) if sheet.whole or not sheet.tail else len(padded)
    header = padded[above : above + header_rows]
    empty = empty_places(header, [*padded[above + header_rows : end], *(cells for _, cells in sheet.tail)], width)
    columns, labels = (kept_of(names, empty) for names in names_of(header, width))
    data = [without_places(row, empty) for row in padded[above + header_rows : end]]
    numbers = [number for number, _ in rows[above + header_rows : end]]
    kept, notes = (
        _without_subtotals(numbers, data, len(columns)) if not told or told.footer_rows else (data, RowNotes())
    )
    layout = Layout(
        format_,
        header_rows=header_rows,
        skip_rows=skip if skip >= 0 else rows[above][0] - 1,
        footer_rows=below or (0 if told and told.footer_rows >= 0 else _below(sheet, width)),
        sheet=sheet.about["sheet"],
        empty=tuple(place for place in empty if place < len(columns) + empty.index(place)),
        subtotals="subtotal" in notes,
        skipped=(*_notes(rows[:above], rows[end:], sheet), *notes.quotes()),
    )
    preview = tuple(tuple(cell[:PREVIEW_CELL] for cell in row) for row in kept[:PREVIEW_ROWS])
    return SourceTable(path, name, layout, columns, labels, preview, notes.sentences())


def _without_subtotals(numbers: Sequence[int], data: list[list[str]], width: int) -> tuple[list[list[str]], RowNotes]:
    """The rows of the table without those between them that add up others, and a word on these."""
    subtotals, notes, kept = Subtotals(data, width), RowNotes(), []
    for number, row in zip(numbers, data, strict=True):
        if subtotals.has(row):
            notes.leave_out("subtotal", number, row)
        else:
            kept.append(row)
    return kept, notes


def _check_width(width: int, name: str, sheet: Sheet) -> None:
    """Refuse a sheet that nobody could map."""
    if width > MOST_COLUMNS:
        raise UnreadableFile(
            f"{name}, sheet {sheet.about['sheet']}, has {width:,} columns, more than {MOST_COLUMNS:,}."
            " Keep the columns you need and choose the file again."
        )


def _notes(above: Sequence[Row], below: Sequence[Row], sheet: Sheet) -> Iterator[str]:
    """In words, what is left out of the table."""
    for where, rows in (("above the header", above[:20]), ("below the data", below)):
        for number, cells in rows:
            yield f"row {number} {where}: {' '.join(filter(None, cells))[:120]}"
    if sheet.about["hidden"]:
        yield "the sheet is hidden in the workbook"


def _below(sheet: Sheet, width: int) -> int:
    """Totals and notes at the end of a sheet that is longer than the preview."""
    tail = [[*cells, *[""] * (width - len(cells))] for _, cells in sheet.tail if filled(cells)]
    return find_frame(tail).below if len(tail) > 4 else 0


def _with_merged(sheet: Sheet) -> list[Row]:
    """The rows, merged header cells filled across their columns; a title over all of them stays one cell."""
    width = max((len(cells) for _, cells in sheet.rows), default=0)
    last = min(_first_values(sheet.rows), _MOST_MERGED_ROWS)
    spans: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (_, right) in sheet.about["merged"]:
        if top < last and right > left and right - left + 1 < 0.7 * width:
            spans[top + 1] = [*spans.get(top + 1, []), (left, right)]
    rows = []
    for number, cells in sheet.rows:
        for left, right in spans.get(number, []):
            if left >= len(cells):
                continue
            cells = [*cells[:left], *[cells[left]] * (right - left + 1), *cells[right + 1 :]]
        rows.append((number, cells))
    return rows


def _first_values(rows: Sequence[Row]) -> int:
    """The number of the first row that is about as full as any and holds a number or a date: headers end before it."""
    full = _FULL * max((filled(cells) for _, cells in rows), default=0)
    values = (
        number for number, cells in rows if filled(cells) >= full and any(kind_of(cell) in SHAPED for cell in cells)
    )
    return next(values, _MERGED_ROWS)
