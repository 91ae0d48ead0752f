"""Committing what was moved on a scorecard: who, why, and what it was before."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.numbers import kpi_number
from analytics.errors import JourneyError
from analytics.scorecards.cards import KpiCard, PhaseCard, ScorecardResult
from analytics.scorecards.committing import commit
from analytics.scorecards.rescoring import rescore
from analytics.workspace import Workspace
from pages.parts.board_row import STEERED
from pages.parts.ledger_words import in_words, names_of
from pages.parts.moves import forget_moves, moves_on
from pages.parts.session import who
from pages.parts.words import escaped


def commit_buttons(
    workspace: Workspace,
    result: ScorecardResult,
    reset: st.delta_generator.DeltaGenerator,
    keep: st.delta_generator.DeltaGenerator,
) -> None:
    """The buttons to put back what was moved, or to keep it."""
    if reset.button("Reset", key="reset", icon=":material/restart_alt:", width="stretch"):
        forget_moves()
        st.rerun()
    if keep.button("Commit changes", key="commit", type="primary", icon=":material/check:", width="stretch"):
        if moves_on(result):
            _dialog(workspace, result)
        else:
            st.toast("Nothing was moved, so there is nothing to commit.")


@st.dialog("Commit changes", width="large")
def _dialog(workspace: Workspace, result: ScorecardResult) -> None:
    moves = moves_on(result)
    st.dataframe(_listed(result), hide_index=True, width="stretch")
    reason = st.text_area("Why", key="reason", placeholder="What was agreed, and what makes it realistic")
    st.caption(f"Recorded in the ledger as decided by **{escaped(who())}**, and never overwritten.")
    if st.button("Commit", key="commit-now", type="primary"):
        if not reason.strip():
            st.warning("Say why, in a few words: at the next review somebody will ask.")
            return
        try:
            commit(workspace.ledger, result, moves, who(), reason.strip())
        except JourneyError as error:
            st.error(escaped(error))
            return
        forget_moves()
        st.rerun()


def _listed(result: ScorecardResult) -> pd.DataFrame:
    moves = moves_on(result)
    after = rescore(result, moves)
    names = {phase.id: phase.name for phase in result.phases}
    rows = []
    for subject, change in moves.items():
        was, now = result.kpi(subject), after.kpi(subject)
        rows += [
            {
                "Phase": names[was.phase],
                "KPI": was.name,
                "What": field,
                "From": _shown(was, field),
                "To": _shown(now, field),
                "Status": f"{was.status} → {now.status}" if was.status != now.status else now.status,
                "Agreed so far": f"{was.agreed_by}, {was.agreed_on}" if was.agreed_by else "nobody",
            }
            for field in STEERED
            if getattr(change, field) is not None
        ]
    return pd.DataFrame(rows)


def _shown(kpi: KpiCard, field: str) -> str:
    if field == "owner":
        return kpi.owner or "–"
    return kpi_number(getattr(kpi, field), "score" if field == "weight" else kpi.unit, kpi.currency)


def decisions_of(workspace: Workspace, result: ScorecardResult, phase: PhaseCard) -> None:
    """The decisions on this phase's targets, newest first."""
    entries = workspace.ledger.entries("target")
    entries = entries[entries["subject"].str.startswith(f"{phase.id}/")]
    if entries.empty:
        return
    with st.expander(f"Decisions on {phase.name} ({len(entries)})", icon=":material/gavel:"):
        shown = in_words(entries, names_of(workspace, result)).drop(columns=["What", "No."])
        st.dataframe(shown, hide_index=True, width="stretch")
