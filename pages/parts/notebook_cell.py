"""One cell: its head, what it gave, and what can be done with it. Only this cell runs again when something in it is used."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.errors import JourneyError
from analytics.notebooks.keeping import edit_notebook
from analytics.notebooks.notebook import Cell, Edit, Text
from analytics.notebooks.running import Runner
from analytics.workspace import Workspace
from pages.parts.notebook_body import show_run, show_text
from pages.parts.notebook_edit import edit_cell
from pages.parts.notebook_runs import begin, runner, show_running
from pages.parts.session import EDITED, who
from pages.parts.words import escaped


@st.fragment
def show_cell(workspace: Workspace, notebook_id: str, cell_id: str) -> None:
    """Draw a cell."""
    running = runner(workspace, notebook_id)
    if all(cell.id != cell_id for cell in running.notebook.cells):
        return
    cell = running.notebook.cell(cell_id)
    key = f"{notebook_id}-{cell_id}"
    with st.container(border=not isinstance(cell, Text), key=f"cell-{key}"):
        _head(workspace, running, cell, key)
        show_running(workspace, notebook_id, cell_id)
        if key in _edited():
            edit_cell(workspace, running, cell, key)
        elif not cell.collapsed and isinstance(cell, Text):
            show_text(cell.text)
        if not cell.collapsed and not isinstance(cell, Text):
            show_run(running, cell, key)


def _head(workspace: Workspace, running: Runner, cell: Cell, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        st.caption(_words(running, cell))
        with st.container(horizontal=True, horizontal_alignment="right", gap="small", width="content"):
            if not isinstance(cell, Text):
                st.button("", icon=":material/play_arrow:", help="Run", key=f"run-{key}", type="tertiary",
                          on_click=begin, args=(workspace, running.notebook.id, cell.id))  # fmt: skip
            st.button("", icon=":material/edit:", help="Edit", key=f"edit-{key}", type="tertiary",
                      on_click=_toggle_edit, args=(key,))  # fmt: skip
            _menu(workspace, running.notebook.id, cell, key)


def _words(running: Runner, cell: Cell) -> str:
    """What the cell is called, when it ran, on what, how long it took, and whether it is stale."""
    if isinstance(cell, Text):
        return "Words" if not cell.collapsed else f"Words: {escaped(cell.text[:60])} …"
    run = running.runs.get(cell.id)
    if run is None:
        return f"**{cell.name}** · not run yet"
    stale = "" if running.is_fresh(cell) else " :orange-badge[:material/sync_problem: stale]"
    at = f"{run.ran_at.day} {run.ran_at:%b %Y %H:%M} UTC"
    return f"**{cell.name}** · ran {at} on data version {run.data_version} in {run.seconds:.1f} s{stale}"


def _menu(workspace: Workspace, notebook_id: str, cell: Cell, key: str) -> None:
    chosen = st.menu_button(
        "", ["Move up", "Move down", "Duplicate", "Open" if cell.collapsed else "Collapse", "Delete"],
        icon=":material/more_vert:", key=f"menu-{key}", type="tertiary",
    )  # fmt: skip
    edits: dict[str, tuple[Edit, str]] = {
        "Move up": (lambda there: there.moving(cell.id, -1), "moved a cell"),
        "Move down": (lambda there: there.moving(cell.id, 1), "moved a cell"),
        "Duplicate": (lambda there: there.duplicating(cell.id), "duplicated a cell"),
        "Open": (lambda there: there.changing(replace(there.cell(cell.id), collapsed=False)), "opened a cell"),
        "Collapse": (lambda there: there.changing(replace(there.cell(cell.id), collapsed=True)), "collapsed a cell"),
        "Delete": (lambda there: there.without(cell.id), "deleted a cell"),
    }
    if chosen is None:
        return
    edit, what = edits[chosen]
    try:
        edit_notebook(workspace, notebook_id, edit, who(), what)
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    if chosen == "Delete":
        st.toast("The cell is deleted. Undo brings it back.")
    st.rerun(scope="fragment" if chosen in ("Open", "Collapse") else "app")


def _toggle_edit(key: str) -> None:
    st.session_state[EDITED] = _edited() ^ {key}


def _edited() -> set[str]:
    edited: set[str] = st.session_state.get(EDITED, set())
    return edited
