"""Service levels per priority: what was agreed, what is kept, and a grid to agree on others."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.errors import JourneyError
from analytics.notebooks.view import View
from analytics.support.levels import Level, ServiceLevels, agree_levels
from analytics.support.look import Look
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.plain_table import plain_table
from pages.parts.session import who
from pages.parts.shown import offer
from pages.parts.words import escaped

_RESPONSE, _SOLVED = "First response within (h)", "Solved within (h)"


def show_levels(workspace: Workspace, look: Look) -> None:
    """The view."""
    rows = result_of(workspace, ServiceLevels(look))
    if rows[["response_hours", "resolution_hours"]].isna().all(axis=None):
        st.info(
            "No service level is agreed yet. Say below within how many hours tickets of each priority are to be answered and solved."
        )
    else:
        columns = ["Priority", "Tickets", "First response within", "kept", "Solved within", "kept "]
        plain_table(columns, [_line(row) for _, row in rows.iterrows()], columns[1:])
        st.caption(
            "Kept: tickets answered (solved) in time / tickets that were, or that have waited longer than was promised. Times "
            f"{'in working hours' if look.hours else 'by the clock'}; 95 % interval and n below each share."
        )
        view = View("support.levels", ServiceLevels(look))
        offer(workspace, view, "support_levels", rows)
    with st.expander("Agree on service levels", icon=":material/handshake:"):
        _agree(workspace, rows)


def _line(row: pd.Series) -> list[str]:
    return [
        str(row["priority"]), style.count(row["tickets"]),
        _hours(row["response_hours"]), _kept(row, "kept_response"),
        _hours(row["resolution_hours"]), _kept(row, "kept_resolution"),
    ]  # fmt: skip


def _hours(hours: float) -> str:
    return "–" if pd.isna(hours) else f"{hours:g} h"


def _kept(row: pd.Series, name: str) -> str:
    if not row[f"{name}_n"]:
        return "–"
    interval = style.interval(row[f"{name}_low"], row[f"{name}_high"], style.percent)
    return f"{style.percent(row[name], 1)}\n{interval} · n {int(row[f'{name}_n']):,}"


def _agree(workspace: Workspace, rows: pd.DataFrame) -> None:
    with st.form("service_levels", border=False):
        hours = st.column_config.NumberColumn(min_value=0.1, max_value=8_000.0, format="%g")
        edited = st.data_editor(
            rows[["priority", "response_hours", "resolution_hours"]].rename(
                columns={"priority": "Priority", "response_hours": _RESPONSE, "resolution_hours": _SOLVED}
            ),
            disabled=["Priority"], hide_index=True, width="stretch", key="levels_grid",
            column_config={_RESPONSE: hours, _SOLVED: hours},
        )  # fmt: skip
        reason = st.text_input("Why", key="levels_why", placeholder="Agreed in the review of ...")
        if st.form_submit_button("Agree", type="primary"):
            _record(workspace, edited, reason)


def _record(workspace: Workspace, edited: pd.DataFrame, reason: str) -> None:
    if not reason.strip():
        st.error("Say why: the reason stands in the ledger beside the decision.")
        return
    try:
        agree_levels(workspace.ledger, levels_of(edited), who(), reason.strip())
    except JourneyError as refusal:
        st.error(escaped(refusal))
        return
    st.toast("The service levels are agreed.")
    st.rerun()


def levels_of(edited: pd.DataFrame) -> dict[str, Level]:
    """The level of each priority as it stands in the grid; an empty cell promises nothing."""
    return {str(row["Priority"]): Level(_number(row[_RESPONSE]), _number(row[_SOLVED])) for _, row in edited.iterrows()}


def _number(cell: float) -> float | None:
    return None if pd.isna(cell) else float(cell)
