"""The head of a notebook: which one, new ones, running all of it, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from analytics.errors import JourneyError
from analytics.notebooks.keeping import (
    delete_notebook,
    edit_notebook,
    make_notebook,
    notebooks,
    undo_last_change,
)
from analytics.notebooks.notebook import Cell, Notebook, Text
from analytics.notebooks.templates import TEMPLATES, template_cells
from analytics.workspace import Workspace
from pages.parts.filters import forget_unless_in
from pages.parts.notebook_runs import begin, runner, show_running
from pages.parts.notebook_take_home import bring_in, take_home
from pages.parts.session import NOTEBOOK, who
from pages.parts.words import escaped

_EMPTY = "Empty"


def choose_notebook(workspace: Workspace) -> str:
    """Let a person choose one; gives its id. The URL holds it."""
    titles = {notebook.id: notebook.title for notebook in notebooks(workspace)}
    forget_unless_in(NOTEBOOK, titles)
    return str(
        st.selectbox(
            "Notebook", list(titles), format_func=lambda id: titles.get(id, ""), key=NOTEBOOK, bind="query-params",
            label_visibility="collapsed",
        )
    )  # fmt: skip


def no_notebook_yet(workspace: Workspace) -> None:
    """What a workspace without notebooks shows: how to come to one."""
    st.markdown(
        "Keep what you find: pin a figure on any page (**Table · file · pin** below it), or begin with a template and make it yours."
    )
    names = list(TEMPLATES)
    for row in range(0, len(names), 3):
        for column, name in zip(st.columns(3), names[row : row + 3], strict=False):
            with column.container(border=True):
                cells = template_cells(name)
                st.markdown(f"**{name}**")
                st.caption(_promise(cells))
                st.button("Begin", key=f"begin-{name}", on_click=_make, args=(workspace, name, name), width="stretch")
    with st.container(horizontal=True):
        st.button(
            "Begin with an empty notebook", key="begin-empty", on_click=_make, args=(workspace, "Notebook", _EMPTY)
        )
    bring_in(workspace)


def _promise(cells: Sequence[Cell]) -> str:
    """What a template says of itself."""
    first = next(cell.text for cell in cells if isinstance(cell, Text))
    return first.partition("\n")[2]


def bar(workspace: Workspace, notebook: Notebook) -> None:
    """The buttons over the cells, and how the notebook stands."""
    running = runner(workspace, notebook.id)
    cells = [cell for cell in notebook.cells if not isinstance(cell, Text)]
    stale = running.stale()
    with st.container(horizontal=True, vertical_alignment="center"):
        all_of_it = st.button("Run all", icon=":material/play_arrow:", key="run-all", disabled=not cells)
        old = st.button(
            f"Run {len(stale)} stale" if stale else "Nothing is stale", icon=":material/refresh:", key="run-stale",
            type="primary" if stale else "secondary", disabled=not stale,
        )  # fmt: skip
        _new_one(workspace)
        _manage(workspace, notebook)
        with st.popover("Take home", icon=":material/ios_share:"):
            take_home(workspace, notebook)
        if st.button(
            "Undo", icon=":material/undo:", key="undo-notebook", help="Takes the last change of this notebook back."
        ):
            _told(lambda: undo_last_change(workspace, notebook.id, who()))
        st.caption(f"{len(cells)} results · data version {workspace.data_version}")
    if all_of_it or old:
        begin(workspace, notebook.id, only_stale=bool(old))
    show_running(workspace, notebook.id)


def _new_one(workspace: Workspace) -> None:
    with st.popover("New", icon=":material/add:"):
        title = st.text_input("Title", "Notebook", key="new-title", max_chars=80)
        template = st.selectbox("Begin with", [_EMPTY, *TEMPLATES], key="new-template")
        st.button(
            "Make", type="primary", key="new-make", on_click=_make,
            args=(workspace, title if title != "Notebook" or template == _EMPTY else template, template),
        )  # fmt: skip
        bring_in(workspace)


def _make(workspace: Workspace, title: str, template: str) -> None:
    cells = () if template == _EMPTY else template_cells(template)
    st.session_state[NOTEBOOK] = make_notebook(workspace, title, who(), cells).id


def _manage(workspace: Workspace, notebook: Notebook) -> None:
    with st.popover("Manage", icon=":material/settings:"):
        title = st.text_input("Title", notebook.title, key=f"title-{notebook.id}-{notebook.title}", max_chars=80)
        follows = st.toggle(
            "Run again when watched files bring new data", notebook.follows, key=f"follows-{notebook.id}",
            help="python -m analytics watch FOLDER loads new files, and runs the notebooks that follow.",
        )  # fmt: skip
        if st.button("Keep", key=f"keep-{notebook.id}", type="primary"):
            edit_notebook(
                workspace, notebook.id,
                lambda there: replace(there, title=title.strip() or there.title, follows=follows), who(), "renamed",
            )  # fmt: skip
            st.rerun()
        if st.button("Delete this notebook", key=f"delete-{notebook.id}", icon=":material/delete:"):
            delete_notebook(workspace, notebook.id, who())
            st.toast(f"{escaped(notebook.title)} is deleted. The ledger of changes keeps it.")
            st.rerun()


def _told(act: Callable[[], str]) -> None:
    """Do it and say what was done, or why not."""
    try:
        done = act()
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    st.toast(f"Taken back: {escaped(done)}." if done else "There is nothing to take back.")
    st.rerun()
