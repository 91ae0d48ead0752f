"""The left of the page: all pain points ranked, over the phases, on a map, or two groups of comments compared."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import pain_point_views as views
from analytics.charts import pain_points as charts
from analytics.charts import style
from analytics.pain_points.changes import Changes, asks
from analytics.pain_points.comparing import Side, compare
from analytics.workspace import Workspace
from pages.parts.filters import PAIN_POINT
from pages.parts.words import escaped, paragraph

MOST_BARS = 14
NOT_PLACED = ""
VIEWS = ("Ranked", "Over phases", "Map", "Compare", "What changed")


def show_view(workspace: Workspace, rows: pd.DataFrame, comments: pd.DataFrame, changes: Changes, chosen: str) -> None:
    """The view that the person asks for. ``rows`` are in order; ``comments`` are those of the phase on the screen."""
    view = st.segmented_control(
        "View", VIEWS, default=VIEWS[0], required=True, key="pain_point_view", label_visibility="collapsed"
    )
    names = {phase.id: phase.name for phase in workspace.phases()}
    if view == "Map":
        _clickable(views.group_map(rows, chosen), "map")
    elif view == "Over phases":
        _over_phases(_few(rows, chosen), comments, names)
    elif view == "Compare":
        _compare(workspace, rows, comments)
    elif view == "What changed":
        _what_changed(rows, changes)
    else:
        _clickable(charts.ranked(_few(rows, chosen), names, chosen), "ranked")
        _table(rows, names)


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
    shown = (rows.index < MOST_BARS) | rows["emerging"].astype(bool) | (rows["id"] == chosen)
    return rows.loc[shown]


def _over_phases(rows: pd.DataFrame, comments: pd.DataFrame, names: dict[str, str]) -> None:
    labels = dict(zip(rows["id"], style.told_apart([style.short(name, 34) for name in rows["name"]]), strict=True))
    names = names | {NOT_PLACED: "not placed"}
    placed = comments.assign(phase=comments["phase"].where(comments["phase"].isin(list(names)), NOT_PLACED))
    counts = placed.groupby(["pain_point_id", "phase"]).size().rename("comments").reset_index()
    cells = counts[counts["pain_point_id"].isin(labels)]
    total = placed["phase"].value_counts()
    cells = cells.assign(
        id=cells["pain_point_id"],
        label=cells["pain_point_id"].map(labels),
        share=cells["comments"] / cells["phase"].map(total),
        phase=cells["phase"].map(names),
    )
    shown = ["id", "label", "phase", "comments", "share"]
    _clickable(views.over_phases(cells[shown], list(labels.values()), list(names.values())), "phases")


def _compare(workspace: Workspace, rows: pd.DataFrame, comments: pd.DataFrame) -> None:
    sides = _sides(workspace, comments)
    left, right = st.columns(2)
    one = left.selectbox("Compare", list(sides), key="compare_one")
    other = right.selectbox("with", [name for name in sides if name != one], key="compare_other")
    if one is None or other is None:
        st.caption("There is nothing to compare: all comments are of one sort.")
        return
    found = compare(comments, sides[one], sides[other])
    named = dict(zip(rows["id"], style.told_apart([style.short(name, 34) for name in rows["name"]]), strict=True))
    found = found[found["id"].isin(named)].head(MOST_BARS)
    _clickable(views.compared(found.assign(label=found["id"].map(named)), one, other), "compared")
    sizes = [f"{escaped(name)}: {int(sides[name].mask.sum()):,} comments" for name in (one, other)]
    st.caption(" · ".join(sizes))


def _sides(workspace: Workspace, comments: pd.DataFrame) -> dict[str, Side]:
    """What can be compared: periods, sources, phases and languages that hold comments, and segments of customers."""
    masks: dict[str, pd.Series] = {}
    until = workspace.data_until()
    if until is not None:
        ago = (pd.Timestamp(until) - comments["written_at"]).dt.total_seconds() / 86_400
        masks["the last 90 days"] = ago.between(0, 90, inclusive="left")
        masks["the 90 days before"] = ago.between(90, 180, inclusive="left")
        masks["the same 90 days a year ago"] = ago.between(365, 455, inclusive="left")
    masks |= {f"{source} only": comments["source"] == source for source in sorted(comments["source"].dropna().unique())}
    for phase in workspace.phases():
        masks[f"phase {phase.name}"] = comments["phase"] == phase.id
    profiles = workspace.execute(workspace.table("profiles").select("customer_id", "segment").drop_null())
    segment = comments["customer_id"].map(profiles.drop_duplicates("customer_id").set_index("customer_id")["segment"])
    masks |= {f"segment {name}": segment == name for name in segment.value_counts().head(12).index}
    told = comments["language"].value_counts()
    masks |= {f"language {name}": comments["language"] == name for name in told.head(6).index}
    return {name: Side(name, mask) for name, mask in masks.items() if 0 < mask.sum() < len(comments)}


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


def _table(rows: pd.DataFrame, phases: dict[str, str]) -> None:
    with st.expander("As a table", icon=":material/table_view:"):
        table = rows.assign(
            phase=[phases.get(str(phase), "not placed") for phase in rows["phase"]],
            share=rows["share"] * 100,
            score=rows["score"] * 10,
        )
        columns: dict[str, Any] = {
            "name": "Pain point",
            "phase": "Phase",
            "priority": st.column_config.NumberColumn("Priority (0-10)", format="%.1f"),
            "comments": st.column_config.NumberColumn("Comments", format="localized"),
            "customers": st.column_config.NumberColumn("Customers", format="localized"),
            "share": st.column_config.NumberColumn("Share", format="%.1f %%"),
            "score": st.column_config.NumberColumn("Score (0-10)", format="%.1f"),
            "score_effect": st.column_config.NumberColumn("Effect on score", format="%.2f"),
            "revenue_exposed": st.column_config.NumberColumn("Revenue exposed", format="localized"),
            "revenue_at_risk": st.column_config.NumberColumn("Revenue at risk", format="localized"),
            "emerging": "Emerging",
            "owner": "Owner",
            "status": "Status",
        }
        st.dataframe(
            table[list(columns)], hide_index=True, width="stretch", key="pain_points_table", column_config=columns
        )
