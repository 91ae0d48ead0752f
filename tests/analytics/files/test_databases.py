"""Parquet and DuckDB files."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.errors import UnreadableFile
from analytics.files import databases
from analytics.files.reading import examine, stage

QUERY = "SELECT 42 AS id, DATE '2024-05-01' AS placed, [1, 2] AS items, {'a': 1} AS more, NULL AS gone"
ROW = (1, "42", "2024-05-01", "[1,2]", '{"a":1}', None)


def staged(path: Path) -> list[tuple[object, ...]]:
    """The rows of the file's first table."""
    with duckdb.connect() as connection:
        stage(connection, examine(path)[0], "staged", path.parent)
        return connection.execute("FROM staged").fetchall()


def test_every_value_of_a_parquet_file_is_text(tmp_path: Path) -> None:
    path = tmp_path / "orders.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({QUERY}) TO '{path}' (FORMAT parquet)")
    assert staged(path) == [ROW]


def test_zero_characters_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "orders.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 'a' || chr(0) || 'b' AS id) TO '{path}' (FORMAT parquet)")
    assert staged(path) == [(1, "ab")]


def test_tables_of_a_database_are_offered_and_views_are_not(tmp_path: Path) -> None:
    path = tmp_path / "shop.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE orders AS {QUERY}")
        connection.execute("CREATE VIEW peek AS SELECT * FROM orders")
    assert [table.layout.sheet for table in examine(path)] == ["main.orders"]
    assert staged(path) == [ROW]


def test_a_damaged_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "orders.parquet"
    path.write_bytes(b"PAR1" + b"x" * 200)
    with pytest.raises(UnreadableFile, match=r"orders\.parquet is damaged"):
        examine(path)


@pytest.mark.parametrize("name", ["a[2].parquet", "a*.parquet", "a?.parquet", "exports [may]/a.parquet"])
def test_a_name_is_no_pattern_that_other_files_match(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 'other' AS id) TO '{tmp_path / 'a2.parquet'}' (FORMAT parquet)")
        connection.execute(f"COPY (SELECT 'own' AS id) TO '{path}' (FORMAT parquet)")
    assert staged(path) == [(1, "own")]


def test_rows_that_pass_through_a_folder_with_a_pattern_in_its_name_are_these(tmp_path: Path) -> None:
    folder, other = tmp_path / "temporary [1]", tmp_path / "temporary 1"
    folder.mkdir()
    other.mkdir()
    (other / "staged.csv").write_text("2,other,9\r\n")
    path = tmp_path / "orders.csv"
    path.write_text("id,amount\n1,5\n2\n")  # a short row: not clean, so the rows go through a file in the folder
    with duckdb.connect() as connection:
        stage(connection, examine(path)[0], "staged", folder)
        assert connection.execute("SELECT id FROM staged").fetchall() == [("1",), ("2",)]


def test_ending_the_reading_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "orders.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({QUERY}) TO '{path}' (FORMAT parquet)")

    def ended(*_: object) -> None:
        raise duckdb.InterruptException

    (table,) = examine(path)
    monkeypatch.setattr(databases, "_kinds", ended)
    with duckdb.connect() as connection, pytest.raises(duckdb.InterruptException):
        stage(connection, table, "staged", tmp_path)
