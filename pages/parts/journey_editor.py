"""Editing the journey: its phases, its touchpoints, the rules that place rows, and what is learnt from comments."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.errors import JourneyError
from analytics.workspace import Workspace
from pages.parts.journey_learning import learning_form
from pages.parts.journey_phases import phases_form
from pages.parts.journey_touchpoints import touchpoints_form
from pages.parts.rules_form import rules_form
from pages.parts.words import escaped

FORMS: dict[str, Callable[[Workspace], None]] = {
    "Phases": phases_form,
    "Touchpoints": touchpoints_form,
    "Rules": rules_form,
    "Learnt from comments": learning_form,
}


def journey_editor(workspace: Workspace) -> None:
    """The view: one form at a time."""
    names = list(FORMS)
    chosen = st.segmented_control(
        "What to edit", names, default=names[0], required=True, key="journey_edit", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    try:
        FORMS[str(chosen)](workspace)
    except JourneyError as refusal:
        st.info(escaped(refusal), icon=":material/info:")
    st.caption("Every change is a decision: it stands in the ledger with its reason, and can be taken back there.")
    st.page_link("pages/ledger.py", label="Ledger", icon=":material/gavel:")
