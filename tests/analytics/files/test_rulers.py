"""Columns set under a drawn ruler, as consoles and reports print them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.files.corrections import Correction, reread
from analytics.files.reading import examine, stage
from analytics.files.rulers import ruler_of
from analytics.files.table import SourceTable

HEADER = "NAME          NO CITY\n-------- ------- ----------\n"
ROWS = [f"Ann {n}   {n:>7} New  York\n" for n in range(10, 14)] + ["Bob            7\n", "           1,200 Rome\n"]
EXPECTED = [(f"Ann {n}", str(n), "New  York") for n in range(10, 14)] + [("Bob", "7", ""), ("", "1,200", "Rome")]


def examined(tmp_path: Path, text: str) -> SourceTable:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    return examine(path)[0]


def staged(table: SourceTable) -> list[tuple[str | None, ...]]:
    with duckdb.connect() as connection:
        stage(connection, table, "staged", table.path.parent)
        return connection.execute("SELECT * EXCLUDE row_number FROM staged ORDER BY row_number").fetchall()


def test_cells_stand_where_the_ruler_says(tmp_path: Path) -> None:
    table = examined(tmp_path, HEADER + "".join(ROWS))
    assert table.columns == ("NAME", "NO", "CITY")
    assert staged(table) == EXPECTED


def test_what_a_client_prints_around_the_table_is_told(tmp_path: Path) -> None:
    text = f"SQL> SELECT name, no, city FROM people;\n\n{HEADER}{''.join(ROWS)}\n6 rows selected.\n\nSQL> exit\n"
    table = examined(tmp_path, text)
    assert staged(table) == EXPECTED
    assert table.layout.skipped == (
        "line 1 above the header: SQL> SELECT name, no, city FROM people;",
        "row 12 below the data (a total or a note): 6 rows selected.",
        "row 14 below the data (a total or a note): SQL> exit",
    )


def test_each_page_has_its_title_and_its_header(tmp_path: Path) -> None:
    title = "R17       People by city, a list of all         page {}\n\n"
    pages = title.format(1) + HEADER + "".join(ROWS[:3]) + "\n" + title.format(2) + HEADER + "".join(ROWS[3:])
    table = examined(tmp_path, pages)
    assert (table.columns, staged(table)) == (("NAME", "NO", "CITY"), EXPECTED)
    assert table.layout.skipped[1].startswith("row 9 between the data (the title of a page): R17")


def test_a_long_list_ends_with_what_the_client_counted(tmp_path: Path) -> None:
    table = examined(tmp_path, HEADER + ROWS[0] * 60_000 + "\n60000 rows selected.\n\nSQL> exit\n")
    assert table.layout.skipped[0].endswith(": 60000 rows selected.")
    assert staged(table) == EXPECTED[:1] * 60_000


def test_the_header_can_be_corrected(tmp_path: Path) -> None:
    table = reread(examined(tmp_path, HEADER + "".join(ROWS)), Correction(header_rows=0))
    assert staged(table) == [("NAME", "NO", "CITY"), *EXPECTED]


@pytest.mark.parametrize(
    "lines",
    [
        [HEADER, *ROWS, "CODE WORDS\n---- --------\n", "17   yes\n"],  # two tables
        ["Two words\n", "--- ---\n", *["here is a text without columns\n"] * 3],
        ["a|b\n", "---|---\n", "1|2\n"],
        ["--- ---\n", "1   2\n"],  # no header
    ],
)
def test_other_lines_are_no_rulers(lines: list[str]) -> None:
    assert ruler_of("".join(lines).splitlines(keepends=True)) == ()
