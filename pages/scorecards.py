"""Scorecards: the KPIs of a phase by perspective, with targets that are moved in the meeting."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.journey import CHOSEN
from analytics.charts.journey import standing as standing_chart
from analytics.errors import NotFound
from analytics.journey.phases import find_phase
from analytics.kpis.definition import PERSPECTIVES
from analytics.notebooks.view import View
from analytics.scorecards.cards import PhaseCard, ScorecardResult
from analytics.scorecards.scorecard import Scorecard
from analytics.scorecards.standing import standing
from analytics.workspace import Workspace
from pages.parts.add_kpi import manage_kpis
from pages.parts.beside import beside_of, offer_worth
from pages.parts.board import board
from pages.parts.cached import result_of
from pages.parts.commit import commit_buttons, decisions_of
from pages.parts.empty import nothing_loaded
from pages.parts.exports import export_menu
from pages.parts.filters import forget_unless_in
from pages.parts.meeting import in_meeting, meeting_style, meeting_toggle, steps, who_is_on_what
from pages.parts.objectives_form import objectives_form
from pages.parts.quality_check import quality_check
from pages.parts.seen_filters import tell_not_narrowed
from pages.parts.session import MATRIX_CLICK, PHASE, current_workspace, is_sample
from pages.parts.shown import offer
from pages.parts.target_grid import target_grid
from pages.parts.words import escaped

Place = st.delta_generator.DeltaGenerator
WINDOWS = {30: "Last 30 days", 90: "Last 90 days", 180: "Last 180 days", 365: "Last 12 months"}


def render(workspace: Workspace) -> None:
    """The page."""
    if workspace.is_empty:
        st.title("Scorecards")
        nothing_loaded("The scorecard of every phase of the journey stands here, with targets to move.")
    elif in_meeting():
        _meeting(workspace)
    else:
        _desk(workspace)


def _desk(workspace: Workspace) -> None:
    """Everything, for whoever prepares the meeting."""
    title, toggle, *tools = st.columns([4, 1.1, 1.2, 0.9], vertical_alignment="bottom")
    title.title("Scorecards")
    with toggle:
        meeting_toggle()
    result = _chosen(workspace, title, *tools)
    tell_not_narrowed()
    _matrix(result)
    offer(workspace, View("scorecard.standing", Scorecard(days=result.days)), "matrix", result)
    phase = _choose_phase(workspace, result)
    text, *buttons = st.columns([4, 1, 1.4], vertical_alignment="center")
    text.caption("Move a target and see what it would mean. Nothing is stored before it is committed with a reason.")
    commit_buttons(workspace, result, *buttons)
    board(result, phase.id, beside_of(workspace, result))
    offer(workspace, View("scorecard.kpis", Scorecard(phase.id, days=result.days)), "scorecard")
    offer_worth(workspace)
    objectives_form(workspace, phase)
    target_grid(workspace, result, phase)
    quality_check(workspace, result, phase)
    decisions_of(workspace, result, phase)
    manage_kpis(workspace, phase)


def _meeting(workspace: Workspace) -> None:
    """What is needed in the room, one phase at a time."""
    meeting_style()
    back, middle, forth = st.columns([1.3, 6, 1.3], vertical_alignment="center")
    people, toggle, *buttons = st.columns([4, 1.1, 1, 1.5], vertical_alignment="center")
    scores = st.container()
    told, *tools = st.columns([4, 1.2, 0.9], vertical_alignment="center")
    result = _chosen(workspace, told, *tools)
    with middle:
        phase = _choose_phase(workspace, result)
    steps(result, phase, back, forth)
    with people:
        who_is_on_what(workspace, result)
    with toggle:
        meeting_toggle()
    commit_buttons(workspace, result, *buttons)
    with scores:
        board(result, phase.id, beside_of(workspace, result))


def _chosen(workspace: Workspace, told: Place, window: Place, taken_along: Place) -> ScorecardResult:
    """The scorecards of the chosen period, and what goes with it: to when they reach, and the export."""
    days = window.selectbox(
        "Period", list(WINDOWS), index=1, format_func=lambda days: WINDOWS[days], key="days",
        label_visibility="collapsed", bind="query-params",
    )  # fmt: skip
    result = result_of(workspace, Scorecard(days=days))
    mark = ":orange-badge[:material/science: Sample data of an invented shop] " if is_sample(workspace) else ""
    until = f"{result.as_of:%d %B %Y}" if result.as_of else "the end of the data"
    told.caption(f"{mark}{result.days} days up to {until}. Each value with its 95 % interval.")
    with taken_along:
        export_menu(workspace, days)
    return result


def _matrix(result: ScorecardResult) -> None:
    """The matrix of all phases, to be clicked."""
    phases = pd.DataFrame([(phase.id, phase.name) for phase in result.phases], columns=["phase", "phase_name"])
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


def _choose_phase(workspace: Workspace, result: ScorecardResult) -> PhaseCard:
    """The phase on the screen."""
    names = {phase.id: escaped(phase.name) for phase in result.phases}
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
