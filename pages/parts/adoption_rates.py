"""Adoption month by month: who uses the product, how soon they come to value, and who completes onboarding."""

from __future__ import annotations

import streamlit as st

from analytics.kpis.seen import Seen
from analytics.kpis.values import KpiValues
from analytics.notebooks.view import View
from analytics.notebooks.views_scorecards import KpiOverTime
from analytics.workspace import Workspace
from pages.parts.cached import kpis_of
from pages.parts.shown import show

_IDS = ("adoption_rate", "time_to_value_days", "onboarding_completion")


def show_rates(workspace: Workspace, seen: Seen) -> None:
    """The view."""
    rows = kpis_of(workspace, KpiValues(period="month", ids=_IDS), seen.whose)
    rows = rows[seen.has_period(rows["period"])]
    there = [id for id in _IDS if (rows["id"] == id).sum() > 1]
    if not there:
        st.info(
            "Fewer than two months of product usage can be told here, so there are no rates. Load a file of events (customer, "
            "event, time), or choose a longer period."
        )
        return
    for column, id in zip(st.columns(len(there), gap="large"), there, strict=True):
        with column:
            show(workspace, View("kpi.over_time", KpiOverTime(id, seen=seen)), f"rate_{id}")
            st.caption(f"{rows.loc[rows['id'] == id, 'formula'].iloc[-1]} The latest months are still growing.")
