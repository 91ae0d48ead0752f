"""The scorecards as a review fixed them, with the notes that were written on them."""

from __future__ import annotations

import streamlit as st

from analytics.charts.numbers import kpi_number
from analytics.charts.style import count
from analytics.errors import JourneyError
from analytics.reviews.reviews import EVERYTHING, Note, Review, notes, write_note
from analytics.reviews.snapshots import Snapshot
from analytics.scorecards.cards import KpiCard, PhaseCard, ScorecardResult
from analytics.workspace import Workspace
from pages.parts.figures import Figure, figures
from pages.parts.filters import forget_unless_in
from pages.parts.plain_table import plain_table
from pages.parts.review_words import one_place, status_words, subjects, value_of
from pages.parts.session import who
from pages.parts.words import escaped, paragraph


def notes_part(workspace: Workspace, review: Review, snapshot: Snapshot, earlier: tuple[Review, ...]) -> None:
    """One phase at a time: its scores, its KPIs, and what was noted about them."""
    result = snapshot.scorecard
    phase = _choose_phase(result)
    written = notes(workspace.ledger, review)
    figures(
        [
            Figure(f"Score of {phase.name}", one_place(phase.score)),
            Figure("Leading KPIs", one_place(phase.leading)),
            Figure("Lagging KPIs", one_place(phase.lagging)),
            Figure("Whole company", one_place(result.score)),
        ]
    )
    rows = [_row(kpi, written.get(kpi.subject)) for kpi in phase.kpis]
    if rows:
        plain_table(
            ["KPI", "Value, 95 % interval", "n", "Target", "Status", "Score", "Note"], rows, ["n", "Target", "Score"]
        )
    else:
        st.caption("The data had no figures for this phase when the review opened.")
    for about, name in ((phase.id, phase.name), (EVERYTHING, "the whole journey")):
        if about in written:
            paragraph(f"{name[:1].upper()}{name[1:]}: {written[about].text} ({written[about].who})")
    if review.is_open:
        _form(workspace, review, phase, written, subjects(result))


def _choose_phase(result: ScorecardResult) -> PhaseCard:
    names = {phase.id: escaped(phase.name) for phase in result.phases}
    forget_unless_in("review-phase", names)
    filled = next((phase.id for phase in result.phases if any(kpi.value is not None for kpi in phase.kpis)), None)
    chosen = st.segmented_control(
        "Phase", list(names), default=filled or next(iter(names)), required=True, key="review-phase",
        format_func=lambda id: names.get(id, ""), label_visibility="collapsed",
    )  # fmt: skip
    return result.phase(str(chosen))


def _row(kpi: KpiCard, note: Note | None) -> list[str]:
    return [
        kpi.name, value_of(kpi), count(kpi.n), kpi_number(kpi.target, kpi.unit, kpi.currency), status_words(kpi),
        one_place(kpi.score), "" if note is None else f"{note.text} ({note.who})",
    ]  # fmt: skip


def _form(
    workspace: Workspace, review: Review, phase: PhaseCard, written: dict[str, Note], names: dict[str, str]
) -> None:
    """A note about the phase, one of its KPIs, or everything; what stands there already is shown to be changed."""
    choices = [phase.id, *(kpi.subject for kpi in phase.kpis), EVERYTHING]
    about, text, button = st.columns([1.6, 3.4, 0.9], vertical_alignment="bottom")
    chosen = about.selectbox(
        "Note about", choices, key=f"note-about-{phase.id}",
        format_func=lambda id: "the whole journey" if id == EVERYTHING else names.get(id, id),
    )  # fmt: skip
    seen = written.get(str(chosen))
    version = f"{chosen}-{'' if seen is None else seen.at.isoformat()}"
    said = text.text_area("Note", value="" if seen is None else seen.text, key=f"note-{version}", height=70)
    if button.button("Save note", key=f"save-note-{version}", type="primary", width="stretch"):
        try:
            write_note(workspace.ledger, review, str(chosen), said, who(), None if seen is None else seen.text)
        except JourneyError as error:
            st.error(escaped(error), icon=":material/error:")
            return
        st.rerun()
