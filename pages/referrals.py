"""Referrals: how many customers others send, what those are worth, who sends them, and where people talk."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.kpis.seen import Seen
from analytics.workspace import Workspace
from pages.parts.empty import nothing_loaded
from pages.parts.referral_chains import show_chains
from pages.parts.referral_sources import show_coming
from pages.parts.referral_worth import show_loyalty, show_worth
from pages.parts.seen_filters import choose_seen
from pages.parts.session import current_workspace
from pages.parts.views import choose_view, refusals_told

VIEWS: dict[str, Callable[[Workspace, Seen], None]] = {
    "Where customers come from": show_coming,
    "What they are worth": show_worth,
    "Loyalty": show_loyalty,
    "Who sends them": show_chains,
}


def render(workspace: Workspace) -> None:
    """The page."""
    if workspace.is_empty:
        st.title("Referrals")
        nothing_loaded(
            "How many customers others send, what those are worth and who sends them stands here.",
            "customers or orders that tell who referred them or where they came from",
        )
        return
    view = choose_view("Referrals", VIEWS, "referral_view")
    seen = choose_seen(workspace)
    with refusals_told():
        VIEWS[view](workspace, seen)


if __name__ == "__main__":
    render(current_workspace())
