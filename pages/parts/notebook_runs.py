"""Running cells from a page: in a thread of its own, shown while it lasts, to be stopped by who does not want to wait."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from time import monotonic

import streamlit as st

from analytics.errors import Cancelled
from analytics.notebooks.keeping import find_notebook, keep_runs, runs_of
from analytics.notebooks.notebook import Notebook
from analytics.notebooks.running import Run, Runner
from analytics.workspace import Workspace, utc_now
from pages.parts.background import in_background
from pages.parts.words import escaped

_PATIENCE = 0.5  # seconds: what is done by then needs no notice
_PAUSE = 0.5  # seconds between two looks
ALL = ""


@st.cache_resource(show_spinner=False, max_entries=50)
def _held(path: str, notebook_id: str) -> dict[str, Run]:
    """The runs that this server holds with all their rows; shared by all sessions."""
    return {}


@dataclass
class _Work:
    """Cells that are being run: one and what depends on it, or all."""

    running: Runner
    share: float = 0.0
    step: str = "running"
    since: float = field(default_factory=monotonic)
    done: Future[list[str]] = field(default_factory=Future)

    def run(self, workspace: Workspace, cell_id: str, only_stale: bool) -> list[str]:
        """Run, and keep what ran whole; gives the ids of all that ran."""
        before = dict(self.running.runs)
        try:
            if cell_id != ALL:
                self.running.run_with_dependants(cell_id)
            else:
                self.running.run_all(self._tell, only_stale)
        finally:
            ran = _new(before, self.running.runs.values())
            keep_runs(workspace, self.running.notebook.id, ran)
        return [run.cell for run in ran]

    def _tell(self, share: float, doing: str) -> None:
        self.share, self.step = share, doing


@st.cache_resource(show_spinner=False)
def _works() -> dict[tuple[str, str, str], _Work]:
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
    if key not in _works():
        work = _works()[key] = _Work(runner(workspace, notebook_id))
        work.done = in_background(work.run, workspace, cell_id, only_stale)
        wait([work.done], _PATIENCE)


def show_running(workspace: Workspace, notebook_id: str, cell_id: str = ALL) -> None:
    """What ``begin`` began, as long as it runs; when it is done, the page is drawn anew."""
    key = (_place(workspace), notebook_id, cell_id)
    work = _works().get(key)
    if work is None:
        return
    if not work.done.done():
        _show(key)
        return
    _works().pop(key, None)
    try:
        work.done.result()  # a fault of the program is raised here, where the page tells of it
    except Cancelled as stopped:
        st.toast(escaped(stopped), icon=":material/stop_circle:")
        return
    st.rerun(scope="app")  # the bar counts what is stale, and what depends on it ran with it


@st.fragment(run_every=_PAUSE)
def _show(key: tuple[str, str, str]) -> None:
    """How far it is, with a button that stops it; the rest of the page can be used meanwhile."""
    work = _works().get(key)
    if work is None or work.done.done():
        st.rerun(scope="app")
        return
    stopping = work.running.cancel.is_set
    with st.container(horizontal=True, vertical_alignment="center"):
        word = "Stopping" if stopping else escaped(work.step.capitalize())
        said = f"{word} … {monotonic() - work.since:.0f} s"
        _ = st.progress(work.share, said) if key[2] == ALL else st.caption(said)
        st.button("Stop", icon=":material/stop_circle:", key=f"stop-{key[1]}-{key[2]}", disabled=stopping,
                  on_click=work.running.cancel.set,
                  help="A query ends at once, an analysis when it is through. What stood here before stays.")  # fmt: skip


def run_cell(workspace: Workspace, notebook_id: str, cell_id: str) -> list[str]:
    """Run a cell and what depends on it at once, and keep what they gave. Gives the ids of all that ran."""
    with st.spinner("Running …", show_time=True):
        return _Work(runner(workspace, notebook_id)).run(workspace, cell_id, only_stale=False)


def run_all(workspace: Workspace, notebook: Notebook, only_stale: bool) -> None:
    """Run all cells, or those that are stale, at once."""
    _Work(runner(workspace, notebook.id)).run(workspace, ALL, only_stale)


def _new(before: dict[str, Run], runs: Iterable[Run]) -> list[Run]:
    return [run for run in runs if before.get(run.cell) is not run]
