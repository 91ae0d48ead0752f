"""Which tickets the Support page looks at: phase, period, and whether nights and weekends count."""

from __future__ import annotations

import streamlit as st

from analytics.support.look import Look
from analytics.support.working_hours import WorkingHours
from analytics.workspace import Workspace
from pages.parts.filters import choose_phase

_PERIODS: dict[str, int | None] = {"All time": None, "Last 12 months": 365, "Last 90 days": 90}


def choose_look(workspace: Workspace) -> Look:
    """Let a person choose; everything by the clock until then."""
    phases, times = st.columns([6, 1], vertical_alignment="center")
    with phases:
        phase = choose_phase(workspace)
    with times.popover("Period", icon=":material/schedule:", width="stretch"):
        period = st.selectbox("Tickets that came in", list(_PERIODS), key="support_period", bind="query-params")
        hours = _working_hours()
    return Look(phase.id if phase else None, _PERIODS[str(period)], hours)


def _working_hours() -> WorkingHours | None:
    wanted = st.toggle(
        "Count times in working hours only",
        key="working_hours",
        bind="query-params",
        help="Monday to Friday. Holidays and the change to summer time are not known.",
    )
    begins, ends = st.slider("Working day, in hours", 0, 24, (9, 17), key="working_day")
    ahead = st.number_input(
        "Hours ahead of UTC",
        -12,
        14,
        0,
        key="ahead",
        help="Times in the workspace are in UTC; Berlin in winter is 1 ahead.",
    )
    return WorkingHours(begins, ends, int(ahead)) if wanted and begins < ends else None
