"""The commands run and watch, and export of a notebook: for cron, with an exit status that tells whether all of it worked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner, Result

from analytics import Workspace
from analytics.commands import cli
from analytics.notebooks.keeping import edit_notebook, find_notebook, make_notebook, runs_of
from analytics.notebooks.notebook import Query, Text

TICKETS = "Ticket ID,Customer ID,Created at,Status,Subject\n"
CELLS = (
    Text("t", "# May"),
    Query("a", "tickets_now", "SELECT count(*) AS n FROM tickets"),
    Query("b", "double", "SELECT n * 2 AS n FROM tickets_now"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workspace with two tickets and a notebook that follows."""
    file = tmp_path / "first" / "tickets 2026-01.csv"
    file.parent.mkdir()
    file.write_text(TICKETS + "1,a,2026-01-05 10:00,open,Late\n2,b,2026-01-06 11:00,closed,Broken\n")
    workspace = Workspace(tmp_path / "shop.duckdb")
    workspace.load(file, who="Ada")
    made = make_notebook(workspace, "May", "Ada", CELLS)
    edit_notebook(workspace, made.id, lambda there: replace(there, follows=True), "Ada")
    workspace.close()
    return tmp_path / "shop.duckdb"


def run(path: Path, *words: object) -> Result:
    return CliRunner().invoke(cli, [*map(str, words), "--workspace", str(path)])


def document(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_run_runs_all_cells_keeps_what_they_gave_and_ends_with_0(path: Path) -> None:
    told = document(run(path, "run", "may", "--json"))
    assert [(cell["name"], cell["rows"], cell["refusal"]) for cell in told["cells"]] == [
        ("tickets_now", 1, None),
        ("double", 1, None),
    ]
    workspace = Workspace(path)
    kept = runs_of(workspace, find_notebook(workspace, "May").id)["b"].table
    assert kept is not None
    assert kept["n"].tolist() == [4]
    workspace.close()


def test_run_ends_with_1_when_a_cell_gives_nothing_and_runs_the_others(path: Path) -> None:
    workspace = Workspace(path)
    made = find_notebook(workspace, "May")
    edit_notebook(
        workspace, made.id, lambda there: there.adding(Query("c", "broken", "SELECT gone FROM tickets")), "Ada"
    )
    workspace.close()
    done = run(path, "run", "May")
    assert done.exit_code == 1
    assert "1 of 3 cells gave no result" in done.stderr
    assert "double: 1 rows" in done.stdout
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("ending", "begins"),
    [(".html", b"<!doctype html>"), (".md", b"# May"), (".pptx", b"PK"), (".xlsx", b"PK"), (".ipynb", b"{")],
)
def test_run_writes_the_notebook_in_the_format_of_the_ending(path: Path, ending: str, begins: bytes) -> None:
    file = path.with_name(f"out{ending}")
    told = document(run(path, "run", "May", "--to", file, "--json"))
    assert file.read_bytes().startswith(begins)
    assert told["bytes"] == file.stat().st_size
    assert file.with_suffix(".duckdb").exists() == (ending == ".ipynb")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("run", "June"), "There are: May"),
        (("run", "May", "--to", "out.docx"), "the ending must be one of"),
        (("run", "May", "--to", "/nowhere/at/all/out.html"), "could not be written"),
        (("export", "--notebook", "June", "--to", "out.html"), "There are: May"),
        (("watch", "/nowhere/at/all", "--once"), "no folder /nowhere/at/all"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(path: Path, words: tuple[str, ...], says: str) -> None:
    done = run(path, *words)
    assert done.exit_code == 1
    assert says in done.stderr
    assert "Traceback" not in done.output


def test_an_ipynb_leaves_with_the_data_that_it_opens_and_overwrites_none(path: Path) -> None:
    file = path.with_name("home.ipynb")
    document(run(path, "export", "--notebook", "May", "--to", file, "--json"))
    assert "Workspace('home.duckdb')" in nbformat.read(file, 4).cells[1].source
    copy = Workspace(file.with_suffix(".duckdb"))
    assert copy.count("tickets") == 2
    copy.close()
    again = run(path, "export", "--notebook", "May", "--to", file)
    assert again.exit_code == 1
    assert "home.duckdb is there already" in again.stderr


def test_watch_loads_a_known_file_once_leaves_others_alone_and_runs_what_follows(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "tickets 2026-02.csv").write_text(TICKETS + "3,c,2026-02-05 10:00,open,Late\n")
    (folder / "what.csv").write_text("alpha,beta\n1,2\n")
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / ".hidden.csv").write_text(TICKETS)
    told = document(run(path, "watch", folder, "--once", "--json"))
    seen = {file["file"]: file for file in told["files"]}
    assert set(seen) == {"tickets 2026-02.csv", "what.csv", "logo.png"}
    assert (seen["tickets 2026-02.csv"]["loaded"], seen["what.csv"]["loaded"]) == (1, 0)
    assert "Load it once by hand" in seen["what.csv"]["left_alone"]
    assert seen["logo.png"]["left_alone"]
    assert told["notebooks"] == {"May": {"cells": 2, "refused": 0}}
    again = document(run(path, "watch", folder, "--once", "--json"))
    assert again == {"files": [], "notebooks": {}}
    workspace = Workspace(path)
    kept = runs_of(workspace, find_notebook(workspace, "May").id)["b"].table
    assert kept is not None
    assert kept["n"].tolist() == [6]
    workspace.close()


def test_a_watched_file_that_changed_is_looked_at_again(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    file = folder / "tickets 2026-02.csv"
    file.write_text(TICKETS + "3,c,2026-02-05 10:00,open,Late\n")
    run(path, "watch", folder, "--once")
    file.write_text(TICKETS + "3,c,2026-02-05 10:00,open,Late\n4,d,2026-02-06 10:00,open,Late\n")
    (seen,) = document(run(path, "watch", folder, "--once", "--json"))["files"]
    assert (seen["loaded"], seen["unchanged"]) == (1, 1)
