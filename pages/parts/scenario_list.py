"""Scenarios on the page: kept with a reason, compared, taken to a target, held against what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.charts.numbers import kpi_number
from analytics.drivers.moves import Move
from analytics.drivers.result import DriverResult
from analytics.drivers.scenarios import Scenario, drop_scenario, held_against, keep_scenario, scenario_of, scenarios
from analytics.drivers.targets import expected_words, target_of
from analytics.drivers.what_if import Forecast, WhatIf
from analytics.errors import JourneyError
from analytics.scorecards.cards import KpiCard
from analytics.scorecards.committing import commit
from analytics.scorecards.rescoring import Change
from analytics.scorecards.scorecard import Scorecard
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.session import who
from pages.parts.words import escaped

_NO_TARGET = "no target"


def keep_form(
    workspace: Workspace,
    model: WhatIf,
    forecast: Forecast,
    moves: Sequence[Move],
    result: DriverResult,
    window_days: int,
) -> None:
    """Keep what the sliders say under a name, and take it to a target of the scorecard."""
    proposals = _proposals(workspace, model, moves)
    with st.form("keep_scenario", border=True):
        name = st.text_input("Keep as scenario", placeholder="Answer within four hours", key="scenario_name")
        reason = st.text_input("Why", placeholder="What it would take", key="scenario_reason")
        subject = st.selectbox(
            "Take it to the scorecard as the expected effect of a target",
            [_NO_TARGET, *proposals],
            format_func=lambda key: _NO_TARGET if key == _NO_TARGET else _proposal_words(*proposals[key]),
            key="scenario_target",
        )
        if not st.form_submit_button("Keep scenario", icon=":material/bookmark_add:"):
            return
    if not name.strip():
        st.warning("Give the scenario a name.")
        return
    until = workspace.data_until() or workspace.loaded_at()
    kept = scenario_of(name.strip(), result.outcome, moves, window_days, until, forecast)
    try:
        if subject != _NO_TARGET:
            kept = replace(kept, target=subject)
            _take_to_scorecard(workspace, kept, proposals[subject][1], result.outcome_label, reason)
        keep_scenario(workspace.ledger, kept, who(), reason.strip())
    except JourneyError as error:
        st.error(escaped(error))
        return
    st.rerun(scope="app")


def _proposals(workspace: Workspace, model: WhatIf, moves: Sequence[Move]) -> dict[str, tuple[KpiCard, float]]:
    """The targets on the scorecards that the moved drivers stand behind, with the value each would have."""
    cards = result_of(workspace, Scorecard())
    found = {}
    for move in moves:
        target = target_of(move, model.customers[move.name])
        if target is None:
            continue
        for phase in cards.phases:
            for kpi in phase.kpis:
                if kpi.id == target[0] and kpi.value is not None:
                    found[kpi.subject] = (kpi, target[1])
    return found


def _proposal_words(kpi: KpiCard, value: float) -> str:
    shown = kpi_number(value, kpi.unit, kpi.currency)
    return f"{kpi.subject.split('/')[0].capitalize()}: {kpi.name} at {shown}"


def _take_to_scorecard(workspace: Workspace, kept: Scenario, value: float, outcome: str, reason: str) -> None:
    """Decide on the target, with what is expected of it as the reason."""
    cards = result_of(workspace, Scorecard())
    change = (kept.change.value, kept.change.low, kept.change.high)
    said = expected_words(outcome, change, kept.name)
    why = f"{reason.strip()}; {said}" if reason.strip() else said
    kpi = cards.kpi(kept.target)
    threshold = kpi.threshold
    if threshold is not None and (value >= threshold if kpi.better == "down" else value <= threshold):
        threshold = kpi.value if kpi.value != value else None
    commit(workspace.ledger, cards, {kept.target: Change(target=value, threshold=threshold)}, who(), why)


def scenario_list(workspace: Workspace, labels: dict[str, str]) -> None:
    """All kept scenarios side by side, and what became of them."""
    kept = scenarios(workspace.ledger)
    if not kept:
        return
    with st.container(border=True):
        st.subheader(f"Scenarios ({len(kept)})")
        rows = [_row(workspace, scenario, labels) for scenario in kept]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", key="scenarios")
        choice, button = st.columns([4, 1], vertical_alignment="bottom")
        name = choice.selectbox("Scenario", [s.name for s in kept], key="scenario")
        if button.button("Remove", key="drop_scenario", icon=":material/delete:", width="stretch"):
            drop_scenario(workspace.ledger, name, who())
            st.rerun()


def _row(workspace: Workspace, scenario: Scenario, labels: dict[str, str]) -> dict[str, str]:
    change = scenario.change
    try:
        became = held_against(workspace, scenario).sentence
    except JourneyError as not_yet:
        became = str(not_yet)
    moves = "; ".join(move.words(labels.get(move.name, move.name)) for move in scenario.moves)
    return {
        "Scenario": scenario.name,
        "Moves": moves,
        "Expected": f"{100 * change.value:+.1f} points (95 %: {100 * change.low:+.1f} to {100 * change.high:+.1f})",
        "Customers kept": f"{scenario.kept.value:+,.0f}" if scenario.kept else "–",
        "Revenue per year": " + ".join(style.money(f.value, currency) for currency, f in scenario.revenue) or "–",
        "Target": scenario.target or "–",
        "What became of it": became,
    }
