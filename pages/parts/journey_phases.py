"""The phases of the journey: renamed, put in another order, added, removed and brought back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics.journey.in_force import all_phases
from analytics.journey.overview import Journey
from analytics.journey.phase_editing import brought_back, edited, removed
from analytics.journey.phases import Phase, destinations, standing
from analytics.journey.removal import what_removing_does
from analytics.workspace import Workspace
from pages.parts.cached import kept, result_of
from pages.parts.journey_deciding import decide, reason_and_button
from pages.parts.session import who
from pages.parts.words import escaped


def phases_form(workspace: Workspace) -> None:
    """A grid of the phases, and below it removing and bringing back."""
    phases = all_phases(workspace.ledger)
    st.caption(
        "Write another name, change a number to move a phase, or add a line at the end. Targets, rules and links stay with "
        "a phase whatever it is called. Nothing happens until you save."
    )
    version = str(workspace.ledger.position)
    volumes = result_of(workspace, Journey()).volumes
    rows = {str(phase): int(n) for phase, n in volumes.groupby("phase")["rows"].sum().items()}
    grid = st.data_editor(
        as_table(standing(phases), rows), key=f"phases-{version}", num_rows="add", hide_index=True, width="stretch",
        disabled=["id", "Rows"], column_order=["No.", "Phase", "Rows"],
        column_config={
            "No.": st.column_config.NumberColumn(width="small", step=0.5, format="%g", help="The order of the phases"),
            "Phase": st.column_config.TextColumn(width="large", max_chars=80),
            "Rows": st.column_config.NumberColumn("Rows placed there", format="localized", width="small"),
        },
    )  # fmt: skip
    wanted = from_table(grid.to_dict("records"))
    unchanged = wanted == [(phase.id, phase.name) for phase in standing(phases)]
    reason = reason_and_button("Save phases", f"phases-{version}", "Why the phases change", unchanged)
    if reason:
        decide(lambda: workspace.set_phases(edited(phases, wanted), who(), reason), "The phases are saved.")
    with st.container(border=True):
        _remove(workspace, phases, version)
    _bring_back(workspace, phases, version)


def _remove(workspace: Workspace, phases: Sequence[Phase], version: str) -> None:
    names = {phase.id: phase.name for phase in standing(phases)}
    st.markdown("**Remove a phase**")
    left, right = st.columns(2)
    phase = left.selectbox("Remove", list(names), index=None, format_func=lambda id: names.get(id, ""),
                           key=f"remove-{version}", placeholder="Choose a phase")  # fmt: skip
    others = [id for id in names if id != phase]
    into = right.selectbox("What it holds goes into", others, index=None, format_func=lambda id: names.get(id, ""),
                           key=f"remove-into-{version}", placeholder="Choose another phase")  # fmt: skip
    if phase is None or into is None:
        st.caption(
            "Choose the phase and where its rows, rules and touchpoints go: nothing is lost, and it can come back."
        )
        return
    effect = kept(workspace, f"removing {phase}", lambda: what_removing_does(workspace, phase))
    for sentence in effect.sentences(names[phase], names[into]):
        st.markdown(f"- {escaped(sentence)}")
    reason = reason_and_button("Remove it", f"remove-{version}-go", "Why this phase goes")
    if reason:
        decide(
            lambda: workspace.set_phases(removed(phases, phase, into), who(), reason),
            "The phase is removed and its rows are placed anew.",
        )


def _bring_back(workspace: Workspace, phases: Sequence[Phase], version: str) -> None:
    gone = {phase.id: phase for phase in phases if phase.into}
    if not gone:
        return
    names, into = {phase.id: phase.name for phase in phases}, destinations(phases)
    with st.container(border=True):
        st.markdown("**Removed phases**")
        for id, phase in gone.items():
            text, button = st.columns([4, 1], vertical_alignment="center")
            text.markdown(escaped(f"{phase.name}: its rows stand in {names.get(into[id], into[id])}."))
            if button.button("Bring back", key=f"back-{id}-{version}", width="stretch"):
                decide(
                    lambda id=id: workspace.set_phases(brought_back(phases, id), who(), "brought back"),  # type: ignore[misc]
                    "The phase stands again, with its rows, rules and targets.",
                )


def as_table(phases: Iterable[Phase], rows: dict[str, int]) -> pd.DataFrame:
    """The standing phases as a person edits them."""
    told = [(float(n), phase.name, int(rows.get(phase.id, 0)), phase.id) for n, phase in enumerate(phases, start=1)]
    return pd.DataFrame(told, columns=["No.", "Phase", "Rows", "id"])


def from_table(rows: Iterable[dict[Any, Any]]) -> list[tuple[str, str]]:
    """Id and name of the phases in the order of their numbers; a line without a name or an id is left out.

    >>> from_table(as_table([Phase("buy", "Buy")], {}).to_dict("records"))
    [('buy', 'Buy')]
    """
    known = [(_number(row.get("No.")), _text(row.get("id")), _text(row.get("Phase"))) for row in rows]
    known.sort(key=lambda line: line[0])
    return [(id, name) for _, id, name in known if id or name]


def _number(said: Any) -> float:
    """A line without a number was added at the end and stays there."""
    return float("inf") if pd.isna(said) else float(said)


def _text(said: Any) -> str:
    return said.strip() if isinstance(said, str) else ""
