"""Which tickets the Support page looks at: phase, period, customers, and whether nights and weekends count."""

from __future__ import annotations

import streamlit as st

from analytics.support.look import Look
from analytics.support.working_hours import WorkingHours
from analytics.workspace import Workspace
from pages.parts.filters import choose_phase
from pages.parts.seen_filters import choose_days, choose_segment


def choose_look(workspace: Workspace) -> Look:
    """Let a person choose; everything by the clock until then."""
    phase = choose_phase(workspace)
    period, people, times = st.columns([2, 2, 1], vertical_alignment="center")
    with period:
        days = choose_days()
    with people:
        segment = choose_segment(workspace)
    with times.popover("Hours", icon=":material/schedule:", width="stretch"):
        hours = _working_hours()
    return Look(phase.id if phase else None, days, hours, segment)


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
