"""What the reader did to single rows is told with counts, however the file is read."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.errors import Cancelled
from analytics.files.reading import examine, stage
from analytics.files.row_notes import RowNotes

BODY = "".join(f"{n},Ann,2024-01-{n:02}\n" for n in range(1, 13))


def told(folder: Path, content: str) -> tuple[str, ...]:
    """The sentences about a file's rows after all of it was staged."""
    path = folder / "file.csv"
    path.write_text(content)
    notes = RowNotes()
    with duckdb.connect() as connection:
        stage(connection, examine(path)[0], "staged", path.parent, notes)
    return notes.sentences()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("id,name,day\n", "1 row repeated the header and was left out (row 14)"),
        (",,\n", "1 row held separators but no text and was left out (row 14)"),
        ("13,,Ann,2024-01-13\n", "1 row had a cell too many; the cells were put back under their columns (row 14)"),
        ("13;Ann;2024-01-13\n", "1 row was separated by another sign than the rest and was read by it (row 14)"),
        ("13,Ann\n", "1 row had fewer cells than the header; the missing ones are empty (row 14)"),
        ("13,a,b,c,d,e,f\n", "1 row had more cells than the header; the further cells are kept in columns of their own (row 14)"),
    ],
    ids=["repeated", "blank", "too many", "other sign", "fewer", "more"],
)  # fmt: skip
def test_a_row_that_was_left_out_or_mended_is_told(tmp_path: Path, row: str, says: str) -> None:
    assert told(tmp_path, f"id,name,day\n{BODY}{row}20,Eve,2024-02-01\n") == (says,)


def test_a_clean_file_and_separators_at_line_ends_are_not_worth_a_word(tmp_path: Path) -> None:
    assert told(tmp_path, f"id,name,day\n{BODY}") == ()
    assert told(tmp_path, f"id,name,day\n{BODY}".replace("\n", ",\n")) == ()


def test_many_rows_are_counted_and_the_first_are_named(tmp_path: Path) -> None:
    (sentence,) = told(tmp_path, f"id,name,day\n{BODY}" + ",,\n" * 9 + "20,Eve,2024-02-01\n")
    assert sentence.startswith("9 rows held separators")
    assert sentence.endswith("(rows 14, 15, 16, 17, 18, ...)")


def test_a_watcher_can_end_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(f"id,name,day\n{BODY}13,Ann\n" + "14,Bob,2024-02-01\n" * 20_000)  # the short row keeps DuckDB out

    def stop(rows: int) -> None:
        if rows >= 5_000:
            raise Cancelled("enough")

    with duckdb.connect() as connection, pytest.raises(Cancelled):
        stage(connection, examine(path)[0], "staged", path.parent, watch=stop)
