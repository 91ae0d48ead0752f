"""Meeting mode: one phase fills the screen, large enough to be read across the room; next and back by keyboard."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analytics.scorecards.cards import PhaseCard, ScorecardResult
from analytics.workspace import Workspace
from pages.parts.presence import others
from pages.parts.session import MEETING, PHASE
from pages.parts.words import escaped

Place = st.delta_generator.DeltaGenerator
_STYLE = Path(__file__).parent / "meeting.css"
_LOOK_AGAIN = 4  # seconds until it is looked again who is on which decision


def in_meeting() -> bool:
    """Whether the page is in meeting mode; the URL holds it."""
    return bool(st.session_state.get(MEETING, st.query_params.get(MEETING, "").lower() == "true"))


def meeting_toggle() -> None:
    """The switch into meeting mode and out of it."""
    st.toggle("Meeting", key=MEETING, bind="query-params", help="One phase fills the screen, in large type.")


def meeting_style() -> None:
    """Full width, large type, and nothing else on the screen."""
    st.html(_STYLE)


def steps(result: ScorecardResult, phase: PhaseCard, back: Place, forth: Place) -> None:
    """Buttons for the phase before the one on the screen and the next; page up and page down press them."""
    ids = [each.id for each in result.phases]
    place = ids.index(phase.id)
    _step(back, "Back", "PageUp", ids, place - 1)
    _step(forth, "Next", "PageDown", ids, place + 1)


def _step(column: Place, label: str, shortcut: str, ids: list[str], to: int) -> None:
    there = 0 <= to < len(ids)
    column.button(
        label, key=f"meeting-{label.lower()}", shortcut=shortcut, disabled=not there, width="stretch",
        on_click=_show, args=(ids[to] if there else "",),
    )  # fmt: skip


def _show(phase: str) -> None:
    st.session_state[PHASE] = phase


@st.fragment(run_every=_LOOK_AGAIN)
def who_is_on_what(workspace: Workspace, result: ScorecardResult) -> None:
    """What other people have moved and not committed."""
    names = {kpi.subject: f"{phase.name} · {kpi.name}" for phase in result.phases for kpi in phase.kpis}
    told = [
        f"**{escaped(one.who)}** is on {', '.join(escaped(names.get(subject, subject)) for subject in one.subjects)}"
        for one in others(workspace.name)
    ]
    st.caption(":material/group: " + " · ".join(told) if told else ":material/group: Nobody else has moved a target.")
