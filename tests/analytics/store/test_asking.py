"""Asking: a query sees the workspace's tables and nothing else, and can change nothing."""

from __future__ import annotations

from pathlib import Path
from threading import Timer

import pytest

from analytics.errors import Cancelled, UnclearQuery
from analytics.store.asking import ask, ask_into, sources
from analytics.store.database import Database
from analytics.store.watching import Cancel

SECRET = "top secret"


@pytest.fixture(scope="module")
def database() -> Database:
    made = Database()
    with made.write() as cursor:
        cursor.execute(
            "INSERT INTO tickets (ticket_id, customer_id, subject) VALUES ('1', 'ann', 'Late'), ('2', 'bob', 'Broken')"
        )
        cursor.execute("INSERT INTO sales (order_id, customer_id, amount) VALUES ('A', 'ann', 12.5)")
        cursor.execute('CREATE TABLE "other_odd ""name" ("a b" VARCHAR, row_key VARCHAR)')
        cursor.execute("""INSERT INTO "other_odd ""name" VALUES ('x', '1')""")
    return made


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT subject FROM tickets ORDER BY ticket_id", [("Late",), ("Broken",)]),
        ("SELECT t.subject, amount FROM tickets t JOIN sales s USING (customer_id) -- mine", [("Late", 12.5)]),
        ("WITH late AS (SELECT * FROM Tickets) SELECT count(*) FROM late", [(2,)]),
        ("FROM tickets SELECT CUSTOMER_ID WHERE ticket_id = '2'", [("bob",)]),
        ("SELECT count(*) FROM tickets NATURAL JOIN sales", [(0,)]),  # they share more columns than the customer
        ('SELECT "a b" FROM "other_odd ""name"', [("x",)]),
        ("SELECT 1 AS one UNION SELECT 2 ORDER BY one", [(1,), (2,)]),
    ],
)  # fmt: skip
def test_a_query_reads_the_tables_that_it_mentions(database: Database, sql: str, rows: list) -> None:
    assert list(ask(database, sql).itertuples(index=False, name=None)) == rows


def test_a_whole_row_brings_all_columns(database: Database) -> None:
    (found,) = ask(database, "SELECT t FROM tickets AS t WHERE t.ticket_id = '1'")["t"]
    assert found["subject"] == "Late"


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT * FROM '{file}'", "FROM '{file}'", "SELECT * FROM read_csv('{file}')", "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_blob('{file}')", "FROM sniff_csv('{file}')", "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_parquet('{file}')", "SELECT * FROM read_json('{file}')", "FROM read_duckdb('{file}')",
        "SELECT * FROM read_csv('https://example.org/a.csv')", "SELECT getenv('HOME')", "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM query('FROM read_text(''{file}'')')", "SELECT * FROM query_table('{file}')",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''{file}'')'))",
        "SELECT (SELECT content FROM read_text('{file}'))", "WITH f AS (FROM read_text('{file}')) SELECT * FROM f",
        "SELECT * FROM SECRET", "SELECT * FROM database", "SELECT * FROM imports", "SELECT * FROM ledger",
        "SELECT * FROM rejected_rows", "COPY tickets TO '{folder}/out.csv'", "COPY (SELECT 1) TO '{folder}/out.csv'",
        "ATTACH '{folder}/new.duckdb'", "INSTALL httpfs", "LOAD httpfs", "PRAGMA database_list", "CALL pragma_version()",
        "SET enable_external_access = true", "RESET lock_configuration", "EXPORT DATABASE '{folder}/dump'",
        "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE tickets", "DROP TABLE tickets", "DELETE FROM tickets",
        "UPDATE tickets SET subject = 'x'", "INSERT INTO tickets (ticket_id) VALUES ('9')", "CREATE TABLE x AS SELECT 1",
        "CREATE MACRO f() AS TABLE FROM tickets", "EXPLAIN ANALYZE SELECT 1", "CHECKPOINT", "BEGIN TRANSACTION", "",
        "SELEC 1", "SELECT nothing FROM tickets", "VACUUM", "USE memory", "EXECUTE p", "PREPARE p AS SELECT 1",
    ],
)  # fmt: skip
def test_every_way_out_is_shut_and_told_in_one_sentence(database: Database, tmp_path: Path, attempt: str) -> None:
    (tmp_path / "secret.csv").write_text(f"a,b\n{SECRET},1\n")
    before = sorted(path.name for path in tmp_path.iterdir())
    sql = attempt.format(file=tmp_path / "secret.csv", folder=tmp_path)
    with pytest.raises(UnclearQuery) as told:
        ask(database, sql)
    assert str(told.value).startswith(("A query has to be", "The query"))
    assert "\n" not in str(told.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert database.value("SELECT count(*) FROM tickets") == 2


def test_what_a_query_takes_too_long_for_is_stopped(database: Database) -> None:
    with pytest.raises(UnclearQuery, match=r"longer than 1 second"):
        ask(
            database,
            "SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range % 7 = b.range % 5",
            seconds=1,
        )


def test_a_query_can_be_stopped_from_another_thread(database: Database) -> None:
    cancel = Cancel()
    Timer(0.3, cancel.set).start()
    with pytest.raises(Cancelled, match="stopped; nothing of it stays"):
        ask(database, "SELECT count(*) FROM range(1000000000000) WHERE range % 3 = 1", cancel=cancel)


def test_the_rows_shown_are_limited_and_the_result_file_has_all(database: Database, tmp_path: Path) -> None:
    assert len(ask(database, "SELECT * FROM range(50)", most=7)) == 7
    ask_into(database, "SELECT range AS n FROM range(50)", tmp_path / "all.parquet")
    assert database.value("SELECT count(*) FROM read_parquet(?)", [str(tmp_path / "all.parquet")]) == 50


def test_the_sources_of_a_query_are_the_tables_it_mentions(database: Database) -> None:
    sql = 'SELECT * FROM tickets WHERE customer_id IN (SELECT customer_id FROM sales) AND EXISTS (FROM "other_odd ""name")'
    assert sources(database, sql) == ('other_odd "name', "sales", "tickets")
