"""Workbooks, and those that mean harm."""

from __future__ import annotations

import zipfile
from pathlib import Path

import duckdb
import pytest

from analytics.errors import UnreadableFile
from analytics.files.reading import examine, stage
from analytics.files.table import SourceTable

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _related(kind: str, target: str) -> str:
    """A part that points to one other part."""
    link = f'<Relationship Id="r1" Type="{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'


def workbook(folder: Path, cells: str, after: str = "", before: str = "") -> Path:
    """The smallest workbook with these cells (XML) on its only sheet."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _related(f"{_DOCUMENT}/officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _related(f"{_DOCUMENT}/worksheet", "worksheets/sheet1.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        '<sheet name="Orders" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData>'
        f"{after}</worksheet>",
    }
    path = folder / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def row(number: int, *cells: str | float) -> str:
    """One row of cells: texts as texts, numbers as numbers, ``""`` left out."""
    written = []
    for position, cell in enumerate(cells):
        at = f'r="{"ABCDEFGH"[position]}{number}"'
        if isinstance(cell, str) and cell:
            written.append(f'<c {at} t="inlineStr"><is><t>{cell}</t></is></c>')
        elif not isinstance(cell, str):
            written.append(f"<c {at}><v>{cell!r}</v></c>")
    return f'<row r="{number}">{"".join(written)}</row>'


def staged(table: SourceTable) -> list[tuple[object, ...]]:
    """All rows as they are staged."""
    with duckdb.connect() as connection:
        stage(connection, table, "staged", table.path.parent)
        return connection.execute("FROM staged ORDER BY row_number").fetchall()


def test_numbers_keep_their_digits_and_rows_their_numbers(tmp_path: Path) -> None:
    cells = row(1, "id", "amount") + row(2, 123456789012345.0, 0.1 + 0.2) + row(4, 7.0, 12.5)
    (table,) = examine(workbook(tmp_path, cells))
    assert (table.layout.format, table.layout.sheet, table.columns) == ("xlsx", "Orders", ("id", "amount"))
    assert staged(table) == [(2, "123456789012345", "0.3"), (4, "7", "12.5")]


def test_titles_and_totals_stand_around_the_table(tmp_path: Path) -> None:
    body = "".join(row(n, f"A-{n}", float(n), "Rome") for n in range(4, 9))
    cells = row(1, "Orders of May") + row(3, "id", "amount", "place") + body + row(9, "Total", 30.0)
    (table,) = examine(workbook(tmp_path, cells))
    assert (table.layout.skip_rows, table.layout.footer_rows) == (2, 1)
    assert [found[0] for found in staged(table)] == [4, 5, 6, 7, 8]


def test_a_merged_header_reaches_over_its_columns(tmp_path: Path) -> None:
    body = "".join(row(n, f"A-{n}", float(n), float(n + 1)) for n in range(3, 9))
    cells = row(1, "shop", "sales", "") + row(2, "", "May", "June") + body
    path = workbook(tmp_path, cells, after='<mergeCells><mergeCell ref="B1:C1"/></mergeCells>')
    assert examine(path)[0].columns == ("shop", "sales May", "sales June")


@pytest.mark.parametrize(
    ("cells", "before", "says"),
    [
        (row(1, "id") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "", "memory"),
        ('<row r="1">' + "".join(f"<c><v>{n}</v></c>" for n in range(6_000)) + "</row>", "", "6,000 columns"),
        (row(1, "&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "damaged"),
        ("", "", "no sheet with cells"),
    ],
    ids=["far apart", "wide", "entity", "blank"],
)
def test_a_hostile_workbook_is_refused_in_one_sentence(tmp_path: Path, cells: str, before: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        examine(workbook(tmp_path, cells, before=before))


def test_a_workbook_that_unpacks_to_gigabytes_is_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path, row(1, "0" * 80_000_000))
    with pytest.raises(UnreadableFile, match="unpacks to 80 MB"):
        examine(path)


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, row(1, "id"))
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(UnreadableFile, match="damaged"):
        examine(path)


def test_a_merged_header_is_filled_below_a_long_preamble_and_merged_data_is_not(tmp_path: Path) -> None:
    title = row(1, "Plan") + row(3, "Prepared by", "Ann") + row(4, "As of", "June") + row(8, "All net of tax")
    header = row(14, "shop", "sales", "", "visits", "") + row(15, "", "May", "June", "May", "June")
    body = "".join(row(n, f"A-{n}", float(n), float(n + 1), 7.0, 8.0) for n in range(16, 22))
    merged = "".join(f'<mergeCell ref="{place}"/>' for place in ("B14:C14", "D14:E14", "B22:C22"))
    path = workbook(
        tmp_path,
        title + header + body + row(22, "A-22", "shut", "", 7.0, 8.0),
        after=f"<mergeCells>{merged}</mergeCells>",
    )
    (table,) = examine(path)
    assert table.columns == ("shop", "sales May", "sales June", "visits May", "visits June")
    assert staged(table)[-1] == (22, "A-22", "shut", "", "7", "8")
