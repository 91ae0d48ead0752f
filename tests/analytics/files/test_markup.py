"""Tables in web pages and XML workbooks, which many programs call Excel files."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.errors import UnreadableFile
from analytics.files.reading import examine, stage
from analytics.files.table import SourceTable

PAGE = "<html><head><meta charset='{}'></head><body>{}</body></html>"


def made(folder: Path, text: str, encoding: str = "utf-8", name: str = "report.xls") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def staged(table: SourceTable) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        stage(connection, table, "staged", table.path.parent)
        return connection.execute("FROM staged ORDER BY row_number").fetchall()


def workbook(rows: str, before: str = "") -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>{before}<Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="May"><Table>{rows}</Table></Worksheet></Workbook>'
    )


def cells(*texts: str, kind: str = "String") -> str:
    return "<Row>" + "".join(f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' for text in texts) + "</Row>"


def test_a_report_in_html_is_read_as_a_browser_shows_it(tmp_path: Path) -> None:
    # Entities, line breaks, markup within cells, a hidden key to sort by, leading zeros, rows that nobody closed.
    rows = (
        "<tr><th>Case</th><th>Subject</th><tr><td>007<td>Tom &amp; <b>Ann</b>:<br>late"
        "<tr><td><span style='display: none'>z</span>008<td>&lt;script&gt; &euro;5"
    )
    (table,) = examine(made(tmp_path, PAGE.format("utf-8", f"<p>Report</p><table>{rows}</table>")))
    assert (table.layout.format, table.columns) == ("html", ("Case", "Subject"))
    assert staged(table) == [(2, "007", "Tom & Ann:\nlate"), (3, "008", "<script> €5")]


@pytest.mark.parametrize(
    ("said", "written"), [("windows-1251", "cp1251"), ("utf-8", "utf-8"), ("iso-8859-1", "utf-8"), ("utf-16", "utf-16")]
)
def test_the_encoding_is_that_of_the_bytes_and_otherwise_the_one_told(tmp_path: Path, said: str, written: str) -> None:
    rows = "<tr><th>Имя</th><th>Тема</th></tr><tr><td>Анна</td><td>Заказ не пришёл</td></tr>"
    (table,) = examine(made(tmp_path, PAGE.format(said, f"<table>{rows}</table>"), written))
    assert staged(table) == [(2, "Анна", "Заказ не пришёл")]


def test_cells_that_span_rows_and_columns_stand_where_they_reach(tmp_path: Path) -> None:
    # The header spans two columns; "Open" belongs to both rows, and reaches beyond the last cell of the second.
    rows = (
        "<tr><th colspan=2>Customer</th><th>State</th></tr>"
        "<tr><td>1</td><td>Ann</td><td rowspan=2>Open</td></tr><tr><td>2</td><td>Bob</td></tr>"
        "<tr><td>3</td><td>Cy</td><td>Done</td></tr>"
    )
    (table,) = examine(made(tmp_path, PAGE.format("utf-8", f"<table>{rows}</table>")))
    assert table.columns == ("Customer", "Customer (2)", "State")
    assert [row[1:] for row in staged(table)] == [("1", "Ann", "Open"), ("2", "Bob", "Open"), ("3", "Cy", "Done")]


def test_marked_headings_are_the_header_even_where_they_are_numbers(tmp_path: Path) -> None:
    rows = "<tr><th>Shop</th><th>2025</th></tr><tr><th>Berlin</th><td>5</td></tr><tr><th>Bonn</th><td>7</td></tr>"
    (table,) = examine(made(tmp_path, PAGE.format("utf-8", f"<table>{rows}</table>")))
    assert (table.columns, table.layout.header_rows) == (("Shop", "2025"), 1)


def test_every_table_is_offered_but_not_those_that_only_lay_out_the_page(tmp_path: Path) -> None:
    orders = "<table><caption>Orders</caption><tr><th>Id<th>Sum<tr><td>1<td>5</table>"
    people = "<table><tr><th>Name<th>City<tr><td>Ann<td>Bonn</table>"
    frame = f"<table><tr><td>Menu</td><td>{orders}</td></tr><tr><td>{people}</td><td>Imprint</td></tr></table>"
    tables = examine(made(tmp_path, PAGE.format("utf-8", frame)))
    assert [(table.layout.sheet, table.columns) for table in tables] == [
        ("table 1: Orders", ("Id", "Sum")),
        ("table 2", ("Name", "City")),
    ]
    assert [staged(table) for table in tables] == [[(2, "1", "5")], [(2, "Ann", "Bonn")]]


def test_a_title_in_a_table_of_its_own_is_none(tmp_path: Path) -> None:
    # As Jira writes it: the title and the count of issues span the columns of the table that follows.
    title = "<table><tr><td colspan=2><h3>All bugs</h3></td></tr><tr><td colspan=2>Displaying 1 issue</td></tr></table>"
    issues = "<table><thead><tr><th>Key</th><th>Summary</th></tr></thead><tr><td>A-1</td><td>Late</td></tr></table>"
    (table,) = examine(made(tmp_path, PAGE.format("utf-8", title + issues)))
    assert (table.columns, staged(table)) == (("Key", "Summary"), [(2, "A-1", "Late")])


def test_a_page_that_asks_to_sign_in_is_no_export(tmp_path: Path) -> None:
    page = made(tmp_path, PAGE.format("utf-8", "<form>Your session has ended <input></form>"), name="tickets.csv")
    with pytest.raises(UnreadableFile, match=r"tickets\.csv is a web page without a table"):
        examine(page)


def test_an_old_xml_workbook_keeps_digits_moments_and_places(tmp_path: Path) -> None:
    # The second row leaves a row out, and its second cell a column.
    moment = '<Cell><Data ss:Type="DateTime">2026-01-05T10:00:00.000</Data></Cell>'
    far = f'<Row ss:Index="3">{moment}<Cell ss:Index="3"><Data ss:Type="Number">0070</Data></Cell></Row>'
    (table,) = examine(made(tmp_path, workbook(cells("Opened", "Who", "Case") + far)))
    assert (table.layout.format, table.layout.sheet, table.columns) == ("xml", "May", ("Opened", "Who", "Case"))
    assert staged(table) == [(3, "2026-01-05 10:00:00", "", "0070")]


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel><item><title>Late</title></item></channel></rss>",
        "<?xml version='1.0'?><issues><issue>1</issue></issues>",
    ],
)
def test_other_xml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"is an XML document"):
        examine(made(tmp_path, text, name="issues.csv"))


BOMB = "<!DOCTYPE x [<!ENTITY a 'lol'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 20}'>" for n in range(8)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (workbook(cells("Id", "Text") + cells("1", "&i;"), BOMB), "an XML document"),
        (
            workbook(cells("Id", "Text") + cells("1", "&e;"), '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
            "an XML document",
        ),
        (workbook(cells("Id", "Text"))[:-40], "damaged"),
        (
            PAGE.format("utf-8", "<table>" + "<tr><td colspan=999999999>1<td rowspan=999999999>2" * 50 + "</table>"),
            "5,050 columns",
        ),
        (PAGE.format("utf-8", "<table>" * 20_000 + "<tr><td>1<td>2<tr><td>3<td>4"), "without a table"),
        (
            PAGE.format("no-such-code", "<table><tr><td>" + "<b>" * 50_000 + "1<td>2<tr><td>3<td>4</table>"),
            "without a table",
        ),
    ],
    ids=["entities", "a file of this machine", "cut short", "wide and long", "nested", "deep"],
)
def test_hostile_markup_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=rf"report\.xls.*{says}"):
        examine(made(tmp_path, text))


def test_a_row_that_says_it_is_the_thousand_millionth_comes_after_so_many_empty_ones_as_are_bearable(
    tmp_path: Path,
) -> None:
    far = '<Row ss:Index="999999999">' + cells("1", "late").removeprefix("<Row>")
    (table,) = examine(made(tmp_path, workbook(cells("Id", "Text") + far)))
    assert [row[1:] for row in staged(table)] == [("1", "late")]
