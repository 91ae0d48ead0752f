"""Scorecards: the KPIs of a phase by perspective, with targets that are moved in the meeting."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.journey import CHOSEN
from analytics.charts.journey import standing as standing_chart
from analytics.errors import NotFound
from analytics.journey.phases import find_phase
from analytics.kpis.definition import PERSPECTIVES
from analytics.scorecards.cards import PhaseCard, ScorecardResult
from analytics.scorecards.scorecard import Scorecard
from analytics.scorecards.standing import standing
from analytics.workspace import Workspace
from pages.parts.add_kpi import manage_kpis
from pages.parts.board import board
from pages.parts.cached import result_of
from pages.parts.commit import commit_bar, decisions_of
from pages.parts.empty import nothing_loaded
from pages.parts.exports import export_menu
from pages.parts.filters import forget_unless_in
from pages.parts.session import MATRIX_CLICK, PHASE, current_workspace, is_sample
from pages.parts.words import escaped

WINDOWS = {30: "Last 30 days", 90: "Last 90 days", 180: "Last 180 days", 365: "Last 12 months"}


def render(workspace: Workspace) -> None:
    """The page."""
    title, window, taken_along = st.columns([4, 1, 0.8], vertical_alignment="bottom")
    title.title("Scorecards")
    if workspace.is_empty:
        nothing_loaded("The scorecard of every phase of the journey stands here, with targets to move.")
        return
    days = window.selectbox(
        "Period", list(WINDOWS), index=1, format_func=lambda days: WINDOWS[days], key="days",
        label_visibility="collapsed", bind="query-params",
    )  # fmt: skip
    result = result_of(workspace, Scorecard(days=days))
    _dated(workspace, result, title)
    with taken_along:
        export_menu(workspace, days)
    phase = _choose_phase(workspace, result)
    commit_bar(workspace, result)
    board(result, phase.id)
    decisions_of(workspace, phase)
    manage_kpis(workspace, phase)


def _dated(workspace: Workspace, result: ScorecardResult, place: st.delta_generator.DeltaGenerator) -> None:
    mark = ":orange-badge[:material/science: Sample data of an invented shop] " if is_sample(workspace) else ""
    until = f"{result.as_of:%d %B %Y}" if result.as_of else "the end of the data"
    place.caption(f"{mark}{result.days} days up to {until}. Each value with its 95 % interval.")


def _choose_phase(workspace: Workspace, result: ScorecardResult) -> PhaseCard:
    """The matrix of all phases, to be clicked, and the choice of the one below it."""
    names = {phase.id: escaped(phase.name) for phase in result.phases}
    phases = pd.DataFrame({"phase": list(names), "phase_name": [phase.name for phase in result.phases]})
    clicked = st.altair_chart(
        standing_chart(standing(result), phases, list(PERSPECTIVES), labels=True),
        width="stretch",
        key="matrix",
        on_select="rerun",
    )
    points = clicked["selection"].get(CHOSEN, [])
    if points and points != st.session_state.get(MATRIX_CLICK):
        st.session_state[PHASE] = points[0].get("phase")
    st.session_state[MATRIX_CLICK] = points
    forget_unless_in(PHASE, names)
    if PHASE not in st.session_state:
        st.session_state[PHASE] = _first_shown(workspace, result)
    chosen = st.segmented_control(
        "Phase", list(names), format_func=lambda phase: names.get(phase, ""), key=PHASE, bind="query-params",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    return next(phase for phase in result.phases if phase.id == chosen)


def _first_shown(workspace: Workspace, result: ScorecardResult) -> str:
    """The phase that the URL names, else the one with most to show."""
    try:
        return find_phase(workspace.phases(), st.query_params.get(PHASE, "")).id
    except NotFound:
        return max(result.phases, key=lambda phase: sum(kpi.value is not None for kpi in phase.kpis)).id


if __name__ == "__main__":
    render(current_workspace())
