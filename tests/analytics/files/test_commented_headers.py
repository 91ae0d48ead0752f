"""Logs that name their columns in a comment are tables; what the comments say beside it is told."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analytics.files.commented_headers import are_named_in_a_comment
from analytics.files.reading import examine, stage

ABOVE = "#Software: Internet Services 10.0\n#Date: 2026-11-02 00:00:14\n"
FIELDS = "#Fields: date time cs-uri-stem c-ip sc-status\n"


def test_a_log_that_begins_anew_when_the_server_does(tmp_path: Path) -> None:
    path = tmp_path / "u_ex26.log"
    first = "2026-11-02 00:00:14 /help 203.0.113.9 200\n2026-11-02 00:01:02 /a,b;c - 302\n"  # other separators are text
    path.write_text(
        ABOVE
        + FIELDS
        + first
        + ABOVE.replace("00:00:14", "06:10:00")
        + FIELDS
        + "2026-11-02 06:10:05 / 192.0.2.4 500\n"
    )
    (table,) = examine(path)
    assert table.columns == ("date", "time", "cs-uri-stem", "c-ip", "sc-status")
    with duckdb.connect() as connection:
        stage(connection, table, "staged", tmp_path)
        rows = connection.execute("FROM staged ORDER BY row_number").fetchall()
    assert [row[0] for row in rows] == [4, 5, 9]  # as the lines of the file are numbered
    assert rows[1][1:] == ("2026-11-02", "00:01:02", "/a,b;c", "-", "302")
    assert any("#Software" in note for note in table.layout.skipped)
    assert any("repeated the header" in note for note in table.oddities)


def test_cells_parted_by_tabs_keep_their_blanks(tmp_path: Path) -> None:
    path = tmp_path / "cloud.log"
    path.write_text("#Version: 1.0\n#Fields: date\tagent\tbytes\n" + "2026-11-02\tMy app 1\t20\n" * 3)
    (table,) = examine(path)
    assert table.preview[0] == ("2026-11-02", "My app 1", "20")


def test_a_comment_that_names_other_columns_is_a_comment() -> None:
    assert not are_named_in_a_comment(["#Fields: id name\n", "1,Ann\n"])
    assert not are_named_in_a_comment(["id,name\n", "1,Ann\n"])
    assert not are_named_in_a_comment(
        ["id\x1fname\n", "1\x1fAnn\n"]
    )  # the sign that parts the cells of a log once it is read
