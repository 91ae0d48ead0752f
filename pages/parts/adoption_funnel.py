"""The funnel of getting started, with the steps that were found or that a person chose."""

from __future__ import annotations

import streamlit as st

from analytics.adoption.funnel import Funnel
from analytics.adoption.steps import events_by_customers, known_steps
from analytics.kpis.seen import Seen
from analytics.notebooks.view import View
from analytics.notebooks.views_adoption import FUNNEL_NOTE
from analytics.workspace import Workspace
from pages.parts.cached import kept, result_of
from pages.parts.figures import Figure, figures, share_figure
from pages.parts.shown import show


def show_funnel(workspace: Workspace, seen: Seen) -> None:
    """The view."""
    events = kept(workspace, "events", lambda: events_by_customers(workspace))
    found = kept(workspace, "steps", lambda: known_steps(workspace), "Looking for the steps of getting started")
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    steps = left.multiselect(
        "Steps, in their order", events, default=found, key="adoption_steps",
        help="Found: events that happen about once per customer. Choose others if they are not the way in.",
    )  # fmt: skip
    days = int(
        right.selectbox(
            "Within", [14, 30, 60, 90, 180], index=2, format_func=lambda n: f"{n} days", key="adoption_days"
        )
    )
    asked = Funnel(tuple(steps), days, seen)
    result = result_of(workspace, asked, "Following who comes to which step")
    first, last = result.steps.iloc[0], result.steps.iloc[-1]
    figures(
        [
            Figure(f"Began: {first['step']}", f"{result.began:,}", f"with {days} days since"),
            share_figure(f"Came to {last['step']}", last["share"], last["low"], last["high"], result.began),
            Figure(
                "Days to get there, median",
                "–" if last["days"] != last["days"] else f"{last['days']:.1f}",
                f"95 %: {last['days_low']:.1f} to {last['days_high']:.1f} · n {int(last['customers']):,}",
            ),
        ]
    )
    chart, course = st.columns([3, 2], gap="large")
    with chart:
        show(workspace, View("adoption.funnel", asked), "funnel", result)
        st.caption(result.worst)
    with course:
        show(workspace, View("adoption.funnel_months", asked), "funnel_months", result)
    st.caption(FUNNEL_NOTE)
