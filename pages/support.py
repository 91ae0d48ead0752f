"""Support after the purchase: how fast and how well customers are helped, and what waiting costs."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.errors import NotEnoughData
from analytics.support.look import Look
from analytics.workspace import Workspace
from pages.parts.empty import nothing_loaded
from pages.parts.session import current_workspace
from pages.parts.support_filters import choose_look
from pages.parts.support_glance import show_glance
from pages.parts.support_groups import show_groups
from pages.parts.support_levels import show_levels
from pages.parts.support_open import show_open
from pages.parts.support_waiting import show_waiting
from pages.parts.views import choose_view, refusals_told

_NO_TICKETS = "No support tickets are loaded. Load a file of them: when each was created, answered and solved."
VIEWS: dict[str, Callable[[Workspace, Look], None]] = {
    "At a glance": show_glance,
    "Waiting": show_waiting,
    "Service levels": show_levels,
    "Open tickets": show_open,
    "Groups and needs": show_groups,
}


def render(workspace: Workspace) -> None:
    """The page."""
    if workspace.is_empty:
        st.title("Support")
        nothing_loaded(
            "How fast and how well customers are helped stands here.",
            "support tickets that tell when they were opened, answered and solved",
        )
        return
    if not workspace.count("tickets"):
        st.title("Support")
        with refusals_told():
            raise NotEnoughData(_NO_TICKETS)
        return
    view = choose_view("Support", VIEWS, "support_view")
    look = choose_look(workspace)
    with refusals_told():
        VIEWS[view](workspace, look)


if __name__ == "__main__":
    render(current_workspace())
