"""SQL in a notebook and in the Python API sees the loaded tables and the results above, however it is phrased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics import Workspace
from analytics.errors import UnclearQuery
from analytics.notebooks.notebook import Notebook, Query
from analytics.notebooks.running import Runner
from analytics.store.asking import ask

# ``escape`` and ``local`` below are variables of Python, which DuckDB would read if it were let.
ATTEMPTS = (
    "FROM '/etc/passwd'", "FROM 'file:///etc/passwd'", "FROM '{file}'", "SELECT * FROM read_csv('{file}')", "FROM read_text('{file}')",
    "FROM read_blob(['{file}'])", "FROM glob('{folder}/*')", "FROM parquet_scan('{file}')", "FROM parquet_metadata('{file}')",
    "COPY above TO '{folder}/out.csv'", "COPY (FROM above) TO '{folder}/out.csv'", "ATTACH '{folder}/x.duckdb'", "INSTALL httpfs",
    "LOAD httpfs", "PRAGMA database_list", "SET memory_limit = '90%'", "RESET memory_limit", "SELECT getenv('HOME')",
    "SELECT current_setting('home_directory')", 'SELECT "current_setting"(\'threads\')', "SELECT main.current_setting('threads')",
    "FROM duckdb_settings()", "FROM duckdb_secrets()", "FROM duckdb_extensions()", "FROM duckdb_memory()", "FROM pg_settings",
    "FROM pg_catalog.pg_settings", "FROM which_secret('s3://x', 's3')", "SELECT (SELECT value FROM duckdb_settings() LIMIT 1)",
    "WITH s AS (FROM duckdb_settings()) FROM s", "WITH above AS (FROM read_text('{file}')) FROM above",
    "FROM query('FROM duckdb_settings()')", "FROM query_table('{file}')", "FROM pandas_scan(1::POINTER)", "FROM arrow_scan(1, 2, 3)",
    "FROM 'https://e.example/x.csv'", "FROM read_parquet('s3://bucket/x')", "FROM sqlite_scan('{file}', 'x')", "FROM workspace",
    "FROM local", "FROM frames", "FROM database", "FROM arriving", "FROM ledger", "FROM notebook_changes", "FROM cell_runs", "FROM imports",
    "SELECT 1; SELECT 2", "SELECT 1; COPY above TO '{folder}/out.csv'", "SELECT 1 /* */; DROP TABLE above", "DROP TABLE above", "",
    "-- nothing", "CREATE MACRO f() AS 1", "SELECT write_log('x')", "SELECT '\ud800'", "(" * 3000, "FROM above; --",
    "INSERT INTO above VALUES (2)", "UPDATE above SET n = 2", "EXPLAIN ANALYZE FROM above", "CALL duckdb_settings()",
    "SELECT repeat('x', 2000000000)", "SELECT length(lpad('', 2000000000, 'x'))", "SELECT list_resize([n], 900000000) FROM above",
)  # fmt: skip


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    (tmp_path / "secret.csv").write_text("a,b\ntop secret,1\n")
    return tmp_path / "secret.csv"


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_way_out_of_a_query_with_results_of_others(
    workspace: Workspace, clock: Callable[[], datetime], secret: Path, attempt: str
) -> None:
    local = pd.DataFrame({"secret": [1]})
    sql = attempt.format(file=secret, folder=secret.parent) if "{f" in attempt else attempt
    before = sorted(path.name for path in secret.parent.iterdir())
    cells = (Query("a", "above", "SELECT 1 AS n"), Query("b", "escape", sql))
    run = Runner(workspace, Notebook("n", "", cells), clock)
    refusal = run.run("b").refusal
    assert refusal.startswith(("A query has to be", "The query"))
    assert "\n" not in refusal
    assert str(Path.home()) not in refusal
    with pytest.raises(UnclearQuery):
        workspace.ask(sql, above=local)
    assert sorted(path.name for path in secret.parent.iterdir()) == before


@pytest.mark.parametrize(
    "bomb",
    [
        "SELECT count(*) FROM range(1000000000000) a, range(1000000) b WHERE a.range % 7 = b.range % 5",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
        "SELECT list(a.range || 'a text that fills the memory in the end') FROM range(1000000000) a",
    ],
)
def test_what_would_never_end_or_fill_the_memory_is_stopped(workspace: Workspace, bomb: str) -> None:
    with pytest.raises(UnclearQuery, match=r"longer than 2 seconds|does not run"):
        ask(workspace.database, bomb, seconds=2)


def test_a_frame_stands_before_a_table_and_changes_nothing(workspace: Workspace) -> None:
    given = pd.DataFrame({"ticket_id": ["mine"]})
    assert workspace.ask("SELECT * FROM tickets", tickets=given).table["ticket_id"].tolist() == ["mine"]
    assert workspace.count("tickets") == 0
    assert given["ticket_id"].tolist() == ["mine"]


def test_frames_may_be_called_like_parameters(workspace: Workspace) -> None:
    assert (
        workspace.ask("SELECT * FROM sql, self", sql=pd.DataFrame({"a": [1]}), self=pd.DataFrame({"b": [2]})).table.size
        == 2
    )
