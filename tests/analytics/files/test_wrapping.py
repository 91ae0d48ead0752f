"""Lines that were wrapped as one quoted cell each."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.files.corrections import Correction, reread
from analytics.files.reading import examine, stage

WRAPPED = '"id;name;words"\n"1;Ann;""slow; too \'sad\'"""\n"2;Bob;""said """"no"""" twice"""\n"3;Cy;fine"\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "saved_again.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_table_within_wrapped_lines_is_read_and_told(tmp_path: Path) -> None:
    (table,) = examine(written(tmp_path, WRAPPED))
    assert table.columns == ("id", "name", "words")
    assert table.layout.skipped == ("every line was one quoted cell and was read as the row that stands within",)
    with duckdb.connect() as connection:
        stage(connection, table, "staged", tmp_path)
        rows = connection.execute("SELECT * FROM staged ORDER BY row_number").fetchall()
    assert rows == [(2, "1", "Ann", "slow; too 'sad'"), (3, "2", "Bob", 'said "no" twice'), (4, "3", "Cy", "fine")]


@pytest.mark.parametrize(
    "text",
    [
        '"Comment"\n"Good, thanks"\n"Bad, sorry"\n',  # one column of sentences
        '"Great, thanks"\n"So, so"\n"Bad, sorry"\n',
        '"Name"\n"Smith,Ann"\n"Jones,Bob"\n',  # one column of names
        WRAPPED.replace("3;Cy;fine", "3;Cy"),  # not regular
        WRAPPED + "4;Dee;fine\n",  # not every line
    ],
)
def test_a_column_of_quoted_text_stays_one_column(tmp_path: Path, text: str) -> None:
    (table,) = examine(written(tmp_path, text))
    assert not table.layout.wrapped


def test_who_says_that_nothing_wraps_text_gets_the_lines_as_they_are(tmp_path: Path) -> None:
    (table,) = examine(written(tmp_path, WRAPPED))
    assert reread(table, Correction(quote="")).columns[0] == '"id'
