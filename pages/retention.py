"""Retention: who stays, for how long, what they will be worth, and who may leave."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.kpis.seen import Seen
from analytics.workspace import Workspace
from pages.parts.empty import nothing_loaded
from pages.parts.retention_cohorts import show_cohorts
from pages.parts.retention_leaving import show_leaving
from pages.parts.retention_rates import show_rates
from pages.parts.retention_staying import show_staying
from pages.parts.retention_value import show_value
from pages.parts.seen_filters import choose_seen
from pages.parts.session import current_workspace
from pages.parts.views import choose_view, refusals_told

VIEWS: dict[str, Callable[[Workspace, Seen], None]] = {
    "Rates": show_rates,
    "Cohorts": show_cohorts,
    "How long they stay": show_staying,
    "Value": show_value,
    "Who may leave": show_leaving,
}


def render(workspace: Workspace) -> None:
    """The page."""
    if workspace.is_empty:
        st.title("Retention")
        nothing_loaded(
            "Who stays, for how long, what they will be worth and who may leave stands here.",
            "orders, subscriptions, or customers with the days they joined and left",
        )
        return
    view = choose_view("Retention", VIEWS, "retention_view")
    seen = choose_seen(workspace)
    with refusals_told():
        VIEWS[view](workspace, seen)


if __name__ == "__main__":
    render(current_workspace())
