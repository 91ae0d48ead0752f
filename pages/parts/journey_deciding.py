"""Deciding on the journey from a form: with a reason, told in one sentence whatever comes of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.errors import JourneyError
from pages.parts.words import escaped


def reason_and_button(label: str, key: str, placeholder: str, disabled: bool = False) -> str | None:
    """A line for the reason with a button beside it; the reason once the button was pressed, else None.

    A reason is asked for: it stands in the ledger beside the decision.
    """
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    reason = left.text_input("Reason", key=f"{key}-reason", placeholder=placeholder)
    if not right.button(label, key=f"{key}-save", type="primary", disabled=disabled, width="stretch"):
        return None
    if not reason.strip():
        st.error("Say why: the reason stands in the ledger beside the decision.", icon=":material/edit_note:")
        return None
    return reason.strip()


def decide(change: Callable[[], object], done: str) -> None:
    """Make a change that may place every row anew, and tell what came of it."""
    try:
        with st.spinner("Placing every row anew …"):
            change()
    except JourneyError as refusal:
        st.error(escaped(refusal), icon=":material/error:")
        return
    st.toast(done, icon=":material/done:")
    st.rerun()
