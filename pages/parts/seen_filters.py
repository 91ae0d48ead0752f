"""Which customers and which days are looked at: chosen once, kept while moving between pages, and in the URL."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from analytics.kpis.seen import EVERYTHING, Seen
from analytics.kpis.segments import COLUMNS, segments
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.filters import forget_unless_in
from pages.parts.session import PERIOD, SEGMENT, STAYING
from pages.parts.words import escaped

ALL_TIME, EVERYBODY = "All time", "All customers"
PERIODS: dict[str, int | None] = {
    ALL_TIME: None,
    "Last 12 months": 365,
    "Last 6 months": 182,
    "Last 90 days": 90,
    "Last 30 days": 30,
}


def choose_seen(workspace: Workspace) -> Seen:
    """Let a person choose days and customers, side by side; all of them until then."""
    left, right = st.columns(2)
    with left:
        days = choose_days()
    with right:
        column, value = choose_segment(workspace) or ("", "")
    until = workspace.data_until()
    since = None if until is None or days is None else (until - timedelta(days=days - 1)).date()
    return Seen(column, value, since)


def choose_days() -> int | None:
    """Let a person choose the last days that are looked at; None means all time."""
    return PERIODS[_choice("Period", list(PERIODS), PERIOD)]


def choose_segment(workspace: Workspace) -> tuple[str, str] | None:
    """Let a person choose the customers that are looked at, as (column, value); None means all of them."""
    offered = kept(workspace, "segments", lambda: segments(workspace))
    named = {f"{COLUMNS[column]}: {value}": (column, value) for column, value in offered}
    return named.get(_choice("Customers", [EVERYBODY, *named], SEGMENT))


def tell_all_time(seen: Seen, why: str) -> None:
    """Say of a figure that days would falsify that it is of all time, where days are chosen."""
    if seen.when != EVERYTHING:
        st.caption(escaped(f"Of all time, not only {seen.when.words}: {why}"))


def tell_not_narrowed() -> None:
    """Say where neither period nor customers narrow what is shown that those that are chosen do not apply."""
    staying = st.session_state.get(STAYING, {})
    chosen = [
        staying[key]
        for key, all_of_it in ((PERIOD, ALL_TIME), (SEGMENT, EVERYBODY))
        if staying.get(key, all_of_it) != all_of_it
    ]
    if chosen:
        one, what = ("does", "filter") if len(chosen) == 1 else ("do", "filters")
        st.caption(escaped(f"The {what} {' and '.join(chosen)} {one} not apply here."))


def _choice(label: str, options: list[str], key: str) -> str:
    """A choice that is taken from the URL, else from the page before."""
    staying = st.session_state.setdefault(STAYING, {})
    if key not in st.session_state and key not in st.query_params and staying.get(key) in options:
        st.session_state[key] = staying[key]
    forget_unless_in(key, options)
    chosen = st.selectbox(
        label, options, key=key, bind="query-params", disabled=len(options) < 2, label_visibility="collapsed"
    )
    staying[key] = str(chosen)
    return str(chosen)
