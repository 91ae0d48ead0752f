"""Many targets at once: a grid like a spreadsheet, and one decision with a reason for all that was changed in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts.numbers import kpi_number
from analytics.errors import JourneyError
from analytics.scorecards.cards import KpiCard, PhaseCard, ScorecardResult
from analytics.scorecards.committing import commit
from analytics.scorecards.rescoring import Change
from analytics.workspace import Workspace
from pages.parts.board_row import HEAVIEST, LONGEST_NAME
from pages.parts.session import GRID_ROUND, who
from pages.parts.words import escaped

STEERED = {"Target": "target", "Red at": "threshold", "Weight": "weight", "Owner": "owner"}
_FIXED = ["Phase", "KPI", "Value", "Unit"]


def target_grid(workspace: Workspace, result: ScorecardResult, phase: PhaseCard) -> None:
    """The grid of a phase's targets, or of all. Drawn when somebody asks for it."""
    if not st.toggle("Edit many targets at once", key="grid-on"):
        return
    with st.container(border=True):
        every = st.toggle("All phases", key="grid-all")
        round_ = st.session_state.get(GRID_ROUND, 0)
        before = grid_of(result, None if every else phase.id)
        after = st.data_editor(
            before, key=f"grid-{every}-{phase.id}-{round_}", hide_index=True, width="stretch", disabled=_FIXED,
            column_config={
                "Target": st.column_config.NumberColumn(format="%.6g"),
                "Red at": st.column_config.NumberColumn(format="%.6g"),
                "Weight": st.column_config.NumberColumn(min_value=0.0, max_value=HEAVIEST, step=0.5, format="%g"),
                "Owner": st.column_config.TextColumn(max_chars=LONGEST_NAME),
            },
        )  # fmt: skip
        _committing(workspace, result, changes_of(result, before, after))


def grid_of(result: ScorecardResult, phase: str | None) -> pd.DataFrame:
    """A row per KPI of a phase (None: of all), by subject: what is fixed, then target, threshold, weight and owner.

    Shares are in per cent, as on the board.
    """
    rows = {
        kpi.subject: [
            each.name, kpi.name, kpi_number(kpi.value, kpi.unit, kpi.currency), kpi.currency or kpi.unit,
            _shown(kpi, kpi.target), _shown(kpi, kpi.threshold), kpi.weight, kpi.owner,
        ]
        for each in result.phases
        if phase in (None, each.id)
        for kpi in each.kpis
    }  # fmt: skip
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[*_FIXED, *STEERED])
    return frame.astype({"Target": float, "Red at": float, "Weight": float})


def changes_of(result: ScorecardResult, before: pd.DataFrame, after: pd.DataFrame) -> dict[str, Change]:
    """What was changed in the grid, by subject; an emptied number is left as it was."""
    changes = {}
    for (subject, was), (_, now) in zip(before.iterrows(), after.iterrows(), strict=True):
        kpi = result.kpi(str(subject))
        said = {
            field: _said(kpi, field, now[column]) for column, field in STEERED.items() if was[column] != now[column]
        }
        if any(value is not None for value in said.values()):
            changes[kpi.subject] = Change(**said)  # type: ignore[arg-type]
    return changes


def _shown(kpi: KpiCard, number: float | None) -> float | None:
    return None if number is None else round(number * _factor(kpi), 6)


def _said(kpi: KpiCard, field: str, cell: Any) -> float | str | None:
    """A cell as a change says it; None for what is no number."""
    if field == "owner":
        return " ".join(str(cell or "").split())[:LONGEST_NAME]
    if not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    return float(cell) if field == "weight" else float(cell) / _factor(kpi)


def _factor(kpi: KpiCard) -> float:
    return 100.0 if kpi.unit == "%" else 1.0


def _committing(workspace: Workspace, result: ScorecardResult, changes: Mapping[str, Change]) -> None:
    why, button = st.columns([4, 1.4], vertical_alignment="bottom")
    reason = why.text_input("Why", key="grid-reason", placeholder="What was agreed, and what makes it realistic")
    label = f"Commit {len(changes)} KPI{'' if len(changes) == 1 else 's'}" if changes else "Nothing changed yet"
    if not button.button(label, key="grid-commit", type="primary", disabled=not changes, width="stretch"):
        return
    if not reason.strip():
        st.warning("Say why, in a few words: at the next review somebody will ask.")
        return
    try:
        commit(workspace.ledger, result, changes, who(), reason.strip())
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    st.session_state[GRID_ROUND] = st.session_state.get(GRID_ROUND, 0) + 1
    st.rerun()
