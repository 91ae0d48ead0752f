"""Pain points: what hurts most, where, how much, since when, in customers' own words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import pain_points as charts
from analytics.charts import style
from analytics.errors import NotEnoughData
from analytics.journey.phases import Phase
from analytics.pain_points.result import PainPointResult
from analytics.workspace import Workspace
from pages.parts.comments_list import comments_list
from pages.parts.empty import nothing_loaded
from pages.parts.figures import Figure, figures
from pages.parts.filters import PAIN_POINT, choose_pain_point, choose_phase
from pages.parts.pain_point_detail import pain_point_detail
from pages.parts.results import comments_of, pain_points_of
from pages.parts.session import current_workspace
from pages.parts.tickets_without_text import tickets_without_text
from pages.parts.words import escaped

_MOST_BARS = 14
ORDERS = {
    "Most comments": ("comments", False),
    "Unhappiest writers": ("severity", False),
    "Most customers": ("customers", False),
    "Most revenue exposed": ("revenue_exposed", False),
    "Growing fastest": ("recent_ratio", False),
}


def render(workspace: Workspace) -> None:
    """The page."""
    st.title("Pain points")
    if not workspace.count("comments"):
        _without_comments(workspace)
        return
    try:
        everything = pain_points_of(workspace)
    except NotEnoughData as refusal:
        st.info(escaped(refusal), icon=":material/info:")
        names = {phase.id: phase.name for phase in workspace.phases()}
        comments_list(comments_of(workspace, None), names, key="comments-all")
        return
    comments = comments_of(workspace, everything)
    phase = choose_phase(workspace)
    result = _of_phase(workspace, everything, phase)
    if result is None or result.pain_points.empty:
        st.info("No pain point is met in this phase.", icon=":material/sentiment_satisfied:")
        return
    _overview(result)
    in_phase = comments if phase is None else comments[comments["phase"] == phase.id]
    _explore(workspace, result, comments, phase)
    _unassigned(workspace, in_phase)
    _notes(result)


def _without_comments(workspace: Workspace) -> None:
    if not workspace.count("tickets"):
        nothing_loaded(
            "What hurts customers stands here, found in what they write: survey answers with comments, and "
            "support tickets with subject or description."
        )
        return
    st.info(
        "The tickets and surveys of this workspace hold no text, so there is nothing to read pain points "
        "from. Load a survey with comments, or a ticket export with subject and description. "
        "What the tickets do tell stands below.",
        icon=":material/info:",
    )
    tickets_without_text(workspace)


def _of_phase(workspace: Workspace, everything: PainPointResult, phase: Phase | None) -> PainPointResult | None:
    if phase is None:
        return everything
    try:
        return pain_points_of(workspace, phase.id)
    except NotEnoughData:
        return None


def _overview(result: PainPointResult) -> None:
    placed, left = len(result.assignments), result.unassigned["reason"].value_counts()
    emerging = int(result.pain_points["emerging"].sum())
    reasons = " · ".join(f"{n:,} {reason}" for reason, n in left.items())
    figures(
        [
            Figure("Comments read", style.count(result.comments)),
            Figure("In a pain point", style.count(placed), style.percent(placed / max(result.comments, 1))),
            Figure("In none", style.count(int(left.sum())), reasons, "Each with its reason; read them below."),
            Figure(
                "Pain points",
                style.count(len(result.pain_points)),
                f"{emerging} emerging" if emerging else "",
            ),
        ]
    )


def _explore(workspace: Workspace, result: PainPointResult, comments: pd.DataFrame, phase: Phase | None) -> None:
    left, right = st.columns([1, 1], gap="medium")
    with left:
        rows = _ordered(result.pain_points)
    with right:
        chosen = choose_pain_point(rows)
        pain_point_detail(workspace, result, comments, chosen, phase)
    with left:
        _ranked(workspace, rows, chosen)


def _ranked(workspace: Workspace, rows: pd.DataFrame, chosen: str) -> None:
    """The largest as bars, the rest on demand: a chart longer than the screen answers nothing."""
    names = {phase.id: phase.name for phase in workspace.phases()}
    everything = len(rows) <= _MOST_BARS or st.toggle(f"Show all {len(rows)}", key="pain_points_all")
    shown = rows if everything else rows[(rows.index < _MOST_BARS) | rows["emerging"] | (rows["id"] == chosen)]
    st.altair_chart(charts.ranked(shown, names, chosen), width="stretch", key="ranked", on_select=_choose_clicked)
    _table(rows, names)


def _ordered(pain_points: pd.DataFrame) -> pd.DataFrame:
    """The pain points in the order that the person asks for."""
    possible = [words for words, (column, _) in ORDERS.items() if pain_points[column].notna().any()]
    asked = st.selectbox("Order", possible, key="pain_point_order")
    column, ascending = ORDERS[asked or possible[0]]
    return pain_points.sort_values(
        [column, "comments"],
        ascending=[ascending, False],
        kind="stable",
        ignore_index=True,
        na_position="last",
    )


def _choose_clicked() -> None:
    """Take the bar that was clicked as the chosen pain point."""
    clicked = st.session_state["ranked"]["selection"].get(charts.CHOSEN, [])
    if clicked:
        st.session_state[PAIN_POINT] = clicked[0]["id"]


def _table(rows: pd.DataFrame, phases: dict[str, str]) -> None:
    with st.expander("As a table", icon=":material/table_view:"):
        table = rows.assign(
            phase=[phases.get(str(phase), "not placed") for phase in rows["phase"]],
            share=rows["share"] * 100,
            score=rows["score"] * 10,
        )
        st.dataframe(
            table[["name", "phase", "comments", "customers", "share", "score", "revenue_exposed", "emerging"]],
            hide_index=True,
            width="stretch",
            key="pain_points_table",
            column_config={
                "name": "Pain point",
                "phase": "Phase",
                "comments": st.column_config.NumberColumn("Comments", format="localized"),
                "customers": st.column_config.NumberColumn("Customers", format="localized"),
                "share": st.column_config.NumberColumn("Share", format="%.1f %%"),
                "score": st.column_config.NumberColumn("Score (0-10)", format="%.1f"),
                "revenue_exposed": st.column_config.NumberColumn("Revenue exposed", format="localized"),
                "emerging": "Emerging",
            },
        )


def _unassigned(workspace: Workspace, comments: pd.DataFrame) -> None:
    left = comments[comments["reason"].notna()]
    if left.empty:
        return
    counts = left["reason"].value_counts()
    with st.expander(f"Comments in no pain point ({len(left):,})", icon=":material/inbox:"):
        labels = {reason: f"{escaped(reason)} ({n:,})" for reason, n in counts.items()}
        reason = st.segmented_control(
            "Reason",
            list(labels),
            default=next(iter(labels)),
            required=True,
            format_func=lambda reason: labels.get(reason, ""),
            key="unassigned_reason",
            label_visibility="collapsed",
        )
        names = {phase.id: phase.name for phase in workspace.phases()}
        comments_list(left[left["reason"] == reason], names, key=f"unassigned-{reason}")


def _notes(result: PainPointResult) -> None:
    with st.expander("How this was come by", icon=":material/info:"):
        for note in result.notes:
            st.text(note)


if __name__ == "__main__":
    render(current_workspace())
