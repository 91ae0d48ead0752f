"""Notebook: analyses that are kept, with words around them, run again on new data, and taken home."""

from __future__ import annotations

import streamlit as st

from analytics.notebooks.keeping import find_notebook, notebooks
from analytics.workspace import Workspace
from pages.parts.empty import nothing_loaded
from pages.parts.notebook_bar import bar, choose_notebook, no_notebook_yet
from pages.parts.notebook_cell import show_cell
from pages.parts.notebook_edit import add_cells
from pages.parts.session import CELL_PAGE, current_workspace

# A page of charts stays quick whatever the length of the notebook.
_CELLS_AT_ONCE = 12


def render(workspace: Workspace) -> None:
    """The page."""
    head, choice = st.columns([2, 5], vertical_alignment="bottom")
    head.title("Notebook")
    if workspace.is_empty:
        nothing_loaded(
            "Analyses that you pin stand here, with your words around them, ready to be run on next month's data."
        )
        return
    if not notebooks(workspace):
        no_notebook_yet(workspace)
        return
    with choice:
        notebook = find_notebook(workspace, choose_notebook(workspace))
    bar(workspace, notebook)
    first = _first_shown(len(notebook.cells))
    for cell in notebook.cells[first : first + _CELLS_AT_ONCE]:
        show_cell(workspace, notebook.id, cell.id)
    add_cells(workspace, notebook)


def _first_shown(cells: int) -> int:
    """Where the cells on the screen begin; with few cells all of them are."""
    pages = [f"{n + 1}–{min(n + _CELLS_AT_ONCE, cells)}" for n in range(0, cells, _CELLS_AT_ONCE)]
    if len(pages) < 2:
        return 0
    if st.session_state.get(CELL_PAGE) not in pages:
        st.session_state.pop(CELL_PAGE, None)
    chosen = st.segmented_control(
        "Cells",
        pages,
        default=pages[0],
        required=True,
        key=CELL_PAGE,
        bind="query-params",
        label_visibility="collapsed",
    )
    return pages.index(str(chosen)) * _CELLS_AT_ONCE


if __name__ == "__main__":
    render(current_workspace())
