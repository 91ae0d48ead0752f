"""Finding pain points in a thread of its own: the page shows how far it is, and can be read and left meanwhile."""

from __future__ import annotations

import streamlit as st

from analytics.errors import JourneyError
from analytics.pain_points import keeping
from analytics.workspace import Workspace
from pages.parts.under_way import Work, begun, watch
from pages.parts.words import escaped

_PATIENCE = 2.0  # seconds: what is done by then is waited for


@st.cache_resource(show_spinner=False)
def _findings() -> dict[tuple[int, int, str], tuple[Workspace, Work]]:
    """The searches of this server, by workspace, version of its data and model of meaning."""
    return {}


def _key(workspace: Workspace) -> tuple[int, int, str]:
    return id(workspace), workspace.data_version, keeping.meaning_code(workspace)


def are_found(workspace: Workspace) -> bool:
    """Whether the pain points of the data as it is are known; begins to find them when they are not.

    Raises the refusal (NotEnoughData) when there is nothing to find.
    """
    if keeping.is_current(workspace):
        return True
    key = _key(workspace)
    if key not in _findings():
        for old in [name for name in _findings() if name[0] == id(workspace)]:
            del _findings()[old]
        finding = begun("Reading the comments", lambda progress: workspace.pain_points(progress=progress))
        # The workspace is kept beside it, so that its id stays its own.
        _findings()[key] = workspace, finding
    finding = _findings()[key][1]
    work = finding.result
    watch(finding, _PATIENCE)
    if work.done() and isinstance(work.exception(), JourneyError):
        raise work.exception()  # type: ignore[misc]
    if work.done():
        work.result()  # a fault of the program is raised here, where the page tells of it
    return work.done()


@st.fragment(run_every=1.0)
def show_finding(workspace: Workspace) -> None:
    """How far the search is; when it is done the page is drawn again."""
    known = _findings().get(_key(workspace))
    if known is None or known[1].result.done():
        st.rerun()
        return
    finding = known[1]
    st.progress(finding.share, f"{escaped(finding.step)} … You can read on, or leave this page: it goes on.")
