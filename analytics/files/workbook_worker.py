"""A program of its own that reads one workbook within a memory limit and prints its rows as JSON lines.

A workbook can be made to exhaust memory or to crash the library that reads it. Read here, it takes
this small process down and not the product. Run as
``python -I workbook_worker.py PATH BYTES ROWS TAIL SHEET ENCODING``: SHEET is ``all`` or ``=NAME``, ROWS how
many rows of each to print (``-`` for all), TAIL how many of its last rows besides; ENCODING is that of a web
page, ``xml`` for an XML Spreadsheet 2003, and empty for any other workbook. Every sheet begins
with an object; then each row is ``[number, [cell, ...]]``. An error is one object ``{"error": ...}``
and exit status 1.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum


def text_of(value: Any) -> str:
    """A cell as the text that the workbook shows for it, without its number format.

    >>> [text_of(value) for value in (12.0, 0.1 + 0.2, True, datetime(2024, 5, 1, 10), 4.0e17)]
    ['12', '0.3', 'TRUE', '2024-05-01 10:00:00', '400000000000000000']
    """
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e21 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "milliseconds" if value.microsecond else "seconds")
    if isinstance(value, timedelta):
        return _duration(value)
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _duration(value: timedelta) -> str:
    """``[-]H:MM:SS``, hours beyond a day counted on."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def rows_of(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """(row number from 1, cells from column A) of every row in the used range."""
    if sheet.start is None:
        return
    row, column = sheet.start
    before = [""] * column
    for number, cells in enumerate(sheet.to_python(skip_empty_area=True), start=row + 1):
        yield number, before + [text_of(cell) for cell in cells]


def sheets_of(workbook: CalamineWorkbook, wanted: str) -> Iterator[tuple[int, str, bool]]:
    """(position, name, hidden) of the wanted sheets that hold cells."""
    for position, meta in enumerate(workbook.sheets_metadata):
        if meta.typ == SheetTypeEnum.WorkSheet and wanted in ("all", "=" + meta.name):
            yield position, meta.name, meta.visible != SheetVisibleEnum.Visible


def print_sheet(workbook: CalamineWorkbook, position: int, name: str, hidden: bool, rows: str, tail: int) -> None:
    """The sheet's description, its first rows, and its last ones marked by a null between."""
    sheet = workbook.get_sheet_by_index(position)
    merged = getattr(sheet, "merged_cell_ranges", None) or []
    say({"sheet": name, "position": position, "hidden": hidden, "merged": merged, "height": sheet.total_height})
    print_rows(rows_of(sheet), rows, tail)


def print_markup(path: str, encoding: str, wanted: str, rows: str, tail: int) -> None:
    """The tables of a web page, or of an XML workbook, each under a name of its own."""
    sys.path.append(str(Path(__file__).parent))  # -I leaves it out
    import markup  # here: it would cost every other workbook a moment

    tables = markup.tables_of(path, encoding)
    for position, table in enumerate(tables):
        name = table.name
        if encoding != "xml":  # a page need not name its tables, nor each by a name of its own
            name = f"table {position + 1}: {table.name[:100]}" if table.name else f"table {position + 1}"
        if wanted in ("all", "=" + name):
            about = {"merged": table.merged, "height": len(table.rows), "header_rows": table.header_rows}
            say({"sheet": name, "position": position, "hidden": False, **about})
            print_rows(enumerate(table.rows, start=1), rows, tail)


def print_rows(source: Iterator[tuple[int, list[str]]], rows: str, tail: int) -> None:
    """All rows, or the first ones and the last, with a null between."""
    if rows == "-":
        for row in source:
            say(row)
        return
    for row in islice(source, int(rows)):
        say(row)
    say(None)
    for row in deque(source, maxlen=tail):
        say(row)


def say(what: Any) -> None:
    """One JSON line on standard output."""
    sys.stdout.write(json.dumps(what, ensure_ascii=True) + "\n")


def limit_memory(most: int) -> None:
    """Let an allocation beyond ``most`` bytes fail, where the system can."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str, most: str, rows: str, tail: str, wanted: str, encoding: str) -> int:
    """Print the workbook; 1 when it cannot be read."""
    limit_memory(int(most))
    try:
        if encoding:
            print_markup(path, encoding, wanted, rows, int(tail))
            return 0
        workbook = CalamineWorkbook.from_path(path)
        for position, name, hidden in sheets_of(workbook, wanted):
            print_sheet(workbook, position, name, hidden, rows, int(tail))
    except python_calamine.PasswordError:
        say({"error": "password"})
        return 1
    except (python_calamine.CalamineError, MemoryError, OSError, ValueError, RecursionError) as error:
        say({"error": "memory" if isinstance(error, MemoryError) else "damaged", "detail": str(error)[:200]})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
