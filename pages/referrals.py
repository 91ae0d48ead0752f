"""Referrals: how many customers others send, what those are worth, who sends them, and where people talk."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.errors import JourneyError
from analytics.workspace import Workspace
from pages.parts.empty import nothing_loaded
from pages.parts.referral_chains import show_chains
from pages.parts.referral_sources import show_coming
from pages.parts.referral_worth import show_loyalty, show_worth
from pages.parts.session import current_workspace
from pages.parts.words import escaped

VIEWS: dict[str, Callable[[Workspace], None]] = {
    "Where customers come from": show_coming,
    "What they are worth": show_worth,
    "Loyalty": show_loyalty,
    "Who sends them": show_chains,
}


def render(workspace: Workspace) -> None:
    """The page."""
    title, choice = st.columns([2, 5], vertical_alignment="bottom")
    title.title("Referrals")
    if workspace.is_empty:
        nothing_loaded("How many customers others send, what those are worth and who sends them stands here.")
        return
    with choice:
        view = st.segmented_control(
            "View", list(VIEWS), default=next(iter(VIEWS)), required=True, key="referral_view", bind="query-params",
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
