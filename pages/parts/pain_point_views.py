"""The left of the page: all pain points ranked, over the phases, on a map, or two groups of comments compared."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import pain_point_views as views
from analytics.charts import pain_points as charts
from analytics.charts import style
from analytics.notebooks.view import View
from analytics.notebooks.views_pain_points import (
    MOST_BARS,
    NOT_PLACED,
    Compared,
    Ranked,
    Read,
    cells_of,
    few,
    labels_of,
)
from analytics.pain_points.changes import Changes, asks
from analytics.pain_points.comparing import compare
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.sides import sides
from analytics.workspace import Workspace
from pages.parts.filters import PAIN_POINT
from pages.parts.shown import offer
from pages.parts.words import escaped, paragraph

VIEWS = ("Ranked", "Over phases", "Map", "Compare", "What changed")


def show_view(
    workspace: Workspace,
    result: PainPointResult,
    rows: pd.DataFrame,
    comments: pd.DataFrame,
    chosen: str,
    asked: Ranked,
) -> None:
    """The view that the person asks for. ``rows`` are in order; ``comments`` are those of the phase on the screen.

    ``asked`` is what of it can be kept: all pain points of that phase, in that order.
    """
    view = st.segmented_control(
        "View", VIEWS, default=VIEWS[0], required=True, key="pain_point_view", label_visibility="collapsed"
    )
    names = {phase.id: phase.name for phase in workspace.phases()}
    if view == "Map":
        _clickable(views.group_map(rows, chosen), "map")
        offer(workspace, View("pain_points.map", asked), "map", result)
    elif view == "Over phases":
        shown, names = _few(rows, chosen), names | {NOT_PLACED: "not placed"}
        cells = cells_of(shown, comments, names)
        _clickable(views.over_phases(cells, list(labels_of(shown).values()), list(names.values())), "phases")
        offer(workspace, View("pain_points.over_phases", asked), "phases", Read(result, comments))
    elif view == "Compare":
        _compare(workspace, result, rows, comments, asked.phase)
    elif view == "What changed":
        _what_changed(rows, workspace.pain_point_changes())
    else:
        _clickable(charts.ranked(_few(rows, chosen), names, chosen), "ranked")
        offer(workspace, View("pain_points.ranked", asked), "ranked", result)


def _clickable(chart: style.Chart, key: str) -> None:
    st.altair_chart(chart, width="stretch", key=key, on_select=lambda: _choose_clicked(key))


def _choose_clicked(key: str) -> None:
    """Take what was clicked as the chosen pain point."""
    clicked = st.session_state[key]["selection"].get(charts.CHOSEN, [])
    if clicked:
        st.session_state[PAIN_POINT] = clicked[0]["id"]


def _few(rows: pd.DataFrame, chosen: str) -> pd.DataFrame:
    """The first of the order, the rest on demand: a chart longer than the screen answers nothing."""
    if len(rows) <= MOST_BARS or st.toggle(f"Show all {len(rows)}", key="pain_points_all"):
        return rows
    return few(rows, chosen)


def _compare(
    workspace: Workspace, result: PainPointResult, rows: pd.DataFrame, comments: pd.DataFrame, phase: str | None
) -> None:
    known = sides(workspace, comments)
    left, right = st.columns(2)
    one = left.selectbox("Compare", list(known), key="compare_one")
    other = right.selectbox("with", [name for name in known if name != one], key="compare_other")
    if one is None or other is None:
        st.caption("There is nothing to compare: all comments are of one sort.")
        return
    labels = labels_of(rows)
    found = compare(comments, known[one], known[other])
    found = found[found["id"].isin(labels)].head(MOST_BARS)
    _clickable(views.compared(found.assign(label=found["id"].map(labels)), one, other), "compared")
    sizes = [f"{escaped(name)}: {int(known[name].mask.sum()):,} comments" for name in (one, other)]
    st.caption(" · ".join(sizes))
    offer(workspace, View("pain_points.compared", Compared(one, other, phase)), "compared", Read(result, comments))


def _what_changed(rows: pd.DataFrame, changes: Changes) -> None:
    """The short list after a load: what grew, shrank, is new, drifted, moved, and what deserves a decision."""
    names = dict(zip(rows["id"], rows["name"], strict=True))
    wanted = asks(rows, changes)
    st.markdown("**Deserves a decision**")
    if wanted.empty:
        st.caption("Nothing does.")
    for row in wanted.to_dict("records"):
        _entry(str(row["id"]), f"{names[row['id']]}: {row['sentence']}", "asks")
    st.markdown("**Since data was last loaded**")
    if not changes.comments and not changes.stood:
        st.caption("Nothing was loaded since the pain points were first found.")
        return
    st.caption(escaped(changes.sentence))
    for row in changes.rows.to_dict("records"):
        _entry(
            str(row["id"]),
            f"{row['what'].capitalize()}: {names.get(row['id'], row['id'])}. {row['sentence']}",
            "changed",
        )
    if len(changes.moved):
        st.dataframe(changes.moved, hide_index=True, width="stretch", key="moved_comments")


def _entry(pain_point_id: str, text: str, key: str) -> None:
    words, go = st.columns([6, 1], vertical_alignment="center")
    with words:
        paragraph(text)
    go.button("Read", key=f"{key}-{pain_point_id}", on_click=_choose, args=(pain_point_id,))


def _choose(pain_point_id: str) -> None:
    st.session_state[PAIN_POINT] = pain_point_id
