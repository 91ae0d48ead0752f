"""Several tables in one text file: found by their headers below blank lines, and never made of one table."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.files.corrections import Correction, reread
from analytics.files.reading import examine, stage

ORDERS = "Order,Customer,Date,Total\nA-1,C1,2026-01-03,12.50\nA-2,C2,2026-01-04,8.00\nA-3,C1,2026-01-05,9.00\n"
CUSTOMERS = "Customer,Since,Segment\nC1,2020-02-01,gold\nC2,2021-05-13,silver\n"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "report.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_two_tables_are_offered_like_sheets_the_longer_first(tmp_path: Path) -> None:
    customers, orders = examine(
        written(tmp_path, f"{CUSTOMERS.strip()}\nC3,2022-01-01,gold\nC4,2022-01-02,\n\n{ORDERS}")
    )
    assert (customers.layout.sheet, orders.layout.sheet) == ("table 1", "table 2")
    assert customers.columns == ("Customer", "Since", "Segment")
    assert (len(customers.preview), len(orders.preview)) == (4, 3)
    assert customers.layout.skipped == ("rows 7 to 10: read as a table of their own",)
    assert (customers.oddities, orders.oddities) == ((), ())


def test_each_table_is_read_to_its_end(tmp_path: Path) -> None:
    for table in examine(written(tmp_path, f"{ORDERS}\n{CUSTOMERS}")):
        connection = duckdb.connect()
        stage(connection, table, "staged", tmp_path)
        found = connection.sql("SELECT * EXCLUDE row_number FROM staged ORDER BY row_number").fetchall()
        assert found == list(table.preview)


@pytest.mark.parametrize(
    ("between", "above_the_second"),
    [("\n\n", ()), ("\nBy customer\n\n", ("line 6 above the header: By customer",)), (",,,\n", ())],
    ids=["blank lines", "a title of its own", "blank cells, as spreadsheets save them"],
)
def test_what_stands_between_belongs_to_the_second(
    tmp_path: Path, between: str, above_the_second: tuple[str, ...]
) -> None:
    first, second = examine(written(tmp_path, f"{ORDERS}{between}{CUSTOMERS}"))
    assert (len(first.preview), len(second.preview)) == (3, 2)
    assert second.layout.skipped[:-1] == above_the_second


@pytest.mark.parametrize(
    "text",
    [
        ORDERS.replace("A-2", "\nA-2"),  # a blank line between rows
        f"{ORDERS}\n{ORDERS}",  # the header once more
        f"{ORDERS}\nSource,the shop,,\nMade by,Ann,,\n",  # notes below
        f"From,2026-01-01\nTo,2026-01-31\n\n{ORDERS}",  # a preamble of names and values
        "Name,City\n\nAnn,Rome\nBob,Oslo\n\nCy,Bonn\nDee,Kiel\n",  # nothing but text: any row could be a header
        "Name,City,Age\n\nAnn,Rome,41\nBob,Oslo,\n\nCy,Bonn,\nDee,Kiel,32\nEve,Bern,38\n",  # a row without its number
    ],
    ids=["gap", "repeated header", "notes", "preamble", "text", "missing number"],
)
def test_blank_lines_alone_part_nothing(tmp_path: Path, text: str) -> None:
    (table,) = examine(written(tmp_path, text))
    assert table.layout.sheet == ""


def test_a_person_may_say_that_it_is_one_table(tmp_path: Path) -> None:
    first, second = examine(written(tmp_path, f"{ORDERS}\n{CUSTOMERS}"))
    assert len(reread(first, Correction(footer_rows=0)).preview) == 6
    assert reread(second, Correction(delimiter=",")).columns == second.columns
