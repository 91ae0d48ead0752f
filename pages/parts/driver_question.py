"""The question of a driver analysis: outcome window, earlier windows, segment, and the roles of columns."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.drivers.analysis import Drivers
from analytics.drivers.collecting import AS_NEEDED, IGNORED, MOST_CUTOFFS
from analytics.drivers.result import DriverResult
from analytics.drivers.roles import ROLES, decide_role
from analytics.workspace import Workspace
from pages.parts.session import who

_WINDOWS = (30, 60, 90, 120, 180, 365)
_EVERYBODY = ""


def refine(question: Drivers, segments: dict[str, list[str]]) -> Drivers:
    """Let a person set window, number of windows and segment; gives the question as it then is."""
    with st.popover("Window and segment", icon=":material/tune:"):
        days = st.select_slider("Outcome window (days)", _WINDOWS, value=question.window_days, key="window_days")
        cutoffs = st.select_slider(
            "Windows taken together", range(AS_NEEDED, MOST_CUTOFFS + 1), question.cutoffs, key="cutoffs",
            format_func=lambda n: "as needed" if n == AS_NEEDED else str(n),
            help="As needed: earlier windows are taken in while the latest ones have fewer than 200 customers of the rarer "
            "outcome. They count where there is a year of history before them; customers then repeat, and the intervals "
            "respect it.",
        )  # fmt: skip
        choices = [_EVERYBODY, *(f"{name}={value}" for name, values in segments.items() for value in values)]
        only = st.selectbox("Only customers with", choices, key="only", format_func=lambda text: text or "everybody")
    pair = tuple(only.split("=", 1)) if only else None
    return replace(question, window_days=int(days), cutoffs=int(cutoffs), only=pair)  # type: ignore[arg-type]


def roles_form(workspace: Workspace, result: DriverResult) -> None:
    """Move a column between driver, context and ignored; the analysis then runs anew."""
    table = _roles(result)
    if table.empty:
        return
    with st.expander("Drivers, context and what is ignored", icon=":material/swap_horiz:"):
        st.caption("Drivers are ranked, context is only adjusted for. A change is a decision and stands in the ledger.")
        edited = st.data_editor(
            table, hide_index=True, width="stretch", key="roles", disabled=["name", "label"],
            column_config={
                "name": "Column", "label": "What it is",
                "role": st.column_config.SelectboxColumn("Taken as", options=list(ROLES), required=True),
            },
        )  # fmt: skip
        if st.button("Apply", key="apply_roles", icon=":material/check:"):
            changed = edited[edited["role"] != table["role"]]
            for name, role in zip(changed["name"], changed["role"], strict=True):
                decide_role(workspace.ledger, str(name), str(role), who())
            if len(changed):
                st.rerun()


def _roles(result: DriverResult) -> pd.DataFrame:
    ignored = [(name, name, "ignored") for name, reason in result.left_out if reason == IGNORED]
    return pd.concat([result.columns, pd.DataFrame(ignored, columns=["name", "label", "role"])], ignore_index=True)
