"""Reading source files: what is in them, and their rows as text in DuckDB or as clean CSV.

Nothing is typed here and no row is judged: every cell is the text it was in the file. What the
reader decided stands in each table's layout, and a person can tell it otherwise.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> file = folder / "orders.csv"
>>> _ = file.write_text("Order;Amount\\nA-1;12,50\\nA-2;8,00\\n")
>>> (table,) = examine(file)
>>> table.layout.delimiter, table.columns, len(table.preview)
(';', ('Order', 'Amount'), 2)
>>> connection = duckdb.connect()
>>> stage(connection, table, "staged", folder)
2
>>> connection.sql("SELECT * FROM staged").fetchall()
[(2, 'A-1', '12,50'), (3, 'A-2', '8,00')]
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from analytics.errors import UnreadableFile
from analytics.files.access import told_of
from analytics.files.databases import examine_database, examine_parquet, stage_database
from analytics.files.delimited import examine_delimited
from analytics.files.delimited_rows import Rows, delimited_rows
from analytics.files.direct import stage_directly
from analytics.files.documents import Columns, document_rows, examine_document
from analytics.files.formats import Format, format_of
from analytics.files.row_notes import RowNotes
from analytics.files.staging import free_name, stage_rows, write_long
from analytics.files.table import Layout, SourceTable
from analytics.files.unpacking import WRAPPINGS, members_of, unpacked
from analytics.files.workbooks import examine_workbook, workbook_rows

_WORKBOOKS: frozenset[str] = frozenset({"xlsx", "xls", "xlsb", "ods", "html", "xml"})
_DATABASES: frozenset[str] = frozenset({"parquet", "duckdb"})
_FETCH_ROWS = 10_000
_LONG_CELL = 1 << 20  # characters
_SMALL = 16 << 20  # bytes of a file whose rows may be held in memory

_WATCH_ROWS = 5_000

NameOf = Callable[[int], str] | None
Watch = Callable[[int], None]


def nobody(rows: int) -> None:
    """Watches reading without a word; a watcher that raises ends the reading."""


def examine(path: Path, name: str | None = None, told: Layout | None = None) -> tuple[SourceTable, ...]:
    """Every table of the file at ``path``: one, or one per sheet, list of records or archived file.

    ``name`` is what a person calls the file. ``told`` is a layout that a person corrected: it is
    followed to the letter, but an empty encoding or delimiter and a negative number of header,
    skipped or footer rows are found out again; an empty sheet or member stands for all. Previews hold
    up to 1,000 rows.

    Raises ``UnreadableFile`` with one sentence where the file holds no table.
    """
    shown = name or path.name
    with told_of(path, shown):
        return _examine(path, shown, told)


def _examine(path: Path, shown: str, told: Layout | None) -> tuple[SourceTable, ...]:
    if not path.is_file():
        what = f"{shown} is a folder or a device, not a file" if path.exists() else f"There is no file {path}"
        raise UnreadableFile(f"{what}. Check the name and the folder.")
    format_ = format_of(path, shown)
    if format_ not in WRAPPINGS:
        return _examine_plain(path, shown, format_, told)
    if format_ != "zip":
        with unpacked(path, shown, format_) as plain:
            return tuple(replace(table, path=path) for table in _examine_inner(plain, shown, told))
    members = (told.member,) if told and told.member else members_of(path, shown)
    tables: list[SourceTable] = []
    refusals: list[UnreadableFile] = []
    for member in members:
        try:
            tables += _examine_member(path, shown, member, told)
        except UnreadableFile as refusal:  # a readme beside the data does not spoil the archive
            refusals.append(refusal)
    if not tables:
        raise refusals[0]
    return tuple(tables)


def stage(
    connection: duckdb.DuckDBPyConnection,
    table: SourceTable,
    into: str,
    folder: Path,
    notes: RowNotes | None = None,
    watch: Watch = nobody,
) -> int:
    """All rows of ``table`` in the new temporary table or view ``into``; the number of rows.

    It has ``row_number`` BIGINT, the row's number in the file as a spreadsheet shows it, and one
    VARCHAR column per name in ``table.columns``. An empty cell is ``''``, a missing one NULL, and none holds a zero character. Rows
    longer than the table bring further columns, ``column_N``. What does not fit into memory stands in ``folder``,
    which the caller removes when the rows are no longer needed. ``notes`` counts rows that were left out or mended.
    ``watch`` is told now and then how many rows were read; what it raises ends the reading.
    """
    with _plain_file(table) as path:
        if table.layout.format in _DATABASES:
            return stage_database(connection, table, path, into)
        direct = stage_directly(connection, table, path, into, folder, notes) if table.layout.format == "csv" else None
        if direct is not None:
            return direct
        rows, name_of = _rows(table, path, notes)
        return stage_rows(connection, into, table.columns, _watched(rows, watch), folder, name_of)


def _watched(rows: Rows, watch: Watch) -> Rows:
    """The rows, with a word to the watcher between batches of them."""
    for count, row in enumerate(rows):
        if count % _WATCH_ROWS == 0:
            watch(count)
        yield row


def write_csv(table: SourceTable, to: Path, notes: RowNotes | None = None) -> int:
    """All rows of ``table`` as RFC 4180 CSV in UTF-8, the header first; the number of rows.

    A row longer than the header keeps its further cells, and the header gets names for them. ``notes``
    counts rows that were left out or mended.
    """
    with _plain_file(table) as path:
        if table.layout.format not in _DATABASES and path.stat().st_size < _SMALL:
            rows, name_of = _rows(table, path, notes)
            return _write_small(table, [cells for _, cells in rows], name_of, to)
    with (
        TemporaryDirectory(prefix="journey-") as folder,
        duckdb.connect() as connection,
        to.open("w", encoding="utf-8", newline="") as file,
    ):
        count = stage(connection, table, "rows", Path(folder), notes)
        # As they were staged, which is the order of the file: sorting would copy them all.
        result = connection.execute("SELECT * EXCLUDE row_number FROM temp.rows")
        writer = csv.writer(file)
        writer.writerow([column[0] for column in result.description or ()])
        while some := result.fetchmany(_FETCH_ROWS):
            if any(cell and len(cell) > _LONG_CELL for row in some for cell in row):
                for row in some:
                    write_long(file, (cell or "" for cell in row))
            else:
                writer.writerows(some)
    return count


def _write_small(table: SourceTable, rows: list[Sequence[str | None]], name_of: NameOf, to: Path) -> int:
    """The rows written without going through a database, which takes longer to open than to read them."""
    names = list(table.columns)
    widest = max(map(len, rows), default=0)
    for position in range(len(names), widest):
        names.append(name_of(position) if name_of else free_name(position, names))
    with to.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([*cells, *[None] * (len(names) - len(cells))] for cells in rows)
    return len(rows)


def _rows(table: SourceTable, path: Path, notes: RowNotes | None) -> tuple[Rows, NameOf]:
    """(row number, cells) of every row, and what names the columns that later rows bring."""
    if table.layout.format == "csv":
        return delimited_rows(table, path, notes), None
    if table.layout.format in _WORKBOOKS:
        return workbook_rows(table, path, notes), None
    columns = Columns(table.labels)
    return document_rows(table, path, columns), columns.name_of


def _examine_plain(path: Path, name: str, format_: Format, told: Layout | None) -> tuple[SourceTable, ...]:
    """The tables of a file that is in no archive."""
    if format_ == "parquet":
        return examine_parquet(path, name)
    if format_ == "duckdb":
        return examine_database(path, name, told)
    if format_ in _WORKBOOKS:
        return examine_workbook(path, name, format_, told)
    if format_ == "json" and (not told or told.format != "csv"):
        return examine_document(path, name, told)
    return examine_delimited(path, name, told)


def _examine_inner(path: Path, name: str, told: Layout | None) -> tuple[SourceTable, ...]:
    """The tables of an unpacked file; archives within archives are not opened."""
    format_ = format_of(path, name)
    if format_ in WRAPPINGS:
        raise UnreadableFile(f"{name} is an archive within an archive. Unpack it and choose the file inside.")
    return _examine_plain(path, name, format_, told)


def _examine_member(path: Path, name: str, member: str, told: Layout | None) -> tuple[SourceTable, ...]:
    """The tables of one file in a zip archive, which keep its name in their layout."""
    with unpacked(path, name, "zip", member) as plain:
        shown = member.replace("\\", "/").rsplit("/", 1)[-1]
        return tuple(
            replace(table, path=path, layout=replace(table.layout, member=member))
            for table in _examine_inner(plain, f"{name}: {shown}", told)
        )


@contextmanager
def _plain_file(table: SourceTable) -> Iterator[Path]:
    """The file with the table's bytes: itself, or unpacked for the time of reading."""
    with told_of(table.path, table.name):
        format_ = format_of(table.path, table.name)
        if format_ not in WRAPPINGS:
            yield table.path
            return
        with unpacked(table.path, table.name, format_, table.layout.member) as plain:
            yield plain
