"""Reports printed to a file: what comes again on each page is left out, and told."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.files.reading import examine, stage

TITLE = "Sales of the shop,,,,,page {}\nprinted 2026-02-0{} 09:12,,,,,\n,,,,,\n"
HEADER = "Order,Day,City,Street,Net,VAT\n"
ROWS = [f"A-{n},2026-01-{n},Rome,Via {n},{n}.50,1\n" for n in range(10, 30)]


def orders(tmp_path: Path, text: str) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    """The first cell of each row, what was left out, and what was odd."""
    path = tmp_path / "report.csv"
    path.write_text(text, encoding="utf-8")
    (table,) = examine(path)
    with duckdb.connect() as connection:
        stage(connection, table, "staged", tmp_path)
        rows = connection.execute("SELECT * EXCLUDE row_number FROM staged ORDER BY row_number").fetchall()
    return [cells[0] for cells in rows], table.layout.skipped, table.oddities


def pages(*parts: list[str]) -> str:
    return "".join(TITLE.format(n, n) + HEADER + "".join(part) + ",,,,,\n" for n, part in enumerate(parts, start=1))


def test_the_title_of_each_page_is_left_out_with_its_header(tmp_path: Path) -> None:
    found, skipped, odd = orders(tmp_path, pages(ROWS[:8], ROWS[8:16], ROWS[16:]) + "Report total:,,,,390,20\n")
    assert found == [f"A-{n}" for n in range(10, 30)]
    assert skipped[2] == "row 36 below the data (a total or a note): Report total: 390 20"
    assert skipped[3] == "row 14 between the data (the title of a page): Sales of the shop page 2"
    assert len(skipped) == 7
    assert any(sentence.startswith("4 rows repeated the lines above the header") for sentence in odd)


def test_a_line_with_the_number_of_the_page_goes_with_it(tmp_path: Path) -> None:
    found, skipped, _ = orders(
        tmp_path, pages(ROWS[:8], ROWS[8:]).replace("A-17,2026-01-17,Rome,Via 17,17.50,1\n", "Page 1 of 2,,,,,\n")
    )
    assert found == [f"A-{n}" for n in range(10, 30) if n != 17]
    assert any("Page 1 of 2" in sentence for sentence in skipped)


@pytest.mark.parametrize(
    "text",
    [
        pages(ROWS[:8]) + TITLE.format(2, 2) + "".join(ROWS[8:]),  # no header below it
        pages(ROWS[:8]) + TITLE.replace("shop", "café").format(2, 2) + HEADER + "".join(ROWS[8:]),  # another title
        pages(ROWS[:8]) + TITLE.format(2, 2) + ROWS[8] + HEADER + "".join(ROWS[9:]),  # a row between
    ],
)
def test_other_lines_are_kept_as_rows(tmp_path: Path, text: str) -> None:
    found, *_ = orders(tmp_path, text)
    assert [order for order in found if order and order.startswith("A-")] == [f"A-{n}" for n in range(10, 30)]
    assert any(order and order.startswith("Sales of the") for order in found)


def test_full_rows_above_the_header_are_no_titles(tmp_path: Path) -> None:
    told = "A-1,2026-01-01,Rome,Via 1,1.50,1\n"
    found, *_ = orders(tmp_path, "The orders\n" + HEADER + told + HEADER + "".join(ROWS))
    assert found[0] == "A-1"
