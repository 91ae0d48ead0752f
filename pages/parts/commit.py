"""Committing what was moved on a scorecard: who, why, and what it was before."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from analytics.charts.numbers import kpi_number
from analytics.errors import JourneyError
from analytics.scorecards.cards import PhaseCard, ScorecardResult
from analytics.scorecards.committing import commit
from analytics.scorecards.rescoring import rescore
from analytics.workspace import Workspace
from pages.parts.moves import forget_moves, moves_on
from pages.parts.session import who
from pages.parts.words import escaped


def commit_bar(workspace: Workspace, result: ScorecardResult) -> None:
    """The buttons to keep what was moved or to put it back."""
    text, reset, keep = st.columns([4, 1, 1.4], vertical_alignment="center")
    text.caption("Move a target and see what it would mean. Nothing is stored before it is committed with a reason.")
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
        for field in ("target", "threshold", "weight"):
            if getattr(change, field) is not None:
                unit = "score" if field == "weight" else was.unit
                rows.append(
                    {
                        "Phase": names[was.phase],
                        "KPI": was.name,
                        "What": field,
                        "From": kpi_number(getattr(was, field), unit, was.currency),
                        "To": kpi_number(getattr(now, field), unit, was.currency),
                        "Status": f"{was.status} → {now.status}" if was.status != now.status else now.status,
                    }
                )
    return pd.DataFrame(rows)


def decisions_of(workspace: Workspace, phase: PhaseCard) -> None:
    """The decisions on this phase's targets, newest first."""
    entries = workspace.ledger.entries("target")
    entries = entries[entries["subject"].str.startswith(f"{phase.id}/")]
    if entries.empty:
        return
    with st.expander(f"Decisions on {phase.name} ({len(entries)})", icon=":material/gavel:"):
        names = {kpi.subject: kpi.name for kpi in phase.kpis}
        shown = pd.DataFrame(
            {
                "When (UTC)": entries["decided_at"],
                "Who": entries["who"],
                "KPI": [names.get(subject, subject) for subject in entries["subject"]],
                "From": [_target(value) for value in entries["previous"]],
                "To": [_target(value) for value in entries["value"]],
                "Why": entries["reason"],
            }
        )
        st.dataframe(shown, hide_index=True, width="stretch")


def _target(value: str | None) -> str:
    if value is None or pd.isna(value):
        return "–"
    found = json.loads(value)
    return ", ".join(f"{name} {number:g}" for name, number in found.items() if number is not None)
