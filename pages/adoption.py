"""Adoption: how customers get started, where they stop, what the first weeks foretell, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.errors import JourneyError
from analytics.workspace import Workspace
from pages.parts.adoption_foretelling import show_foretelling
from pages.parts.adoption_funnel import show_funnel
from pages.parts.adoption_obstacles import show_obstacles
from pages.parts.adoption_rates import show_rates
from pages.parts.empty import nothing_loaded
from pages.parts.session import current_workspace
from pages.parts.words import escaped

VIEWS: dict[str, Callable[[Workspace], None]] = {
    "Getting started": show_funnel,
    "Rates": show_rates,
    "What it foretells": show_foretelling,
    "Obstacles": show_obstacles,
}


def render(workspace: Workspace) -> None:
    """The page."""
    title, choice = st.columns([2, 5], vertical_alignment="bottom")
    title.title("Adoption")
    if workspace.is_empty:
        nothing_loaded("How customers get started, where they stop and what stands in their way is shown here.")
        return
    with choice:
        view = st.segmented_control(
            "View", list(VIEWS), default=next(iter(VIEWS)), required=True, key="adoption_view", bind="query-params",
            label_visibility="collapsed",
        )  # fmt: skip
    try:
        VIEWS[str(view)](workspace)
    except JourneyError as refusal:
        # A refusal is an answer too, and another view may have one.
        st.info(escaped(refusal), icon=":material/info:")
        st.page_link("pages/load_files.py", label="Load files", icon=":material/upload_file:")


if __name__ == "__main__":
    render(current_workspace())
