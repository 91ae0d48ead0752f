"""What stands beside the figures of the board: what changed since the last review, and what targets are worth."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from analytics.errors import JourneyError
from analytics.reviews.since import last_review
from analytics.scorecards.cards import KpiCard, ScorecardResult
from analytics.scorecards.worth import parts_of
from analytics.workspace import Workspace
from pages.parts.board_row import Beside
from pages.parts.cached import kept
from pages.parts.results import drivers_of, worth_tables_of
from pages.parts.review_words import signed
from pages.parts.words import escaped
from pages.parts.worth_words import WorthOf


def beside_of(workspace: Workspace, result: ScorecardResult) -> Beside:
    """For all KPIs of the scorecards; nothing of it is computed again when a slider moves."""
    since = kept(workspace, f"since the last review {result.days}", lambda: _since(workspace, result))
    return Beside(since, _worth(workspace, result))


def offer_worth(workspace: Workspace) -> None:
    """The button that has the drivers worked out, where nobody has yet: without them no target has a worth."""
    if worth_tables_of(workspace) is not None:
        return
    text, button = st.columns([4, 1.4], vertical_alignment="center")
    text.caption(
        "What a target is worth comes from the drivers of retention, which nobody has had worked out on this data yet."
    )
    if button.button("Work out what targets are worth", key="work-out-worth", width="stretch"):
        try:
            drivers_of(workspace)
        except JourneyError as refusal:
            st.info(escaped(refusal), icon=":material/info:")
            return
        st.rerun()


def _since(workspace: Workspace, result: ScorecardResult) -> dict[str, str]:
    last = last_review(workspace, result)
    if last is None:
        return {}
    changes = ((kpi, last.change(kpi)) for phase in result.phases for kpi in phase.kpis)
    return {kpi.subject: _changed(kpi, change, last.day) for kpi, change in changes if change is not None}


def _changed(kpi: KpiCard, change: float, since: date) -> str:
    told = signed(change, kpi.unit, kpi.currency)
    day = f"{since.day}\u00a0{since:%b}"
    return f"{told} since {day}" if told[0] in "+−" else f"as on {day}"


def _worth(workspace: Workspace, result: ScorecardResult) -> Mapping[str, WorthOf]:
    known = worth_tables_of(workspace)
    if known is None:
        return {}
    tables, answer = known
    parts = kept(workspace, f"parts of the company {result.days}", lambda: parts_of(workspace, result))
    return {
        kpi.subject: WorthOf(
            tables[kpi.id], parts.get(kpi.subject, 1.0), answer.outcome_label, answer.quality.auc is not None
        )
        for phase in result.phases
        for kpi in phase.kpis
        if kpi.id in tables
    }
