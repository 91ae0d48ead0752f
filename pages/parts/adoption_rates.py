"""Adoption month by month: who uses the product, how soon they come to value, and who completes onboarding."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import adoption as charts
from analytics.kpis.catalogue import named
from analytics.kpis.values import KpiValues
from analytics.workspace import Workspace
from pages.parts.cached import result_of

_IDS = ("adoption_rate", "time_to_value_days", "onboarding_completion")


def show_rates(workspace: Workspace) -> None:
    """The view."""
    rows = result_of(workspace, KpiValues(period="month", ids=_IDS))
    kpis = {kpi.id: kpi for kpi in named(_IDS)}
    there = [id for id in _IDS if (rows["id"] == id).sum() > 1]
    if not there:
        st.info(
            "No month of product usage is loaded, so there are no rates. Load a file of events: customer, event, time."
        )
        return
    for column, id in zip(st.columns(len(there), gap="large"), there, strict=True):
        months = rows[rows["id"] == id].assign(month=lambda of: pd.to_datetime(of["period"]))
        column.altair_chart(charts.months(months, kpis[id].name, kpis[id].unit), width="stretch", key=f"rate_{id}")
        column.caption(f"{months['formula'].iloc[-1]} The latest months are still growing.")
