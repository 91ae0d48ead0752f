"""What is still open: week by week, and how old it is."""

from __future__ import annotations

import streamlit as st

from analytics.charts import support as charts
from analytics.support.backlog import Ageing, Backlog
from analytics.support.look import Look
from analytics.workspace import Workspace
from pages.parts.cached import result_of


def show_open(workspace: Workspace, look: Look) -> None:
    """The view."""
    weeks, ages = result_of(workspace, Backlog(look)), result_of(workspace, Ageing(look))
    if weeks.empty:
        st.info("The tickets tell neither a status nor when they were solved: what is open cannot be told.")
        return
    left, right = st.columns([3, 2], gap="large")
    left.altair_chart(charts.open_tickets(weeks), width="stretch", key="open_tickets")
    if ages["tickets"].sum():
        right.altair_chart(charts.ages(ages), width="stretch", key="open_ages")
    else:
        right.success("No ticket is open.")
    st.caption(
        "Open: created and not yet solved, by the status where one is told, else by the time of solution. Ages are counted by "
        "the clock to the end of the data and do not depend on the period."
    )
