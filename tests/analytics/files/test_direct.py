"""Clean files read by DuckDB itself, and only those."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.files.delimited_rows import delimited_rows
from analytics.files.direct import stage_directly
from analytics.files.reading import examine
from analytics.files.staging import stage_rows, unstage

HEAD = "id,note,amount\n"
ROWS = "".join(f"{n},note {n},{n}.5\n" for n in range(1, 6))


def both_ways(folder: Path, content: bytes) -> tuple[list[tuple[object, ...]] | None, list[tuple[object, ...]]]:
    """The rows as DuckDB reads the file (None where it may not), and as the tolerant reader does."""
    path = folder / "file [1]*.csv"  # signs that DuckDB would take for a pattern
    path.write_bytes(content)
    (table,) = examine(path)
    with duckdb.connect() as connection:
        direct = stage_directly(connection, table, path, "direct", folder)
        stage_rows(connection, "tolerant", table.columns, delimited_rows(table, path), folder)
        found = connection.execute("FROM direct ORDER BY row_number").fetchall() if direct is not None else None
        return found, connection.execute("FROM tolerant ORDER BY row_number").fetchall()


@pytest.mark.parametrize(
    "content",
    [
        HEAD + ROWS,
        (HEAD + ROWS).rstrip("\n"),
        (HEAD + ROWS).replace("\n", "\r\n"),
        "\ufeff" + HEAD + ROWS,
        HEAD + '6,"a, ""b""\nand\n\nmore",1\n' + ROWS,
        HEAD + "7,,\n" + ROWS + ",,\n",
        (HEAD + ROWS).replace(",", ";"),
        "Report\n\n" + HEAD + ROWS,
        HEAD + ROWS + "\n\n",
        (HEAD + ROWS).replace("\n", ",\n"),  # a delimiter at the end of every line makes a column that is none
        "," + (HEAD + ROWS).replace("\n", "\n,").removesuffix(","),
    ],
)
def test_a_clean_file_gives_the_same_rows_both_ways(tmp_path: Path, content: str) -> None:
    direct, tolerant = both_ways(tmp_path, content.encode())
    assert direct == tolerant


@pytest.mark.parametrize(
    "content",
    [
        HEAD + ROWS + "8,too,many,cells\n" + ROWS,
        HEAD + ROWS + "8,too few\n" + ROWS,
        HEAD + ROWS + "\n" + ROWS,  # a blank line counts as a row of the sheet
        HEAD + ROWS + '8,"never closed,1\n' + ROWS,
        HEAD + ROWS.replace("\n", "\r\n", 2),
        HEAD + "9,a\0b,1\n" + ROWS,
        HEAD + ROWS + HEAD + ROWS,
    ],
)
def test_an_unclean_file_is_left_to_the_tolerant_reader(tmp_path: Path, content: str) -> None:
    direct, tolerant = both_ways(tmp_path, content.encode())
    assert direct is None or direct == tolerant
    assert len(tolerant) >= 5


def test_nothing_is_left_behind_when_the_file_is_not_clean(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(HEAD + ROWS + "8,too,many,cells\n")
    (table,) = examine(path)
    with duckdb.connect() as connection:
        assert stage_directly(connection, table, path, "staged", tmp_path) is None
        assert connection.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchall() == [(0,)]


def test_a_column_named_as_duckdb_names_positions_is_left_to_the_tolerant_reader(tmp_path: Path) -> None:
    direct, tolerant = both_ways(tmp_path, (HEAD.replace("amount", "File_Row_Number") + ROWS).encode())
    assert direct is None
    assert [row[0] for row in tolerant] == [2, 3, 4, 5, 6]


def test_rows_of_any_length_are_kept_in_groups_of_about_the_same_size(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    rows = 5_000
    path.write_text(HEAD + "".join(f"{n},{'long ' * 1_000},1.5\n" for n in range(rows)))  # 5 kB each
    with duckdb.connect() as connection:
        assert stage_directly(connection, examine(path)[0], path, "staged", tmp_path) == rows
        groups = "SELECT max(row_group_num_rows) FROM parquet_metadata(?)"
        ((largest,),) = connection.execute(groups, [str(tmp_path / "staged.parquet")]).fetchall()
    assert largest <= 2_048


def test_nothing_stays_with_the_connection_once_the_rows_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(HEAD + ROWS)
    with duckdb.connect() as connection:
        assert stage_directly(connection, examine(path)[0], path, "staged", tmp_path) == 5
        unstage(connection, "staged")
        assert connection.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchall() == [(0,)]
