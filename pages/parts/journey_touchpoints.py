"""The touchpoints of the journey: phase, perspective, the metrics that fit, and the words that recognise them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.journey.in_force import touchpoints_in_force
from analytics.journey.touchpoints import (
    DEFAULT_TOUCHPOINTS,
    SUBJECT,
    Touchpoint,
    as_values,
    checked,
    leading_rules,
)
from analytics.kpis.definition import PERSPECTIVES, Kpi
from analytics.scorecards.chosen import known_kpis
from analytics.scorecards.defaults import kpis_of
from analytics.workspace import Workspace
from pages.parts.journey_deciding import decide, reason_and_button
from pages.parts.session import who

_LEADS = "Its rows go to this phase"


def touchpoints_form(workspace: Workspace) -> None:
    """A grid of the touchpoints."""
    known, kpis = touchpoints_in_force(workspace.ledger), known_kpis(workspace)
    phases = {phase.id: phase.name for phase in workspace.phases()}
    st.caption(
        "A touchpoint, category or measure of the data belongs to a touchpoint when it mentions its name or one of its words. "
        "Where nobody chooses metrics, those of the perspective on the phase's scorecard are filled in. Tick the last column "
        "to place all its rows in the phase, ahead of the rules."
    )
    version = str(workspace.ledger.position)
    grid = st.data_editor(
        as_table(known, phases, kpis), key=f"touchpoints-{version}", num_rows="dynamic", hide_index=True, width="stretch",
        column_config={
            "Touchpoint": st.column_config.TextColumn(required=True, max_chars=60),
            "Phase": st.column_config.SelectboxColumn(options=list(phases.values()), required=True, width="small"),
            "Perspective": st.column_config.SelectboxColumn(options=list(PERSPECTIVES), required=True),
            "Metrics": st.column_config.MultiselectColumn(options=sorted({kpi.name for kpi in kpis.values()}), width="medium"),
            "Words": st.column_config.TextColumn("Recognised by", width="medium", help="Several words are parted by commas."),
            _LEADS: st.column_config.CheckboxColumn(width="small", help="Ahead of all rules"),
        },
    )  # fmt: skip
    wanted = from_table(grid.to_dict("records"), phases, kpis)
    reason = reason_and_button(
        "Save touchpoints", f"touchpoints-{version}", "Why the touchpoints change", wanted == known
    )
    if reason:
        _save(workspace, wanted, reason)
    if st.button("Default touchpoints", key=f"touchpoints-default-{version}", disabled=known == DEFAULT_TOUCHPOINTS):
        _save(workspace, DEFAULT_TOUCHPOINTS, "back to the default touchpoints")


def _save(workspace: Workspace, wanted: tuple[Touchpoint, ...], reason: str) -> None:
    before = leading_rules(touchpoints_in_force(workspace.ledger))

    def save() -> None:
        right = checked(wanted, workspace.phases(), known_kpis(workspace))
        moves = leading_rules(right) != before
        workspace.decide_on_journey(SUBJECT, as_values(right), who(), reason, moves=moves)

    decide(save, "The touchpoints are saved.")


def as_table(touchpoints: Iterable[Touchpoint], phases: Mapping[str, str], kpis: Mapping[str, Kpi]) -> pd.DataFrame:
    """The touchpoints as a person edits them."""
    rows = [
        {
            "Touchpoint": at.name,
            "Phase": phases.get(at.phase, at.phase),
            "Perspective": at.perspective,
            "Metrics": [kpis[metric].name for metric in at.metrics if metric in kpis],
            "Words": ", ".join(at.words),
            _LEADS: at.leads,
        }
        for at in touchpoints
    ]
    return pd.DataFrame(rows, columns=["Touchpoint", "Phase", "Perspective", "Metrics", "Words", _LEADS])


def from_table(
    rows: Iterable[dict[Any, Any]], phases: Mapping[str, str], kpis: Mapping[str, Kpi]
) -> tuple[Touchpoint, ...]:
    """The touchpoints from the edited table; lines without a name, phase or perspective are unfinished and left out."""
    ids = {name: id for id, name in phases.items()}
    metrics = {kpi.name: id for id, kpi in kpis.items()}
    found = []
    for row in rows:
        name, phase, perspective = (_text(row.get(column)) for column in ("Touchpoint", "Phase", "Perspective"))
        if not (name and phase and perspective):
            continue
        picked = tuple(metrics[said] for said in _list(row.get("Metrics")) if said in metrics)
        words = tuple(word.strip() for word in _text(row.get("Words")).split(",") if word.strip())
        leads = row.get(_LEADS) is True
        phase_id = ids.get(phase, phase)
        found.append(
            Touchpoint(name, phase_id, perspective, picked or fitting(phase_id, perspective, kpis), words, leads)
        )
    return tuple(found)


def fitting(phase: str, perspective: str, kpis: Mapping[str, Kpi]) -> tuple[str, ...]:
    """The metrics that fit a touchpoint of which nobody has said any: those of its perspective on its phase's scorecard."""
    return tuple(id for id in kpis_of(phase) if id in kpis and kpis[id].perspective == perspective)


def _list(cell: Any) -> list[str]:
    """The picks of a cell; nothing where it was never filled."""
    return [str(said) for said in cell] if hasattr(cell, "__iter__") and not isinstance(cell, str) else []


def _text(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""
