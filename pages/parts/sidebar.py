"""The sidebar: which workspace, who is at the screen, and what can be done with the file."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.elements.lib.mutable_status_container import StatusContainer

from analytics import shelf
from analytics.errors import JourneyError
from analytics.sample import fill_with_sample
from analytics.workspace import Workspace, whoami
from pages.parts.session import WHO, WORKSPACE, opened
from pages.parts.words import escaped


def choose_workspace() -> None:
    """Draw the sidebar and leave the chosen workspace's name in the session's state."""
    if not shelf.names():
        _make_sample()
    names = shelf.names()
    wanted = st.session_state.pop("switch_to", None)
    if wanted:
        st.session_state[WORKSPACE] = wanted
    if st.session_state.get(WORKSPACE, st.query_params.get(WORKSPACE)) not in names:
        st.session_state[WORKSPACE] = shelf.SAMPLE if shelf.SAMPLE in names else names[0]
    with st.sidebar:
        st.selectbox(
            "Workspace",
            names,
            key=WORKSPACE,
            bind="query-params",
            help="One file with the loaded data and every decision taken on it.",
        )
        if st.session_state[WORKSPACE] == shelf.SAMPLE:
            st.caption(":material/science: **Sample data** of an invented shop. Nothing here is yours.")
            if st.button("Make my own workspace", key="own_workspace", type="primary", width="stretch"):
                _switch_to(_new_name("My workspace"), empty=True)
        st.text_input("Your name", key=WHO, value=whoami(), help="Stands beside every decision that you record.")
        _file_menu()


def _file_menu() -> None:
    name = st.session_state[WORKSPACE]
    with st.popover("New, copy, download", icon=":material/folder_open:", width="stretch"):
        new = st.text_input("New workspace", key="new_name", placeholder="Name")
        left, right = st.columns(2)
        if left.button("Create empty", key="create", width="stretch"):
            _told(lambda: _switch_to(new, empty=True))
        if right.button(f"Copy of {name}", key="duplicate", width="stretch"):
            _told(lambda: _duplicate(name, new or _new_name(f"{name} copy")))
        st.download_button(
            "Download this workspace",
            data=lambda: _bytes_of(opened(str(shelf.path_of(name)))),
            file_name=f"{name}.duckdb",
            mime="application/octet-stream",
            key="download",
            on_click="ignore",
            width="stretch",
            help="One file with everything: data, decisions, results. Put it into the workspaces folder elsewhere.",
        )


def _told(action: object) -> None:
    try:
        action()  # type: ignore[operator]
    except JourneyError as error:
        st.error(escaped(error))


def _switch_to(name: str, *, empty: bool) -> None:
    if empty:
        opened(str(shelf.new_path(name)))
    # A widget's value cannot be set once it is drawn; it is set before the next run draws it.
    st.session_state["switch_to"] = name.strip()
    st.rerun()


def _duplicate(name: str, copy: str) -> None:
    opened(str(shelf.path_of(name))).copy_to(shelf.new_path(copy))
    _switch_to(copy, empty=False)


def _new_name(wish: str) -> str:
    taken, name, number = set(shelf.names()), wish, 1
    while name in taken:
        number += 1
        name = f"{wish} {number}"
    return name


def _bytes_of(workspace: Workspace) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.duckdb"
        workspace.copy_to(copy)
        return copy.read_bytes()


def _make_sample() -> None:
    """Make the sample workspace once, under another name until it is whole; a second browser waits."""
    with _making_sample(), st.status("Making the sample workspace (once) ...", expanded=True) as box:
        path = shelf.home() / f"{shelf.SAMPLE}.duckdb"
        if not path.exists():
            unfinished = path.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            workspace = Workspace(unfinished)
            fill_with_sample(workspace, _told_steps(box))
            workspace.close()
            unfinished.rename(path)
    st.rerun()


def _told_steps(box: StatusContainer) -> Callable[[float, str], None]:
    """Writes each new step on the box. A share within a step is told by a thread that may not write on pages."""
    last = [""]

    def tell(_: float, step: str) -> None:
        if step != last[0]:
            last[0] = step
            box.update(label=f"Making the sample workspace (once): {step} ...")

    return tell


@st.cache_resource(show_spinner=False)
def _making_sample() -> threading.Lock:
    return threading.Lock()
