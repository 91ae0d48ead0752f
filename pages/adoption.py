"""Adoption: how customers get started, where they stop, what the first weeks foretell, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.kpis.seen import Seen
from analytics.workspace import Workspace
from pages.parts.adoption_foretelling import show_foretelling
from pages.parts.adoption_funnel import show_funnel
from pages.parts.adoption_obstacles import show_obstacles
from pages.parts.adoption_rates import show_rates
from pages.parts.empty import nothing_loaded
from pages.parts.seen_filters import choose_seen
from pages.parts.session import current_workspace
from pages.parts.views import choose_view, refusals_told

VIEWS: dict[str, Callable[[Workspace, Seen], None]] = {
    "Getting started": show_funnel,
    "Rates": show_rates,
    "What it foretells": show_foretelling,
    "Obstacles": show_obstacles,
}


def render(workspace: Workspace) -> None:
    """The page."""
    if workspace.is_empty:
        st.title("Adoption")
        nothing_loaded(
            "How customers get started, where they stop and what stands in their way is shown here.",
            "events of usage, orders or customers with the day they joined",
        )
        return
    view = choose_view("Adoption", VIEWS, "adoption_view")
    seen = choose_seen(workspace)
    with refusals_told():
        VIEWS[view](workspace, seen)


if __name__ == "__main__":
    render(current_workspace())
