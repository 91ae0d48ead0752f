"""Clean delimited files, read by DuckDB itself in a fraction of the time.

Whether a file is clean is not trusted but proved: DuckDB gets every decision fixed and refuses what
does not fit; the first rows must come out as the preview shows them; and the bytes of the file must
add up to the bytes of the cells and of what parts them. A blank line would be skipped by DuckDB and
put the row numbers out, so a file with one outside of quotes is not clean.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from analytics.files.file_facts import FileFacts
from analytics.files.row_notes import SHOWN, RowNotes
from analytics.files.staging import MISSING, free_name
from analytics.files.table import Layout, SourceTable
from analytics.sql import literal, path_literal, quoted

_LINE_ENDS = {"\n": 1, "\r\n": 2}
_POSITION = "file_row_number"  # what DuckDB calls the position of a row in a Parquet file

# The rows are read again and again, a few columns at a time: in Parquet that costs half as much as in a temporary table, the
# memory stays free, and what stands in a column with few different cells is looked at once. Groups of rows are written
# from memory, by every thread one.
_WRITTEN = "FORMAT parquet, PARQUET_VERSION v2, CODEC lz4_raw, DICTIONARY_SIZE_LIMIT 200"
_GROUP_BYTES, _GROUP_ROWS = 8 << 20, (2_048, 40_960)


def stage_directly(
    connection: duckdb.DuckDBPyConnection,
    table: SourceTable,
    path: Path,
    into: str,
    folder: Path,
    notes: RowNotes | None = None,
) -> int | None:
    """The number of rows in the new temporary view ``into``; None where the file is not provably clean.

    They stand in a file in ``folder``, which the caller removes. ``notes`` counts the rows that were left out.
    """
    if not _may_be_direct(table.layout) or len(table.columns) < 2 or _POSITION in map(str.casefold, table.columns):
        return None
    copy = folder / f"{into}.parquet"
    with ThreadPoolExecutor(1) as beside:
        looking = beside.submit(
            FileFacts.of, path, table.layout.quote, table.layout.skip_rows + table.layout.header_rows
        )
        try:
            _copy(connection, table, path, copy)
        except duckdb.InterruptException:  # a person ended the reading
            raise
        except duckdb.Error:  # DuckDB refuses what is not clean; the tolerant reader takes over
            return None
    facts = looking.result()
    if facts.lone_returns or facts.zeros or facts.blank_lines:
        return None
    rows = f"read_parquet({path_literal(copy)})"
    if not (_adds_up(connection, table, rows, facts) and _same_preview(connection, table, rows)):
        return None
    if not _unnamed_are_empty(connection, table, rows):
        return None
    _number_rows(connection, table, rows, into)
    _leave_out_empty_rows(connection, table, rows, into, notes or RowNotes())
    return _number(connection, f"SELECT count(*) FROM temp.{quoted(into)}")


def _copy(connection: duckdb.DuckDBPyConnection, table: SourceTable, path: Path, to: Path) -> None:
    """Write the rows as Parquet; where they grow too long for it further down, once more in the smallest groups."""
    copying = f"COPY ({_statement(table, path)}) TO {literal(str(to))} ({_WRITTEN}, ROW_GROUP_SIZE"
    try:
        connection.execute(f"{copying} {_rows_per_group(table)})")
    except duckdb.OutOfMemoryException:
        connection.execute(f"{copying} {_GROUP_ROWS[0]})")


def _rows_per_group(table: SourceTable) -> int:
    """How many rows are written together, so that they take about as much memory whatever their length."""
    size = sum(len(cell) for row in table.preview for cell in row if cell) // max(1, len(table.preview))
    least, most = _GROUP_ROWS
    return max(least, min(most, _GROUP_BYTES // max(1, size)))


def _may_be_direct(layout: Layout) -> bool:
    """Only layouts that DuckDB's reader takes without interpretation."""
    return (
        layout.encoding in ("utf-8", "utf-8-sig")
        and layout.newline in _LINE_ENDS
        and layout.quote in ('"', "'")
        and layout.escape == layout.quote
        and len(layout.delimiter.encode()) == 1
        and not layout.footer_rows
        and not (layout.subtotals or layout.wrapped or layout.ruler or layout.stacked or layout.commented)
    )


def _statement(table: SourceTable, path: Path) -> str:
    """The reading statement with every decision fixed, so that DuckDB guesses nothing."""
    layout = table.layout
    above = layout.skip_rows + layout.header_rows
    columns = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in _all_columns(table))
    lengths = " + ".join(f"strlen({quoted(column)})" for column in table.columns)
    options = {
        "delim": literal(layout.delimiter),
        "quote": literal(layout.quote),
        "escape": literal(layout.escape),
        "nullstr": literal(MISSING),
        "skip": str(above),
        "header": "false",
        "auto_detect": "false",
        "strict_mode": "true",
        "columns": "{" + columns + "}",
    }
    arguments = ", ".join(f"{key} = {value}" for key, value in options.items())
    return f"SELECT *, {lengths} AS {quoted(_bytes_name(table))} FROM read_csv({path_literal(path)}, {arguments})"


def _all_columns(table: SourceTable) -> list[str]:
    """The columns of the file, those included that have neither a name nor a cell and are none of the table's."""
    columns = list(table.columns)
    for place in table.layout.empty:
        columns.insert(place, free_name(place, [*columns, _bytes_name(table)]))
    return columns


def _unnamed_are_empty(connection: duckdb.DuckDBPyConnection, table: SourceTable, rows: str) -> bool:
    """Whether no row holds anything where the preview showed neither a name nor a cell."""
    unnamed = [quoted(_all_columns(table)[place]) for place in table.layout.empty]
    filled = " OR ".join(f"{column} <> ''" for column in unnamed)
    return not unnamed or not connection.execute(f"SELECT 1 FROM {rows} WHERE {filled} LIMIT 1").fetchall()


def _adds_up(connection: duckdb.DuckDBPyConnection, table: SourceTable, rows_read: str, facts: FileFacts) -> bool:
    """Whether the cells that were read, and what parted them, account for every byte.

    What is left over can only be the quotes around and within cells, which come in pairs.
    """
    query = f"SELECT count(*), coalesce(sum({quoted(_bytes_name(table))}), 0) FROM {rows_read}"
    rows, in_cells = map(int, connection.execute(query).fetchall()[0])
    ends = rows if facts.ends_with_feed else max(0, rows - 1)
    parting = rows * (len(_all_columns(table)) - 1) + ends * _LINE_ENDS[table.layout.newline]
    left = facts.size - in_cells - parting
    return 0 <= left <= facts.quotes and left % 2 == 0


def _same_preview(connection: duckdb.DuckDBPyConnection, table: SourceTable, rows: str) -> bool:
    """Whether the first rows are those that the tolerant reader gave."""
    result = connection.execute(
        f"SELECT {', '.join(map(quoted, table.columns))} FROM {rows}"
        f" WHERE {_POSITION} < {len(table.preview)} ORDER BY {_POSITION}"
    )
    return result.fetchall() == list(table.preview)


def _number_rows(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, rows: str, into: str, only: str = "TRUE"
) -> None:
    """Make the view, with the rows numbered as they stand in the file; numbering them as they are read takes one thread."""
    above = table.layout.skip_rows + table.layout.header_rows
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW {quoted(into)} AS SELECT {_POSITION} + {above + 1} AS row_number,"
        f" {', '.join(map(quoted, table.columns))} FROM {rows} WHERE {only}"
    )


def _bytes_name(table: SourceTable) -> str:
    """The name of the column with the bytes of each row's cells: none of the file's."""
    return free_name(len(table.columns), table.columns)


def _leave_out_empty_rows(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, rows: str, into: str, notes: RowNotes
) -> None:
    """Rows without any text, and rows that repeat the header, are no data."""
    empty = " AND ".join(f"trim({quoted(column)}) = ''" for column in table.columns)
    header = " AND ".join(
        f"trim({quoted(column)}) = {literal(label)}" for column, label in zip(table.columns, table.labels, strict=True)
    )
    repeated = f" OR ({header})" if table.layout.header_rows == 1 else ""
    # A look at the first cells, which stand together, rules out nearly every file, and then nearly every row.
    cell, label = quoted(table.columns[0]), table.labels[0].strip()
    worth = f"{cell} = '' OR starts_with({cell}, ' ')"
    if label:
        worth += f" OR starts_with({cell}, {literal(label)})"
    if not connection.execute(f"SELECT 1 FROM temp.{quoted(into)} WHERE {worth} LIMIT 1").fetchall():
        return
    no_data = f"CASE WHEN {worth} THEN ({empty}){repeated} ELSE FALSE END"
    counted = f"SELECT ({empty}) AS blank, count(*), min(row_number, {SHOWN}) FROM temp.{quoted(into)} WHERE {no_data} GROUP BY blank"
    found = connection.execute(counted).fetchall()
    for is_blank, count, first in found:
        notes.add_many("blank" if is_blank else "repeated", count, first)
    if found:
        _number_rows(connection, table, rows, into, f"({no_data}) IS NOT TRUE")


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """The single whole number that a query gives; 0 for none."""
    ((number,),) = connection.execute(query).fetchall()
    return int(number or 0)
