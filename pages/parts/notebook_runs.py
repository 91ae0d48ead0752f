"""Running cells from a page, and what they gave when they were last run."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analytics.notebooks.keeping import find_notebook, keep_runs, runs_of
from analytics.notebooks.notebook import Notebook
from analytics.notebooks.running import Run, Runner
from analytics.workspace import Workspace, utc_now


@st.cache_resource(show_spinner=False, max_entries=50)
def _held(path: str, notebook_id: str) -> dict[str, Run]:
    """The runs that this server holds with all their rows; shared by all sessions."""
    return {}


def runner(workspace: Workspace, notebook_id: str) -> Runner:
    """The notebook as it stands, with the runs that there are."""
    held = _held(str(workspace.database.path or id(workspace)), notebook_id)
    if not held:
        held.update(runs_of(workspace, notebook_id))
    return Runner(workspace, find_notebook(workspace, notebook_id), utc_now, held)


def run_cell(workspace: Workspace, notebook_id: str, cell_id: str) -> list[str]:
    """Run a cell and what depends on it, and keep what they gave. Gives the ids of all that ran."""
    running = runner(workspace, notebook_id)
    with st.spinner("Running …", show_time=True):
        ran = running.run_with_dependants(cell_id)
    keep_runs(workspace, notebook_id, [running.runs[each] for each in ran])
    return ran


def run_all(workspace: Workspace, notebook: Notebook, only_stale: bool) -> None:
    """Run all cells, or those that are stale, with progress."""
    running = runner(workspace, notebook.id)
    place = st.empty()
    before = dict(running.runs)
    running.run_all(lambda share, doing: _show(place, share, doing), only_stale)
    place.empty()
    keep_runs(workspace, notebook.id, _new(before, running.runs.values()))


def _new(before: dict[str, Run], runs: Iterable[Run]) -> list[Run]:
    return [run for run in runs if before.get(run.cell) is not run]


def _show(place: st.delta_generator.DeltaGenerator, share: float, doing: str) -> None:
    place.progress(share, f"{doing} …")
