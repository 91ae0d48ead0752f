"""What the reader understood of one table in a source file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    """Where the table stands in the bytes of a file: what the reader decided, or was told.

    ``header_rows`` is 0 when the file names no columns. ``skip_rows`` are lines above the header
    (a title, a blank line), ``footer_rows`` records below the data (totals, notes); ``skipped``
    says in words what was left out and why. ``sheet`` names the sheet of a workbook, the table of a
    database or the key of a list in a JSON document, ``within`` the sheet that several tables share; ``member`` the file inside an archive.
    ``escape`` is the character that makes a quote inside a quoted cell plain text: the quote itself,
    a backslash, or ``""`` for none. A ``delimiter`` of two blanks stands for runs of blanks.
    ``empty`` are the places (from 0) of columns without a name and a cell, which are none of the table's.
    ``ruler`` tells where columns begin and end on every line, where a line drawn under the header does.
    ``stacked`` names the values of records that stand one below the other, a line for each value.
    ``commented`` says that the header stands in a comment (``#Fields: date time``).
    ``wrapped`` says that each line of a text is one quoted cell, with the table within.
    """

    format: str  # csv, xlsx, xls, xlsb, ods, json, ndjson, parquet, duckdb
    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    newline: str = "\n"
    header_rows: int = 1
    skip_rows: int = 0
    footer_rows: int = 0
    sheet: str = ""
    within: str = ""
    member: str = ""
    subtotals: bool = False
    wrapped: bool = False
    ruler: tuple[tuple[int, int], ...] = ()
    stacked: tuple[str, ...] = ()
    commented: bool = False
    empty: tuple[int, ...] = ()
    skipped: tuple[str, ...] = ()


SPREADSHEETS = ("xlsx", "xls", "xlsb", "ods")
UNTOLD = Layout("", encoding="", delimiter="", header_rows=-1, skip_rows=-1, footer_rows=-1)  # find out everything


@dataclass(frozen=True)
class SourceTable:
    """One table of a source file, with its columns but without its rows.

    ``columns`` are unique and never empty. ``labels`` hold the wording behind each column where a
    file has several header rows (a survey's questions), else they equal ``columns``. ``preview``
    holds the first rows as text, for a person to look at and for recognising the kind. ``oddities`` say
    what the reader did to single rows among them.
    """

    path: Path
    name: str
    layout: Layout
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]
    oddities: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What a person calls the table: the file and, where it has a name of its own, its sheet or list.

        >>> SourceTable(Path("t.xlsx"), "t.xlsx", Layout("xlsx", sheet="May"), (), (), ()).title
        't.xlsx, sheet May'
        >>> SourceTable(Path("t.json"), "t.json", Layout("json", sheet="users"), (), (), ()).title
        't.json, users'
        """
        sheet = self.layout.sheet
        return f"{self.name}, {'sheet ' * (self.layout.format in SPREADSHEETS)}{sheet}" if sheet else self.name

    def first_values(self, column: str | None, most: int = 3) -> str:
        """The first different values of a column in the preview, cut short; empty where there is no such column.

        >>> table = SourceTable(Path("t.csv"), "t.csv", Layout("csv"), ("a",), ("a",), (("1",), ("",), ("1",), ("2",)))
        >>> table.first_values("a")
        '1 | 2'
        """
        if column not in self.columns:
            return ""
        place = self.columns.index(column)
        values = dict.fromkeys(row[place] for row in self.preview if place < len(row) and row[place])
        return " | ".join(value[:30] for value in list(values)[:most])
