"""What is still open: week by week, and how old it is."""

from __future__ import annotations

import streamlit as st

from analytics.notebooks.view import View
from analytics.notebooks.views_support import OPEN_NOTE
from analytics.support.backlog import Ageing, Backlog
from analytics.support.look import Look
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.shown import show


def show_open(workspace: Workspace, look: Look) -> None:
    """The view."""
    weeks, ages = result_of(workspace, Backlog(look)), result_of(workspace, Ageing(look))
    if weeks.empty:
        st.info("The tickets tell neither a status nor when they were solved: what is open cannot be told.")
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        show(workspace, View("support.open", Backlog(look)), "open_tickets", weeks)
    if ages["tickets"].sum():
        with right:
            show(workspace, View("support.ages", Ageing(look)), "open_ages", ages)
    else:
        right.success("No ticket is open.")
    st.caption(OPEN_NOTE)
