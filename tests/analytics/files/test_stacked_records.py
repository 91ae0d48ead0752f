"""Records below each other become a row each; a text that only looks like them stays as it is."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.files.reading import examine, stage
from analytics.files.stacked_records import fields_of


def read(tmp_path: Path, text: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    path = tmp_path / "records.txt"
    path.write_text(text, encoding="utf-8")
    (table,) = examine(path)
    with duckdb.connect() as connection:
        stage(connection, table, "staged", tmp_path)
        return table.columns, connection.execute(
            "SELECT * EXCLUDE row_number FROM staged ORDER BY row_number"
        ).fetchall()


def test_expanded_output_of_psql(tmp_path: Path) -> None:
    text = (
        "shop=# SELECT * FROM mails\n"
        "-[ RECORD 1 ]------\nmail  | ann@a.org\nscore | 9\n"
        "-[ RECORD 2 ]------\nmail  | bob@b.org | home\nscore | \n"
    )
    columns, rows = read(tmp_path, text)
    assert columns == ("mail", "score")
    assert rows == [("ann@a.org", "9"), ("bob@b.org | home", "")]


def test_vertical_output_of_mysql(tmp_path: Path) -> None:
    text = (
        "mysql> SELECT * FROM t\\G\n*************************** 1. row ***************************\n"
        "   id: 1\n text: late,\nand broken: twice\nscore: 2\n"  # the value has a line end
        "*************************** 2. row ***************************\n   id: 2\n text: \nscore: NULL\n"
        "2 rows in set (0.00 sec)\n\nmysql> \n"
    )
    columns, rows = read(tmp_path, text)
    assert columns == ("id", "text", "score")
    assert rows == [("1", "late, and broken: twice", "2"), ("2", "", "NULL")]


@pytest.mark.parametrize("parting", ["", "----------", "=====", "\n----------\n"])
def test_blocks_of_labels_and_values(tmp_path: Path, parting: str) -> None:
    blocks = [
        "Name: Ann Lee\nOrder no.: 10023\nMessage: Came at 9:30, fine",
        "Name: Bob\nOrder no.:\nMessage: Nobody answers: why?",  # an empty value, a colon within one
        "Name: Cy\nMessage: ok",  # a value that was left out
    ]
    columns, rows = read(tmp_path, f"Enquiries of May\n{parting}\n" + f"\n{parting}\n".join(blocks) + "\n")
    assert columns == ("Name", "Order no.", "Message")
    assert rows == [("Ann Lee", "10023", "Came at 9:30, fine"), ("Bob", "", "Nobody answers: why?"), ("Cy", "", "ok")]


@pytest.mark.parametrize(
    "text",
    [
        "Name: Ann\nRating: 4\n\nName: Bob\nRating: 5\n",  # two blocks may be labels above two tables
        "Name: Ann\n\nName: Bob\n\nName: Cy\n",  # one value each
        "Sent: 5\nOpened: 3\n\nClicks: 2\nLinks: 1\n\nBounced: 1\nLate: 2\n",  # other labels in each
        "Name: Ann\nRating: 4\n\nName: Bob\nand more\n\nName: Cy\nRating: 1\n",  # what goes on with a value is not told
        "at,what\n10:00,a: b\n\n10:01,c: d\n\n10:02,e: f\n",
    ],
)
def test_what_may_be_something_else_stays_as_it_is(text: str) -> None:
    assert fields_of(text.splitlines(keepends=True)) == ()
