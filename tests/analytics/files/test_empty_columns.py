"""Columns without a name and a cell are none; whatever stands in one after all is kept."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analytics.files.headers import find_frame
from analytics.files.reading import examine, stage
from analytics.files.table import SourceTable
from tests.analytics.files.test_workbooks import row, workbook


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    return path


def staged(table: SourceTable) -> list[tuple[str | None, ...]]:
    with duckdb.connect() as connection:
        stage(connection, table, "staged", table.path.parent)
        return connection.execute("SELECT * EXCLUDE row_number FROM staged ORDER BY row_number").fetchall()


def test_a_list_framed_by_bars_has_the_columns_between_them(tmp_path: Path) -> None:
    page = "-----------------\n|Order|City |Net|\n-----------------\n"
    rows = [f"|{n}  |Rome |{n}.5|\n" for n in range(101, 110)]
    path = written(
        tmp_path, f"{page}{''.join(rows[:5])}{page}{''.join(rows[5:])}-----------------\n|*    |     |940|\n"
    )
    (table,) = examine(path)
    assert table.columns == ("Order", "City", "Net")
    assert [cells[0] for cells in staged(table)] == [f"{n}  " for n in range(101, 110)]
    assert table.layout.skipped == ("row 17 below the data (a total or a note): * 940",)


def test_a_named_empty_column_and_a_nameless_filled_one_are_kept(tmp_path: Path) -> None:
    (table,) = examine(written(tmp_path, "id;;fax;;city\n1;a;;;Rome\n2;b;;;Oslo\n3;c;;;Bonn\n"))
    assert table.columns == ("id", "column_2", "fax", "city")
    assert staged(table)[0] == ("1", "a", "", "Rome")


def test_text_far_below_in_such_a_place_is_not_lost(tmp_path: Path) -> None:
    lines = "".join(f"{n};;a place called {n};x\n" for n in range(60_000))
    (table,) = examine(written(tmp_path, f"id;;place;kind\n{lines}60000;seen;Rome;y\n"))
    rows = staged(table)
    assert (table.columns, len(rows)) == (("id", "place", "kind"), 60_001)
    assert (rows[0], rows[-1]) == (("0", "a place called 0", "x", None), ("60000", "Rome", "y", "seen"))


def test_a_sheet_that_begins_in_its_second_column(tmp_path: Path) -> None:
    body = "".join(row(n, "", f"W{n}", float(n), "", "ok") for n in range(4, 12))
    cells = row(1, "", "Weeks") + row(3, "", "week", "closed", "", "words") + body + row(13, "", "Total", 60.0)
    (table,) = examine(workbook(tmp_path, cells + row(15, "", "next: May") + row(16, "", "ask Ann")))
    assert table.columns == ("week", "closed", "words")
    assert (len(staged(table)), staged(table)[0]) == (8, ("W4", "4", "ok"))
    assert table.layout.skipped[1:] == (
        "row 13 below the data: Total 60",
        "row 15 below the data: next: May",
        "row 16 below the data: ask Ann",
    )


def test_short_rows_are_remarks_only_below_a_total() -> None:
    body = [[str(n), "2024-05-01", "Rome"] for n in range(10, 22)]
    remarks = [["ask Ann", "", ""], ["later", "", ""]]
    assert find_frame([["id", "day", "city"], *body, *remarks]).below == 0
    assert find_frame([["id", "day", "city"], *body, ["Sum 12", "", ""], *remarks]).below == 3
    assert find_frame([["id", "day", "city"], *body, ["Sum 12", "", ""], body[0], *remarks]).below == 0


def test_the_title_of_a_page_is_no_cell_of_the_frame(tmp_path: Path) -> None:
    page = "Orders, page {}\n-----------------\n|Order|City |Net|\n-----------------\n"
    rows = [f"|{n}  |Rome |{n}.5|\n" for n in range(101, 110)]
    (table,) = examine(written(tmp_path, page.format(1) + "".join(rows[:5]) + page.format(2) + "".join(rows[5:])))
    assert (table.columns, len(staged(table))) == (("Order", "City", "Net"), 9)
