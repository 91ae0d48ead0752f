"""What a browser session remembers: all keys of the session's state stand here."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from analytics import shelf
from analytics.workspace import Workspace, whoami

WORKSPACE = "workspace"  # the name of the workspace on the screen; also in the URL
WANTED = "wanted"  # the page and the query of a link that came before the navigation stood
WHO = "who"  # the name under which decisions are recorded
PHASE = "phase"  # the id of the phase on the screen; also in the URL
PERIOD = "period"  # the days that are looked at; also in the URL
SEGMENT = "segment"  # the customers that are looked at; also in the URL
STAYING = "staying"  # what was chosen of these, for pages that are opened without it in their URL
BEHIND = "behind"  # the phase and the touchpoint of which the rows are shown
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
GRID_ROUND = "grid_round"  # renews the grid of targets after a commit
MEETING = "meeting"  # whether the scorecards are in meeting mode; also in the URL
PRESENCE = "presence"  # what this session is called among those that moved something
MOVES = "moves"  # sliders moved and not committed, by workspace and subject
NOTEBOOK = "notebook"  # the id of the notebook on the screen; also in the URL
CELL_PAGE = "cells"  # which cells of it are on the screen; also in the URL
LOOKED_AT = "looked_at"  # the view that a link showed last, as JSON
EDITED = "edited"  # the ids of the cells that are being edited


@st.cache_resource(show_spinner=False)
def opened(path: str) -> Workspace:
    """The workspace of a file, opened once and shared by all sessions of this server."""
    return Workspace(path)


def current_workspace() -> Workspace:
    """The workspace that this session works on."""
    if WORKSPACE not in st.session_state:
        # Streamlit runs a page by itself when its address is the first that a new server is asked for:
        # app.py draws what belongs around it, and opens it again (``open_wanted``).
        st.session_state[WANTED] = (urlsplit(st.context.url or "").path, st.query_params.to_dict())
        st.switch_page("app.py")
    return opened(str(shelf.path_of(st.session_state[WORKSPACE])))


def open_wanted(pages: list[Page]) -> None:
    """Open the one of the pages whose link was the first that this server was asked for, with its query."""
    path, query = st.session_state.pop(WANTED, ("", {}))
    for page in pages:
        if path and path.rstrip("/").rpartition("/")[2] == page.url_path:
            st.switch_page(page, query_params=query)


def who() -> str:
    """The name of the person at this screen."""
    return str(st.session_state.get(WHO) or whoami()).strip()


def is_sample(workspace: Workspace) -> bool:
    """Whether this is the workspace with invented data."""
    return workspace.name == shelf.SAMPLE
