"""How customers are helped, group by group, and what they asked for against what they got."""

from __future__ import annotations

from typing import get_args

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.errors import NotEnoughData
from analytics.notebooks.view import View
from analytics.notebooks.views_support import FIGURES, OneFigure
from analytics.support.breakdown import Breakdown, By, Overall
from analytics.support.look import Look
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.filters import pain_point_labels
from pages.parts.plain_table import plain_table
from pages.parts.results import pain_points_of
from pages.parts.shown import offer, show

_NEEDS = {
    "response": ("First response", "minutes"),
    "resolution": ("Solved", "minutes"),
    "at_once": ("At first contact", "%"),
    "reopened": ("Reopened", "%"),
    "satisfied": ("Satisfied", "%"),
}


def show_groups(workspace: Workspace, look: Look) -> None:
    """The view: one figure by one way to group, then every need with what came of it."""
    left, right = st.columns([2, 3], gap="large")
    with left:
        by = st.selectbox(
            "Group by", [by for by in get_args(By) if by != "pain point"], key="support_by", bind="query-params"
        )
        overall = result_of(workspace, Overall(look))
        there = [name for name in FIGURES if overall[f"{name}_n"] > 0] or list(FIGURES)
        figure = st.selectbox("Figure", there, format_func=FIGURES.__getitem__, key="support_by_figure")
        st.caption("Of many groups the fifteen biggest are shown. Tickets that tell no group are left out.")
    with right:
        rows = result_of(workspace, Breakdown(by, look))
        shown = rows[rows[f"{figure}_n"] > 0] if len(rows) else rows
        if shown.empty:
            st.info(f"The tickets tell no {by}, or nothing for this figure.")
        else:
            show(
                workspace,
                View("support.groups", OneFigure(figure or there[0], Breakdown(by, look))),
                "support_groups",
                rows,
            )
    st.subheader("What customers asked for, and what they got", divider="gray")
    _needs(workspace, look)


def _needs(workspace: Workspace, look: Look) -> None:
    what = st.segmented_control(
        "Asked for", ["category", "pain point"], default="category", required=True, key="support_needs",
        format_func={"category": "By category", "pain point": "By pain point"}.__getitem__, label_visibility="collapsed",
    )  # fmt: skip
    names: dict[str, str] = {}
    if what == "pain point":
        try:
            names = pain_point_labels(pain_points_of(workspace).pain_points)
        except NotEnoughData as refusal:
            st.info(str(refusal))
            return
    rows = result_of(workspace, Breakdown("pain point" if what == "pain point" else "category", look))
    if rows.empty:
        st.info(f"The tickets tell no {what}.")
        return
    columns = [str(what).capitalize(), "Tickets", *(label for label, _ in _NEEDS.values())]
    plain_table(columns, [_line(row, names) for _, row in rows.iterrows()], columns[1:])
    view = View("support.needs", Breakdown("pain point" if what == "pain point" else "category", look))
    offer(workspace, view, "support_needs", rows)
    st.caption("Times are medians. Below each figure: its 95 % interval and the tickets that it rests on.")


def _line(row: pd.Series, names: dict[str, str]) -> list[str]:
    name = names.get(str(row["group"]), str(row["group"]))
    return [name, style.count(row["tickets"]), *(_cell(row, figure, unit) for figure, (_, unit) in _NEEDS.items())]


def _cell(row: pd.Series, figure: str, unit: str) -> str:
    """The figure, and below it its interval and n: hours or per cent."""
    if not row[f"{figure}_n"]:
        return "–"
    factor, sign = (100, " %") if unit == "%" else (1 / 60, " h")
    value, low, high = (float(row[f"{figure}{end}"]) * factor for end in ("", "_low", "_high"))
    return f"{value:.1f}{sign}\n{low:.1f}–{high:.1f} · n {int(row[f'{figure}_n']):,}"
