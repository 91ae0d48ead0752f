"""Look: one view by itself, as a link showed it, with the controls of its analysis."""

from __future__ import annotations

import streamlit as st

from analytics.errors import JourneyError
from analytics.notebooks.view import View
from analytics.store.links import expanded
from analytics.workspace import Workspace
from pages.parts.asked_form import asked_form
from pages.parts.empty import nothing_loaded
from pages.parts.session import LOOKED_AT, current_workspace
from pages.parts.shown import address_of, show
from pages.parts.words import escaped


def render(workspace: Workspace) -> None:
    """The page."""
    if workspace.is_empty:
        st.title("Look")
        nothing_loaded("What a link shows stands here.")
        return
    try:
        view = _wanted(workspace)
    except JourneyError as refusal:
        st.title("Look")
        st.info(escaped(refusal), icon=":material/link_off:")
        return
    st.title(view.title)
    with st.expander("Change what is asked", icon=":material/tune:"):
        view = View(view.name, asked_form(workspace, view.asked, f"look-{view.name}"))
    for name in ("view", "link"):
        if name in st.query_params:
            del st.query_params[name]
    st.query_params.update(address_of(workspace, view))
    st.session_state[LOOKED_AT] = view.as_json()
    with st.spinner("Computing …", show_time=True):
        try:
            show(workspace, view, "looked-at", table=True)
        except JourneyError as refusal:
            st.info(escaped(refusal), icon=":material/info:")
    st.page_link(f"pages/{view.definition.page}.py", label="To its page", icon=":material/arrow_forward:")


def _wanted(workspace: Workspace) -> View:
    """The view that the address describes; else the one that was last looked at. UnknownView, NotFound."""
    if "view" in st.query_params:
        return View.from_json(st.query_params["view"])
    if "link" in st.query_params:
        return View.from_json(expanded(workspace.database, st.query_params["link"]))
    return View.from_json(st.session_state.get(LOOKED_AT, '{"view":"scorecard.standing"}'))


if __name__ == "__main__":
    render(current_workspace())
