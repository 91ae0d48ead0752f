"""Tickets that hold no text: what can still be seen of them."""

from __future__ import annotations

import streamlit as st

from analytics.notebooks.view import View
from analytics.pain_points.without_text import TicketsWithoutText, fields_with_values
from analytics.workspace import Workspace
from pages.parts.cached import kept, result_of
from pages.parts.shown import show


def tickets_without_text(workspace: Workspace) -> None:
    """How many tickets there were, of which sort, and how satisfied people were."""
    fields = kept(workspace, "ticket fields", lambda: fields_with_values(workspace))
    if not fields:
        st.caption("The tickets do not differ in category, priority, channel or status.")
        return
    by = st.segmented_control("Divide tickets by", fields, default=fields[0], required=True, key="tickets_by")
    found = result_of(workspace, TicketsWithoutText(by or fields[0]))
    left, right = st.columns([3, 2])
    asked = TicketsWithoutText(by or fields[0])
    with left:
        show(workspace, View("tickets.over_time", asked), "tickets_months", found)
    scored = found.groups[found.groups["n"] > 0]
    if scored.empty:
        right.caption("No ticket has a satisfaction score.")
    else:
        with right:
            show(workspace, View("tickets.satisfaction", asked), "tickets_mood", found)
