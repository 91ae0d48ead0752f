"""Running cells from a page: in a thread of its own, shown while it lasts, to be stopped by who does not want to wait."""

from __future__ import annotations

from concurrent.futures import wait
from dataclasses import dataclass
from time import monotonic

import streamlit as st

from analytics.errors import Cancelled
from analytics.notebooks.keeping import find_notebook, keep_runs, runs_of
from analytics.notebooks.notebook import Notebook
from analytics.notebooks.running import Run, Runner
from analytics.store.watching import Progress, nobody
from analytics.workspace import Workspace, utc_now
from pages.parts.under_way import Work, begun
from pages.parts.words import escaped

_PATIENCE = 0.5  # seconds: what is done by then needs no notice
_PAUSE = 0.5  # seconds between two looks
ALL = ""


@st.cache_resource(show_spinner=False, max_entries=50)
def _held(path: str, notebook_id: str) -> dict[str, Run]:
    """The runs that this server holds with all their rows; shared by all sessions."""
    return {}


@dataclass(frozen=True)
class _Running:
    """Cells that are being run since a time: one and what depends on it, or all."""

    runner: Runner
    work: Work
    since: float


@st.cache_resource(show_spinner=False)
def _running() -> dict[tuple[str, str, str], _Running]:
    """What this server is running, by workspace, notebook and cell; all sessions see it."""
    return {}


def _place(workspace: Workspace) -> str:
    return str(workspace.database.path or id(workspace))


def runner(workspace: Workspace, notebook_id: str) -> Runner:
    """The notebook as it stands, with the runs that there are."""
    held = _held(_place(workspace), notebook_id)
    if not held:
        held.update(runs_of(workspace, notebook_id))
    return Runner(workspace, find_notebook(workspace, notebook_id), utc_now, held)


def begin(workspace: Workspace, notebook_id: str, cell_id: str = ALL, only_stale: bool = False) -> None:
    """Begin to run a cell and what depends on it, or all cells; ``show_running`` shows it, and what came of it."""
    key = (_place(workspace), notebook_id, cell_id)
    if key not in _running():
        cells = runner(workspace, notebook_id)
        work = begun("running", lambda tell: _run(workspace, cells, cell_id, only_stale, tell))
        _running()[key] = _Running(cells, work, monotonic())
        wait([work.result], _PATIENCE)


def show_running(workspace: Workspace, notebook_id: str, cell_id: str = ALL) -> None:
    """What ``begin`` began, as long as it runs; when it is done, the page is drawn anew."""
    key = (_place(workspace), notebook_id, cell_id)
    running = _running().get(key)
    if running is None:
        return
    if not running.work.result.done():
        _show(key)
        return
    _running().pop(key, None)
    try:
        running.work.result.result()  # a fault of the program is raised here, where the page tells of it
    except Cancelled as stopped:
        st.toast(escaped(stopped), icon=":material/stop_circle:")
        return
    st.rerun(scope="app")  # the bar counts what is stale, and what depends on it ran with it


@st.fragment(run_every=_PAUSE)
def _show(key: tuple[str, str, str]) -> None:
    """How far it is, with a button that stops it; the rest of the page can be used meanwhile."""
    running = _running().get(key)
    if running is None or running.work.result.done():
        st.rerun(scope="app")
        return
    stopping = running.runner.cancel.is_set
    with st.container(horizontal=True, vertical_alignment="center"):
        word = "Stopping" if stopping else escaped(running.work.step.capitalize())
        said = f"{word} … {monotonic() - running.since:.0f} s"
        _ = st.progress(running.work.share, said) if key[2] == ALL else st.caption(said)
        st.button("Stop", icon=":material/stop_circle:", key=f"stop-{key[1]}-{key[2]}", disabled=stopping,
                  on_click=running.runner.cancel.set,
                  help="A query ends at once, an analysis when it is through. What stood here before stays.")  # fmt: skip


def run_cell(workspace: Workspace, notebook_id: str, cell_id: str) -> None:
    """Run a cell and what depends on it at once, and keep what they gave."""
    with st.spinner("Running …", show_time=True):
        _run(workspace, runner(workspace, notebook_id), cell_id)


def run_all(workspace: Workspace, notebook: Notebook, only_stale: bool) -> None:
    """Run all cells, or those that are stale, at once."""
    _run(workspace, runner(workspace, notebook.id), ALL, only_stale)


def _run(workspace: Workspace, cells: Runner, cell_id: str, only_stale: bool = False, tell: Progress = nobody) -> None:
    """Run a cell and what depends on it, or all, and keep what ran whole, also when it is stopped."""
    before = dict(cells.runs)
    try:
        if cell_id == ALL:
            cells.run_all(tell, only_stale)
        else:
            cells.run_with_dependants(cell_id)
    finally:
        ran = [run for run in cells.runs.values() if before.get(run.cell) is not run]
        keep_runs(workspace, cells.notebook.id, ran)
