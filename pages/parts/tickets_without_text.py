"""Tickets that hold no text: what can still be seen of them."""

from __future__ import annotations

import streamlit as st

from analytics.charts import tickets as charts
from analytics.pain_points.without_text import TicketsWithoutText, fields_with_values
from analytics.workspace import Workspace
from pages.parts.cached import kept, result_of


def tickets_without_text(workspace: Workspace) -> None:
    """How many tickets there were, of which sort, and how satisfied people were."""
    fields = kept(workspace, "ticket fields", lambda: fields_with_values(workspace))
    if not fields:
        st.caption("The tickets do not differ in category, priority, channel or status.")
        return
    by = st.segmented_control("Divide tickets by", fields, default=fields[0], required=True, key="tickets_by")
    found = result_of(workspace, TicketsWithoutText(by or fields[0]))
    left, right = st.columns([3, 2])
    left.altair_chart(charts.over_time(found.months, by or fields[0]), width="stretch", key="tickets_months")
    scored = found.groups[found.groups["n"] > 0]
    if scored.empty:
        right.caption("No ticket has a satisfaction score.")
    else:
        right.altair_chart(charts.satisfaction(scored, by or fields[0]), width="stretch", key="tickets_mood")
