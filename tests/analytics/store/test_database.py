"""A workspace file: what can be wrong with it is told in a sentence, and nothing in it is harmed."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import duckdb
import ibis
import pytest

from analytics.errors import StorageFull, TooLittleMemory, WorkspaceUnavailable
from analytics.store.database import Database
from analytics.store.ledger import Ledger


def test_a_new_file_gets_every_table(tmp_path: Path) -> None:
    database = Database(tmp_path / "new.duckdb")
    tables = {row[0] for row in database.rows("SELECT table_name FROM duckdb_tables()")}
    assert {"surveys", "tickets", "sales", "customers", "usage", "measures", "ledger", "imports"} <= tables


def test_opening_again_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    first = Database(path)
    Ledger(first).record("target", "x", 1, "Ada")
    first.close()
    assert Ledger(Database(path)).present("target") == {"x": 1}


def test_a_file_of_0_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    path.touch()
    with pytest.raises(WorkspaceUnavailable) as told:
        Database(path)
    assert "0 bytes" in str(told.value)
    assert path.stat().st_size == 0


def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "damaged.duckdb"
    path.write_bytes(b"this was a workspace once" * 1000)
    before = path.read_bytes()
    with pytest.raises(WorkspaceUnavailable) as told:
        Database(path)
    assert "damaged" in str(told.value)
    assert "\n" not in str(told.value)
    assert path.read_bytes() == before


def test_a_truncated_workspace_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.duckdb"
    Database(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(WorkspaceUnavailable):
        Database(path)


def test_a_workspace_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.duckdb"
    Database(path).close()
    connection = duckdb.connect(str(path))
    connection.execute("INSERT INTO schema_version VALUES (9999, 'from the future', now()::TIMESTAMP)")
    connection.close()
    with pytest.raises(WorkspaceUnavailable) as told:
        Database(path)
    assert "newer version" in str(told.value)


def test_a_workspace_open_in_another_program_is_told(tmp_path: Path) -> None:
    path = tmp_path / "busy.duckdb"
    Database(path).close()
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('open', flush=True); sys.stdin.read()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        with pytest.raises(WorkspaceUnavailable) as told:
            Database(path)
    finally:
        holder.communicate()
    assert "open in another program" in str(told.value)


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    # A limit on the size of files is what a full disk looks like to the program.
    path = tmp_path / "full.duckdb"
    script = textwrap.dedent(f"""
        import resource, signal
        from pathlib import Path
        from analytics.errors import StorageFull
        from analytics.store.database import Database
        database = Database(Path({str(path)!r}))
        with database.write() as cursor:
            cursor.execute("CREATE TABLE kept AS SELECT 1 AS a")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
        try:
            with database.write() as cursor:
                cursor.execute("CREATE TABLE big AS SELECT hash(i) AS h, hash(i + 1) AS g FROM range(5000000) AS r(i)")
        except StorageFull as error:
            print(error)
    """)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=Path(__file__).parents[3])
    assert done.stdout.startswith("The disk is full"), done.stderr[-2000:]
    assert Database(path).rows("SELECT a FROM kept") == [(1,)]


def test_an_error_inside_a_write_undoes_all_of_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "whole.duckdb")
    with pytest.raises(ZeroDivisionError), database.write() as cursor:  # noqa: PT012
        cursor.execute("CREATE TABLE half AS SELECT 1 AS a")
        raise ZeroDivisionError
    assert not database.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'half'")


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "busy.duckdb")
    ledger = Ledger(database)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda n: ledger.record("target", f"kpi-{n}", n, f"session {n % 10}"), range(60)))
    assert ledger.present("target") == {f"kpi-{n}": n for n in range(60)}
    assert sorted(ledger.entries()["decision_id"]) == list(range(1, 61))


def test_a_reader_is_not_blocked_by_a_writer(tmp_path: Path) -> None:
    database = Database(tmp_path / "busy.duckdb")
    with database.write() as cursor:
        cursor.execute("INSERT INTO counters VALUES ('half written', 1)")
        assert database.rows("SELECT name FROM counters") == [("data_version",)]
    assert len(database.rows("SELECT name FROM counters")) == 2


def test_how_a_table_was_before_a_write_is_not_remembered_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes just when another session has looked at a table."""
    database = Database()
    connected = ibis.duckdb.from_connection

    def looked(cursor: duckdb.DuckDBPyConnection) -> SimpleNamespace:
        schema = connected(cursor).get_schema("ledger")
        with database.write() as other:
            other.execute("ALTER TABLE ledger ADD COLUMN mood VARCHAR")
        return SimpleNamespace(get_schema=lambda name: schema)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(ibis.duckdb, "from_connection", looked)
        assert "mood" not in database.table("ledger").columns
    assert "mood" in database.table("ledger").columns


def test_a_copy_holds_everything_and_stands_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "one.duckdb")
    Ledger(database).record("target", "x", 1, "Ada")
    database.copy_to(tmp_path / "two.duckdb")
    Ledger(database).record("target", "x", 2, "Ada")
    assert Ledger(Database(tmp_path / "two.duckdb")).present("target") == {"x": 1}


def test_storage_full_is_a_named_error() -> None:
    from analytics.store.database import translated_errors

    with pytest.raises(StorageFull), translated_errors("mine"):
        raise duckdb.IOException('IO Error: Could not write file "w.duckdb": No space left on device')


def test_an_error_about_another_file_is_no_damage_of_the_workspace(tmp_path: Path) -> None:
    database = Database(tmp_path / "fine.duckdb")
    with pytest.raises(FileNotFoundError), database.write():
        (tmp_path / "nowhere.csv").open()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceUnavailable):
        Database(tmp_path / "file" / "mine.duckdb")


def test_too_little_memory_is_a_named_error() -> None:
    database = Database()
    database.rows("SET memory_limit = '20MB'; SET temp_directory = ''")
    with pytest.raises(TooLittleMemory, match="nothing was changed in the workspace in memory"):
        database.rows("SELECT range(i % 1000) AS r FROM range(1000000) AS s(i) ORDER BY r")


def test_a_copy_of_a_workspace_with_quotes_in_its_name_is_made(tmp_path: Path) -> None:
    database = Database(tmp_path / 'it\'s a "b".duckdb')
    Ledger(database).record("target", "x", 1, "Ada")
    database.copy_to(tmp_path / "Bea's.duckdb")
    assert Ledger(Database(tmp_path / "Bea's.duckdb")).present("target") == {"x": 1}
