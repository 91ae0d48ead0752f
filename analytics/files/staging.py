"""Rows of text -> a temporary table in DuckDB."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO

import duckdb

from analytics.sql import literal, path_literal, quoted

MISSING = "\x1a\x1a"  # stands for a cell that a row does not have; control characters are in no export
_USUAL_LINE = 2_000_000  # bytes of a row that DuckDB expects unless told otherwise
_LONG_ROW = _USUAL_LINE // 8  # characters


def unstage(connection: duckdb.DuckDBPyConnection, into: str) -> None:
    """Drop the temporary table or view ``into``.

    >>> connection = duckdb.connect()
    >>> _ = connection.execute("CREATE TEMP VIEW staged AS SELECT 1")
    >>> unstage(connection, "staged")
    >>> connection.execute("SELECT count(*) FROM duckdb_views() WHERE view_name = 'staged'").fetchall()
    [(0,)]
    """
    views = "SELECT 1 FROM duckdb_views() WHERE temporary AND view_name = ?"
    sort = "VIEW" if connection.execute(views, [into]).fetchall() else "TABLE"
    connection.execute(f"DROP {sort} temp.{quoted(into)}")


def stage_rows(
    connection: duckdb.DuckDBPyConnection,
    into: str,
    columns: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str | None]]],
    folder: Path,
    name_of: Callable[[int], str] | None = None,
) -> int:
    """Fills the new temporary table ``into``; rows longer than ``columns`` widen it. The number of rows.

    ``name_of`` names the column at a position (from 0) that ``columns`` does not have yet. The rows go
    through a clean file in ``folder``: DuckDB reads one faster than it takes rows from Python, and memory
    stays small.
    """
    path = folder / f"{into}.csv"
    count, widest, longest = _write_rows(path, rows)
    names = list(columns)
    for position in range(len(names), widest):
        names.append(name_of(position) if name_of else free_name(position, names))
    ragged = bool(name_of) or widest > len(columns)
    _read_rows(connection, into, names, path, ragged, max(_USUAL_LINE, longest + 100))
    path.unlink()
    return count


def free_name(position: int, names: Sequence[str]) -> str:
    """``column_N`` for a position (from 0), marked when the file uses that name itself.

    >>> free_name(2, ["id", "Column_3"])
    'column_3_'
    """
    taken = {name.casefold() for name in names}
    name = f"column_{position + 1}"
    while name.casefold() in taken:
        name += "_"
    return name


def _write_rows(path: Path, rows: Iterable[tuple[int, Sequence[str | None]]]) -> tuple[int, int, int]:
    """The rows as clean CSV, missing cells marked: their number, most cells and the size of the longest."""
    count = widest = longest = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)  # its line end, CR LF, makes it quote either sign within a cell
        for number, cells in rows:
            count += 1
            widest = max(widest, len(cells))
            texts = [MISSING if cell is None else cell for cell in cells]
            size = sum(map(len, texts))
            if size < _LONG_ROW:
                longest = max(longest, size)
                writer.writerow([number, *texts])
            else:
                longest = max(longest, _bytes_of(texts))
                write_long(file, (str(number), *texts))
    return count, widest, longest


def write_long(file: IO[str], texts: Iterable[str]) -> None:
    """A row cell by cell: Python's writer holds a whole row at once, with four bytes for each character.

    >>> from io import StringIO
    >>> file = StringIO()
    >>> write_long(file, ("1", 'say "hi" now'))
    >>> file.getvalue()
    '"1","say ""hi"" now"\\r\\n'
    """
    for place, text in enumerate(texts):
        file.write(',"' if place else '"')
        file.write(text.replace('"', '""'))
        file.write('"')
    file.write("\r\n")


def _bytes_of(texts: Iterable[str]) -> int:
    """The most bytes that a row can take in the file."""
    return sum(len(text.encode("utf-8", "replace")) + text.count('"') + 4 for text in texts)


def _read_rows(
    connection: duckdb.DuckDBPyConnection,
    into: str,
    names: Sequence[str],
    path: Path,
    ragged: bool,
    longest: int,
) -> None:
    """The clean file as a temporary table; ``ragged`` when rows differ in length, ``longest`` in bytes."""
    parts = ["'row_number': 'BIGINT'", *(f"{literal(name)}: 'VARCHAR'" for name in names)]
    padding = ", null_padding = true, parallel = false" if ragged else ""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {quoted(into)} AS FROM read_csv({path_literal(path)}, delim = ',',"
        " quote = '\"', escape = '\"', header = false, auto_detect = false, new_line = '\\r\\n',"
        f" nullstr = {literal(MISSING)}, allow_quoted_nulls = false, max_line_size = {longest},"
        f" columns = {{{', '.join(parts)}}}{padding})"
    )
