"""Footnotes and other remarks beneath a table are left out and told; a row that somebody only began is kept."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.files.headers import find_frame
from analytics.files.reading import examine, stage
from analytics.files.remarks import remarks_below

BODY = [["North", f"2026-01-{n}", f"{n}.50"] for n in range(10, 16)]


def staged(path: Path) -> list[tuple[str | None, ...]]:
    (table,) = examine(path)
    with duckdb.connect() as connection:
        stage(connection, table, "staged", path.parent)
        return connection.execute("SELECT * EXCLUDE row_number FROM staged ORDER BY row_number").fetchall()


@pytest.mark.parametrize(
    "remarks",
    [
        ["(1) With the islands.", "(r) Revised."],
        ["1) Net of tax.", "later"],  # whatever is alone beneath the first remark is one
        ["* provisional"],
        ["Quelle: Befragung"],
        ["資料：調査"],
        ["(6 rows)"],
        ["6 record(s) downloaded", "Seller ID: mill-1"],
        ["以上　6件"],
        ["6 rows in set (0.00 sec)", "Bye"],
        ["Nothing in this list may be used as advice by anybody.", "Downloaded at noon"],
    ],
)
@pytest.mark.parametrize("padding", [[], ["", ""]])
def test_lone_cells_with_the_marks_of_a_remark_are_none_of_the_data(remarks: list[str], padding: list[str]) -> None:
    assert remarks_below([*BODY, *([remark, *padding] for remark in remarks)]) == len(remarks)


@pytest.mark.parametrize(
    "end",
    [
        [["South", "", ""]],  # a row that somebody began
        [["ask Ann", "", ""], ["later", "", ""]],
        [["(1) South", "", ""], BODY[0]],  # the table goes on
        [["1) South", "2026-01-16", ""]],  # more than a text
    ],
)
def test_what_may_be_a_row_is_kept(end: list[list[str]]) -> None:
    assert remarks_below([*BODY, *end]) == 0


def test_a_value_that_looks_like_a_remark_is_kept_where_its_column_holds_such_values() -> None:
    body = [[f"{n}) Step", "done", "Ann"] for n in range(1, 7)]
    assert remarks_below([*body, ["7) Step", "", ""]]) == 0


def test_a_list_with_few_cells_in_its_rows_keeps_them_all() -> None:
    body = [["Ann", "late"], ["Bob", ""], ["Cy", "ill"], ["Note: Dee", ""]]
    assert remarks_below(body) == 0


def test_groups_with_a_heading_of_their_own_hide_no_footnote() -> None:
    body = [["Age", "", ""], *BODY[:3], ["Region", "", ""], *BODY[3:]]
    assert remarks_below([*body, ["(1) Revised.", "", ""]]) == 1


def test_any_text_left_of_the_table_is_a_remark(tmp_path: Path) -> None:
    rows = "".join(f"| step {n} | {n} ms |\n" for n in range(10, 18))
    path = tmp_path / "profile.txt"
    path.write_text(
        f"mysql> SELECT 1;\n+--+--+\n| Status | Took |\n+--+--+\n{rows}+--+--+\n8 rows in set\n\nmysql> exit\nBye\n",
        encoding="utf-8",
    )
    assert [cells[0] for cells in staged(path)] == [f" step {n} " for n in range(10, 18)]
    (table,) = examine(path)
    assert (table.columns, table.layout.footer_rows) == (("Status", "Took"), 3)
    assert table.layout.skipped[-1] == "row 17 below the data (a total or a note): Bye"


def test_a_total_above_the_remarks_is_left_out_with_them() -> None:
    end = [["Total", "", "75.00"], ["(1) Revised.", "", ""], ["by Ann", "", ""]]
    assert find_frame([["Region", "Day", "Net"], *BODY, *end]).below == 3


def test_remarks_at_the_end_of_a_long_file_are_found(tmp_path: Path) -> None:
    rows = "".join(f'{n},"a, ""long"" text that fills the file until its end is far",x\n' for n in range(30_000))
    end = "".join(f"{n},a word,x\n" for n in range(30_000, 30_010))
    path = tmp_path / "long.csv"
    path.write_text(f"id,words,kind\n{rows}{end}(1) Revised.\nby Ann\n", encoding="utf-8")
    (table,) = examine(path)
    assert table.layout.skipped == (
        "last lines, below the data (a total or a note): (1) Revised.",
        "last lines, below the data (a total or a note): by Ann",
    )
    assert len(staged(path)) == 30_010
