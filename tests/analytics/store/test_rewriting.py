"""Changing rows: the same by an UPDATE and by writing the table anew."""

from __future__ import annotations

import duckdb
import pytest

from analytics.store import rewriting
from analytics.store.rewriting import change_rows

TABLE = """
    CREATE TABLE orders (id VARCHAR PRIMARY KEY, amount DECIMAL(10, 2) NOT NULL, "per cent" VARCHAR USING COMPRESSION zstd);
    INSERT INTO orders SELECT 'o' || i, i, NULL FROM range(10) AS of_ten(i);
    CREATE VIEW large AS SELECT id FROM orders WHERE amount > 7;
"""


@pytest.fixture(params=[0, 1_000_000], ids=["written anew", "updated"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> duckdb.DuckDBPyConnection:
    """Ten orders of 0 to 9, in a store that takes either way."""
    monkeypatch.setattr(rewriting, "MANY", request.param)
    connection = duckdb.connect()
    connection.execute(TABLE)
    return connection


def rows(store: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return store.execute('SELECT id, amount::INTEGER, "per cent" FROM orders ORDER BY id').fetchall()


def test_named_rows_change_and_no_other(store: duckdb.DuckDBPyConnection) -> None:
    changes = "SELECT rowid AS r, amount, '50 %' AS share FROM orders WHERE id IN ('o3', 'o5')"
    assert change_rows(store, "orders", changes, {"amount": "c.amount + 10", "per cent": "c.share"}) == 2
    assert rows(store) == [
        (f"o{i}", i + 10, "50 %") if i in (3, 5) else (f"o{i}", i, None) for i in range(10)
    ]  # fmt: skip


def test_all_columns_are_changed_from_what_they_were(store: duckdb.DuckDBPyConnection) -> None:
    changes = "SELECT rowid AS r, id, amount FROM orders"
    assert change_rows(store, "orders", changes, {"id": "'was ' || c.amount::INTEGER", "per cent": "c.id"}) == 10
    assert rows(store) == [(f"was {i}", i, f"o{i}") for i in range(10)]


def test_the_table_and_its_views_stay_what_they_are(store: duckdb.DuckDBPyConnection) -> None:
    described = "SELECT sql FROM duckdb_tables() WHERE table_name = 'orders'"
    before = store.execute(described).fetchall()
    change_rows(store, "orders", "SELECT rowid AS r FROM orders WHERE id = 'o0'", {"amount": "100"})
    assert store.execute(described).fetchall() == before
    assert store.execute("SELECT id FROM large ORDER BY id").fetchall() == [("o0",), ("o8",), ("o9",)]
    assert store.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name <> 'orders'").fetchall() == [(0,)]


def test_nothing_to_change_leaves_everything(store: duckdb.DuckDBPyConnection) -> None:
    before = rows(store)
    assert change_rows(store, "orders", "SELECT rowid AS r FROM orders WHERE FALSE", {"amount": "1"}) == 0
    assert rows(store) == before


def test_a_change_that_is_given_up_did_not_happen(store: duckdb.DuckDBPyConnection) -> None:
    before = rows(store)
    store.execute("BEGIN")
    change_rows(store, "orders", "SELECT rowid AS r FROM orders", {"amount": "1"})
    store.execute("ROLLBACK")
    assert rows(store) == before
