"""Tables in markup: of a web page, and of an XML Spreadsheet 2003. Many programs call either an Excel file.

Only ``workbook_worker`` reads with it, in a process of its own: hostile markup takes that down and not the product.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_WIDEST = 5_000  # columns; what claims to span more is a mistake or an attack
_LONGEST = 100_000  # rows that one cell may claim to span
_MOST_HEADINGS = 3  # rows
_CHUNK = 1 << 16
_PARTS = ("table", "caption", "tr")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINES = frozenset(["br", "p", "div", "li", "tr"])
_HIDDEN = re.compile(r"(?i)display\s*:\s*none")
_SILENT = frozenset(["script", "style", "template"])
_MIDNIGHT = re.compile(r"^(\d{4}-\d{2}-\d{2})T00:00:00(\.0+)?$")
_MOMENT = re.compile(r"^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.0+)?$")


@dataclass
class Table:
    """One table as it is read: its rows, and the cells that span several columns, as ((row, left), (row, right)) from 0.

    ``plain_from`` is the place of the first row that holds anything but headings.
    """

    name: str = ""
    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    plain_from: int | None = None
    is_frame: bool = False  # holds another table, and so is none itself
    # What reaches from above into this row, and into the next one: column -> (how many rows still, text).
    _reaching: dict[int, tuple[int, str]] = field(default_factory=dict)
    _later: dict[int, tuple[int, str]] = field(default_factory=dict)

    @property
    def header_rows(self) -> int:
        """How many first rows are marked as headings; 0 where none is, or so many that they cannot be."""
        return self.plain_from if self.plain_from and self.plain_from <= _MOST_HEADINGS else 0

    def start_row(self, place: int = -1) -> None:
        """Begin the next row, or the one at a place (from 0), with empty rows before it."""
        last = min(place, len(self.rows) + _LONGEST)
        while True:
            self.end_row()
            self.rows.append([])
            self._reaching, self._later = self._later, {}
            self._fill()
            if len(self.rows) > last:
                return

    def add(self, text: str, across: int = 1, down: int = 1, at: int = -1) -> None:
        """A cell behind the last one, or at a place (from 0), that spans so many columns and rows.

        What spans rows stands in each of them; what spans columns in the first, and among ``merged``.
        """
        if not self.rows:
            self.start_row()
        cells = self.rows[-1]
        cells += [""] * (min(at, _WIDEST) - len(cells))
        left, across = len(cells), max(1, min(across, _WIDEST))
        cells += [text, *[""] * (across - 1)]
        if across > 1:
            self.merged.append(((len(self.rows) - 1, left), (len(self.rows) - 1, left + across - 1)))
        if down > 1:
            for column in range(left, left + across):
                self._later[column] = (min(down, _LONGEST) - 1, text if column == left else "")
        self._fill()

    def end_row(self) -> None:
        """The row is complete, but for what reaches into it beyond its last cell."""
        for column in sorted(self._reaching):
            cells = self.rows[-1]
            cells += [""] * (column - len(cells))
            self._fill()

    def _fill(self) -> None:
        """Put the cells that reach from above behind the last one, as many as follow each other there."""
        cells = self.rows[-1]
        while (column := len(cells)) in self._reaching:
            rows, text = self._reaching.pop(column)
            if rows > 1:
                self._later[column] = (rows - 1, text)
            cells.append(text)


def tables_of(path: str, encoding: str) -> list[Table]:
    """The tables of a web page in an encoding, or where that is ``xml`` the sheets of an XML Spreadsheet 2003.

    Raises ValueError where the file is no such thing.
    """
    try:
        return sheets_of_workbook(path) if encoding == "xml" else tables_of_page(path, encoding)
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error


def tables_of_page(path: str, encoding: str) -> list[Table]:
    """The tables of a web page that hold no other table, without those of a single row or column, or a title alone.

    >>> import pathlib, tempfile
    >>> page = pathlib.Path(tempfile.mkdtemp()) / "report.xls"
    >>> _ = page.write_text("<table><tr><th colspan=2>Order</th></tr><tr><td rowspan=2>A<td>1<tr><td>2</table>")
    >>> [(table.rows, table.merged) for table in tables_of_page(str(page), "utf-8")]
    [([['Order', ''], ['A', '1'], ['A', '2']], [((0, 0), (0, 1))])]
    """
    parser = etree.HTMLPullParser(events=("start", "end"), tag=_PARTS, remove_comments=True)
    found: list[Table] = []
    open_tables: list[Table] = []
    with Path(path).open(encoding=encoding, errors="replace", newline="") as file:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            _take(parser, open_tables, found)
    parser.close()
    _take(parser, open_tables, found)
    return [table for table in found if not table.is_frame and _holds_rows(table)]


def _holds_rows(table: Table) -> bool:
    """Whether at least two rows have two cells with something in them: a title over many columns is no table."""
    return sum(len(row) - row.count("") > 1 for row in table.rows) > 1


def _take(parser: Any, open_tables: list[Table], found: list[Table]) -> None:
    """What the parser has understood so far: tables that it has begun, and those that are complete."""
    for event, element in parser.read_events():
        if element.tag == "table" and event == "start":
            for outer in open_tables:
                outer.is_frame = True
            open_tables.append(Table())
        elif not open_tables:
            continue
        elif element.tag == "table":
            open_tables[-1].end_row()
            found.append(open_tables.pop())
            element.clear()
        elif element.tag == "caption" and event == "end":
            open_tables[-1].name = _shown(element)
        elif element.tag == "tr" and event == "end":
            if not open_tables[-1].is_frame:
                _take_row(element, open_tables[-1])
            element.clear()  # or the whole page would stand in memory


def _take_row(row: Any, table: Table) -> None:
    table.start_row()
    for cell in row.iterchildren("td", "th"):
        if cell.tag == "td" and table.plain_from is None:
            table.plain_from = len(table.rows) - 1
        spans = (_number(cell, "colspan"), _number(cell, "rowspan")) if cell.attrib else ()
        table.add(_shown(cell), *spans)


def _shown(element: Any) -> str:
    """The text that a browser shows: blanks run together, lines where the page breaks them."""
    if not len(element):  # nearly every cell
        return _BLANKS.sub(" ", element.text or "").strip(" ")
    parts: list[str] = []
    _collect(element, parts)
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in "".join(parts).split("\n")).strip()


def _collect(element: Any, parts: list[str]) -> None:
    parts.append(_BLANKS.sub(" ", element.text or ""))
    for child in element.iterchildren():
        if child.tag in _LINES:
            parts.append("\n")
        if isinstance(child.tag, str) and child.tag not in _SILENT and not _HIDDEN.search(child.get("style", "")):
            _collect(child, parts)
        parts.append(_BLANKS.sub(" ", child.tail or ""))


def _number(element: Any, name: str, otherwise: int = 1) -> int:
    told = str(element.get(name) or "").strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else otherwise


def sheets_of_workbook(path: str) -> list[Table]:
    """The sheets of an XML Spreadsheet 2003. No entity of its own is followed.

    >>> import pathlib, tempfile
    >>> book = pathlib.Path(tempfile.mkdtemp()) / "report.xls"
    >>> cell = '<Cell><Data ss:Type="DateTime">2026-01-05T10:00:00.000</Data></Cell>'
    >>> _ = book.write_text('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    ...     'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="May"><Table><Row ss:Index="2">'
    ...     f'{cell}<Cell ss:Index="3"><Data ss:Type="Number">007</Data></Cell></Row></Table></Worksheet></Workbook>')
    >>> [(sheet.name, sheet.rows) for sheet in sheets_of_workbook(str(book))]
    [('May', [[], ['2026-01-05 10:00:00', '', '007']])]
    """
    sheets: list[Table] = []
    reading = etree.iterparse(
        path, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for event, element in reading:
        tag = element.tag
        if tag == f"{_SPREADSHEET}Worksheet" and event == "start":
            sheets.append(Table(str(element.get(f"{_SPREADSHEET}Name") or "")))
        elif not sheets:
            continue
        elif tag == f"{_SPREADSHEET}Row" and event == "start":
            sheets[-1].start_row(_number(element, f"{_SPREADSHEET}Index", 0) - 1)
        elif tag == f"{_SPREADSHEET}Row":
            element.clear()
        elif tag == f"{_SPREADSHEET}Cell" and event == "end":
            across, down = (_number(element, f"{_SPREADSHEET}Merge{way}", 0) + 1 for way in ("Across", "Down"))
            sheets[-1].add(_value(element), across, down, _number(element, f"{_SPREADSHEET}Index", 0) - 1)
        elif tag == f"{_SPREADSHEET}Worksheet":
            sheets[-1].end_row()
    return [sheet for sheet in sheets if sheet.rows]


def _value(cell: Any) -> str:
    """The text of a cell, moments as workbooks show them."""
    data = cell.find(f"{_SPREADSHEET}Data")
    if data is None:
        return ""
    text = "".join(data.itertext()).replace("\0", "")
    match data.get(f"{_SPREADSHEET}Type"):
        case "DateTime":
            return _MOMENT.sub(r"\1 \2", _MIDNIGHT.sub(r"\1", text)).removeprefix("1899-12-31 ")
        case "Boolean":
            return {"1": "TRUE", "0": "FALSE"}.get(text, text)
    return text
