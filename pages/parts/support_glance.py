"""Support at a glance: the figures, and one of them month by month with the turns that were no chance."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.numbers import kpi_number
from analytics.kpis.segments import COLUMNS
from analytics.notebooks.view import View
from analytics.notebooks.views_support import FIGURES
from analytics.support.breakdown import FORMULAS, Overall
from analytics.support.breakdown import Figure as SupportFigure
from analytics.support.look import Look
from analytics.support.months import Months
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.figures import Figure, figures
from pages.parts.shown import offer, show
from pages.parts.words import escaped


def show_glance(workspace: Workspace, look: Look) -> None:
    """The view."""
    overall = result_of(workspace, Overall(look), "Measuring the times of all tickets")
    there = [name for name in FIGURES if overall[f"{name}_n"] > 0]
    clock = "in working hours" if look.hours else "by the clock"
    since = f"of the last {look.days} days of the data" if look.days else "of all time"
    whose = f", {escaped(COLUMNS[look.segment[0]])} {escaped(look.segment[1])}" if look.segment else ""
    st.caption(
        f"{int(overall['tickets']):,} tickets {since}{whose}; times {clock}. Faulty times and tickets dated in the future are left out."
    )
    if not there:
        st.info("The tickets hold no times, replies, reopenings or ratings: there is nothing to measure.")
        return
    figures([_figure(overall, name) for name in there])
    view = View("support.overall", Overall(look))
    offer(workspace, view, "support_overall", overall)
    st.write("")
    chosen = st.segmented_control(
        "Month by month", there, default=there[0], required=True, format_func=FIGURES.__getitem__, key="support_figure"
    )
    _trend(workspace, Months(chosen or there[0], look))


def _figure(overall: pd.Series, name: SupportFigure) -> Figure:
    unit = "%" if name in ("at_once", "reopened", "satisfied") else "minutes"
    value, low, high = (kpi_number(float(overall[f"{name}{end}"]), unit) for end in ("", "_low", "_high"))
    return Figure(FIGURES[name], value, f"95 %: {low} to {high} · n {int(overall[f'{name}_n']):,}", FORMULAS[name])


def _trend(workspace: Workspace, months: Months) -> None:
    found = result_of(workspace, months, "Measuring month by month")
    if len(found.months) < 2:
        st.caption("There is one month of it only: no trend to show.")
        return
    show(workspace, View("support.trend", months), "support_trend", found)
    st.caption(found.sentence)
    st.caption(f"{FORMULAS[months.figure]} {found.method}")
