"""Taking a notebook home, and bringing one in."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from analytics.errors import JourneyError
from analytics.exports.formats import Format
from analytics.notebooks.ipynb import from_ipynb
from analytics.notebooks.keeping import make_notebook
from analytics.notebooks.notebook import Notebook
from analytics.notebooks.taking_home import FORMATS, JUPYTER, Packed
from analytics.workspace import Workspace, utc_now
from pages.parts.notebook_runs import run_all, runner
from pages.parts.session import NOTEBOOK, who
from pages.parts.words import escaped

_ICONS = {".ipynb": "code", ".html": "public", ".md": "description", ".pptx": "slideshow", ".xlsx": "table_view"}


def take_home(workspace: Workspace, notebook: Notebook) -> None:
    """A button per format; what is stale is run before it is written."""
    for format in FORMATS:
        st.download_button(
            format.name, partial(_made, workspace, notebook, format), f"{notebook.title}{format.ending}", format.media_type,
            key=f"home{format.ending}", icon=f":material/{_ICONS[format.ending]}:", width="stretch", on_click="ignore",
        )  # fmt: skip
    st.caption("The Jupyter notebook opens the data beside it; take that along, too:")
    st.download_button(
        "Its data", partial(_data, workspace), f"{workspace.name}.duckdb", "application/octet-stream", key="home-data",
        icon=":material/database:", width="stretch", on_click="ignore",
    )  # fmt: skip


def _made(workspace: Workspace, notebook: Notebook, format: Format[Packed]) -> bytes:
    if format is not JUPYTER:
        run_all(workspace, notebook, only_stale=True)
    runs = runner(workspace, notebook.id).runs
    return format.made(Packed(notebook, runs, workspace.name, workspace.data_version, utc_now()))


def _data(workspace: Workspace) -> bytes:
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        copy = Path(folder) / "copy.duckdb"
        workspace.copy_to(copy)
        return copy.read_bytes()


def bring_in(workspace: Workspace) -> None:
    """Let a person bring in an .ipynb that was taken home from here."""
    file = st.file_uploader("Or bring in a Jupyter notebook that was made here", type=["ipynb"], key="bring-in")
    if file is not None:
        st.button("Bring it in", key="bring-in-now", on_click=_bring, args=(workspace, file.name, file.getvalue()))


def _bring(workspace: Workspace, name: str, content: bytes) -> None:
    try:
        found = from_ipynb(content, name)
        st.session_state[NOTEBOOK] = make_notebook(workspace, found.title, who(), found.cells).id
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
