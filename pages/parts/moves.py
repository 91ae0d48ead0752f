"""What somebody moved on a scorecard and has not committed: a sandbox of this browser session."""

from __future__ import annotations

import streamlit as st

from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.rescoring import Change
from pages.parts.session import MOVES, SLIDER_ROUND, WORKSPACE


def moves_on(result: ScorecardResult) -> dict[str, Change]:
    """The moves by subject; those on KPIs that are not on this scorecard are left out."""
    subjects = {kpi.subject for phase in result.phases for kpi in phase.kpis}
    return {subject: change for subject, change in _all().items() if subject in subjects}


def keep_moves(result: ScorecardResult, moves: dict[str, Change]) -> None:
    """Hold ``moves`` instead of those held so far on this scorecard's KPIs."""
    for subject in moves_on(result):
        del _all()[subject]
    _all().update(moves)


def forget_moves() -> None:
    """Put every slider back to what is agreed."""
    _all().clear()
    st.session_state[SLIDER_ROUND] = slider_round() + 1


def slider_round() -> int:
    """Part of every slider's key: a new round draws them anew from what is agreed."""
    return int(st.session_state.get(SLIDER_ROUND, 0))


def _all() -> dict[str, Change]:
    by_workspace = st.session_state.setdefault(MOVES, {})
    return by_workspace.setdefault(st.session_state.get(WORKSPACE, ""), {})  # type: ignore[no-any-return]
