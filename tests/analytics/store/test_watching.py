"""A load that is watched: its share moves, and it can be ended without a trace."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from analytics.errors import Cancelled
from analytics.store.watching import COMPARING, UNDERSTANDING, WRITING, Cancel, Watch
from analytics.workspace import Workspace

ROWS = 60_000  # long enough to be cancelled while it runs


@pytest.fixture
def big_file(tmp_path: Path) -> Path:
    path = tmp_path / "tickets.csv"
    rows = (f"{n},2026-01-02 10:00:00,open,Order {n} has not arrived\n" for n in range(ROWS))
    path.write_text("Ticket Id,Created at,Status,Subject\n" + "".join(rows))
    return path


def temporary_tables(workspace: Workspace) -> list[tuple[str]]:
    return workspace.database.rows("SELECT table_name FROM duckdb_tables() WHERE temporary")


def test_the_share_grows_from_nothing_to_everything_with_the_step_in_words(
    workspace: Workspace, big_file: Path
) -> None:
    told: list[tuple[float, str]] = []
    workspace.load(big_file, progress=lambda share, step: told.append((share, step)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert {"reading the file", "writing the rows"} <= {step for _, step in told}


@pytest.mark.parametrize("when", ["reading the file", "writing the rows", "placing rows in the journey"])
def test_a_cancelled_load_leaves_nothing_and_the_workspace_works_on(
    workspace: Workspace, big_file: Path, when: str
) -> None:
    cancel = Cancel()

    def tell(share: float, step: str) -> None:
        if step == when:
            cancel.set()

    with pytest.raises(Cancelled, match=r"tickets\.csv was cancelled"):
        workspace.load(big_file, progress=tell, cancel=cancel)
    assert workspace.is_empty
    assert workspace.imports().empty
    assert temporary_tables(workspace) == []
    assert workspace.load(big_file).loaded == ROWS


def test_a_statement_that_runs_is_interrupted(workspace: Workspace) -> None:
    # Without an interruption this would count for minutes.
    cancel = Cancel()
    threading.Timer(0.3, cancel.set).start()
    watch = Watch("everything", lambda share, step: None, cancel)
    with pytest.raises(Cancelled), workspace.database.write() as cursor, watch.over(cursor):
        cursor.execute(
            "SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b WHERE hash(a.range + b.range) = 1"
        )
    assert workspace.is_empty


def test_reading_row_by_row_can_be_cancelled(workspace: Workspace, tmp_path: Path) -> None:
    # A stray quote makes the file one for the tolerant reader, which is not DuckDB.
    path = tmp_path / "odd.csv"
    rows = "".join(f'{n},2026-01-02,say "hi" {n}\r\n' for n in range(30_000))
    path.write_text("Ticket Id,Created at,Subject\n" + rows)
    cancel = Cancel()

    def tell(share: float, step: str) -> None:
        if step.startswith("reading ("):
            cancel.set()

    with pytest.raises(Cancelled):
        workspace.load(path, progress=tell, cancel=cancel)
    assert workspace.is_empty


def test_shares_within_a_stage_stay_within_it() -> None:
    told: list[float] = []
    watch = Watch("a.csv", lambda share, step: told.append(share), Cancel())
    watch.stage(WRITING, "writing the rows")
    for percent in (-1, 50, 20, 100):
        watch._tell(percent)
    assert told == sorted(told)
    assert UNDERSTANDING < WRITING < told[-1] < COMPARING
