"""What a browser session remembers: all keys of the session's state stand here."""

from __future__ import annotations

import streamlit as st

from analytics import shelf
from analytics.workspace import Workspace, whoami

WORKSPACE = "workspace"  # the name of the workspace on the screen; also in the URL
WHO = "who"  # the name under which decisions are recorded
PHASE = "phase"  # the id of the phase on the screen; also in the URL
UPLOAD_ROUND = "upload_round"  # renews the upload widget once its files are loaded
CORRECTIONS = "corrections"  # how tables of uploaded files are to be read, where a person corrected the reader
RUNNING = "running"  # the load under way, which goes on when the page is left
SPOOLED = "spooled"  # big uploads that are on disk and no longer in the browser's hands: path and name
FAILURES = "failures"  # what could not be loaded, and why
ASKED = "asked"  # the query that is looked at before its result is loaded, and the result
RECEIPTS = "receipts"  # what the last loading in this session gave
SLIDER_ROUND = "slider_round"  # renews the sliders after a commit or a reset
MATRIX_CLICK = "matrix_click"  # the last click on the matrix of scores, so that it counts once
BOARD = "board"  # what the board of a scorecard reported last, and what of it was not taken
REVIEW = "review"  # the id of the review on the screen; also in the URL
MOVES = "moves"  # sliders moved and not committed, by workspace and subject


@st.cache_resource(show_spinner=False)
def opened(path: str) -> Workspace:
    """The workspace of a file, opened once and shared by all sessions of this server."""
    return Workspace(path)


def current_workspace() -> Workspace:
    """The workspace that this session works on."""
    if WORKSPACE not in st.session_state:
        # Streamlit runs a page by itself when its address is the first that a new server is asked for.
        st.switch_page("app.py")
    return opened(str(shelf.path_of(st.session_state[WORKSPACE])))


def who() -> str:
    """The name of the person at this screen."""
    return str(st.session_state.get(WHO) or whoami()).strip()


def is_sample(workspace: Workspace) -> bool:
    """Whether this is the workspace with invented data."""
    return workspace.name == shelf.SAMPLE
