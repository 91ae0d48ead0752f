"""A pain point on a scorecard: the share of customers it touches, as a KPI with targets like any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analytics.errors import JourneyError
from analytics.kpis.custom import KIND, touched_kpi
from analytics.kpis.values import KpiValues
from analytics.scorecards.chosen import add_kpi
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.figures import figures, share_figure
from pages.parts.filters import phase_in_url
from pages.parts.session import who
from pages.parts.words import escaped

_DAYS = 90


def put_on_scorecard(workspace: Workspace, row: Mapping[Any, Any]) -> None:
    """Show what share of customers it touches, and add that as a KPI; or say where it stands already."""
    phases = {phase.id: phase for phase in workspace.phases()}
    kpi = touched_kpi(str(row["id"]), str(row["name"]), tuple(name for name in (row["phase"],) if name in phases))
    standing = workspace.ledger.present(KIND).get(kpi.id)
    if isinstance(standing, dict):
        _stands(phases, standing)
        return
    found = kept(
        workspace, f"touched {kpi.id} {_DAYS}", lambda: KpiValues(days=_DAYS, ids=(kpi.id,), own=(kpi,)).run(workspace)
    )
    for value in found.to_dict("records"):
        label = f"Customers touched, last {_DAYS} days"
        figures([share_figure(label, value["value"], value["low"], value["high"], value["n"], kpi.formula)])
    st.caption(escaped(kpi.formula))
    with st.form(f"kpi-{row['id']}", border=False):
        chosen = st.multiselect(
            "On the scorecards of", list(phases), list(kpi.phases), key=f"kpi-phases-{row['id']}",
            format_func=lambda name: phases[name].name,
        )  # fmt: skip
        reason = st.text_input("Why (for the ledger)", key=f"kpi-why-{row['id']}")
        if st.form_submit_button("Add as a KPI", type="primary"):
            try:
                add_kpi(workspace, touched_kpi(str(row["id"]), str(row["name"]), tuple(chosen)), who(), reason.strip())
            except JourneyError as error:
                st.error(escaped(error))
            else:
                st.rerun()


def _stands(phases: Mapping[str, Any], standing: Mapping[str, Any]) -> None:
    retired = " It is retired; bring it back there." if standing.get("retired") else ""
    st.caption(f"The share of customers it touches is a KPI already.{retired}")
    for name in standing.get("phases") or ():
        if name in phases:
            label = f"Scorecard {escaped(phases[name].name)}"
            st.page_link("pages/scorecards.py", label=label, query_params=phase_in_url(phases[name]))
