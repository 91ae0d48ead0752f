"""Support after the purchase: how fast and how well customers are helped, and what waiting costs."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.errors import JourneyError
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
from pages.parts.words import escaped

VIEWS: dict[str, Callable[[Workspace, Look], None]] = {
    "At a glance": show_glance,
    "Waiting": show_waiting,
    "Service levels": show_levels,
    "Open tickets": show_open,
    "Groups and needs": show_groups,
}


def render(workspace: Workspace) -> None:
    """The page."""
    title, choice = st.columns([2, 5], vertical_alignment="bottom")
    title.title("Support")
    if not workspace.count("tickets"):
        nothing_loaded("How fast and how well customers are helped stands here, from support tickets with their times.")
        return
    with choice:
        view = st.segmented_control(
            "View", list(VIEWS), default=next(iter(VIEWS)), required=True, key="support_view", bind="query-params",
            label_visibility="collapsed",
        )  # fmt: skip
    look = choose_look(workspace)
    try:
        VIEWS[str(view)](workspace, look)
    except JourneyError as refusal:
        # A refusal is an answer too, and another view may have one.
        st.info(escaped(refusal), icon=":material/info:")


if __name__ == "__main__":
    render(current_workspace())
