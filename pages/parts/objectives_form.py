"""The objectives of a phase: one sentence per perspective, written by people."""

from __future__ import annotations

import streamlit as st

from analytics.errors import JourneyError
from analytics.scorecards.cards import PhaseCard
from analytics.scorecards.objectives import LONGEST, decide_objectives
from analytics.workspace import Workspace
from pages.parts.session import who
from pages.parts.words import escaped


def objectives_form(workspace: Workspace, phase: PhaseCard) -> None:
    """The form; drawn when somebody asks for it."""
    if not st.toggle("Write the objectives", key="objectives-on"):
        return
    stood = {f"{phase.id}/{card.perspective}": card.objective for card in phase.perspectives}
    with st.form(f"objectives-{phase.id}"):
        texts = {
            subject: st.text_input(
                subject.partition("/")[2], text, max_chars=LONGEST, key=f"objective-{subject}-{text}",
                placeholder="What is to be achieved here",
            )
            for subject, text in stood.items()
        }  # fmt: skip
        why, save = st.columns([4, 1.4], vertical_alignment="bottom")
        reason = why.text_input("Why", key="objectives-reason")
        if not save.form_submit_button("Save the objectives", type="primary", width="stretch"):
            return
    try:
        decide_objectives(workspace.ledger, texts, stood, who(), reason.strip())
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    st.rerun()
