"""Pain points: what hurts most, where, how much, since when, in customers' own words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.errors import NotEnoughData
from analytics.journey.phases import Phase
from analytics.pain_points.changes import asks
from analytics.pain_points.reading import CommentQuery
from analytics.pain_points.result import PainPointResult
from analytics.workspace import Workspace
from pages.parts.empty import nothing_loaded
from pages.parts.figures import Figure, figures
from pages.parts.filters import choose_pain_point, choose_phase, pain_point_labels
from pages.parts.pain_point_actions import stay_on_decided
from pages.parts.pain_point_comments import paged_comments
from pages.parts.pain_point_detail import pain_point_detail
from pages.parts.pain_point_order import ordered
from pages.parts.pain_point_running import are_found, show_finding
from pages.parts.pain_point_views import show_view
from pages.parts.results import comments_of, earlier_pain_points_of, pain_points_of
from pages.parts.seen_filters import tell_not_narrowed
from pages.parts.session import current_workspace
from pages.parts.tickets_without_text import tickets_without_text
from pages.parts.words import escaped


def render(workspace: Workspace) -> None:
    """The page."""
    st.title("Pain points")
    tell_not_narrowed()
    if not workspace.count("comments"):
        _without_comments(workspace)
        return
    try:
        everything = _everything(workspace)
    except NotEnoughData as refusal:
        st.info(escaped(refusal), icon=":material/info:")
        paged_comments(workspace, CommentQuery(), key="comments-all")
        return
    if everything is None:
        paged_comments(workspace, CommentQuery(), key="comments-all")
        return
    _explore_all(workspace, everything)


def _everything(workspace: Workspace) -> PainPointResult | None:
    """The pain points; while they are being brought up to date the earlier ones, None before the first."""
    if are_found(workspace):
        return pain_points_of(workspace)
    show_finding(workspace)
    return earlier_pain_points_of(workspace)


def _explore_all(workspace: Workspace, everything: PainPointResult) -> None:
    comments = comments_of(workspace, everything)
    phase = choose_phase(workspace)
    result = everything if phase is None else _of_phase(workspace, phase)
    if result is None or result.pain_points.empty:
        st.info("No pain point is met in this phase.", icon=":material/sentiment_satisfied:")
        return
    _overview(workspace, result)
    _explore(workspace, result, everything, comments, phase)
    _unassigned(workspace, result, phase)
    _notes(result)


def _of_phase(workspace: Workspace, phase: Phase) -> PainPointResult | None:
    if not are_found(workspace):
        return earlier_pain_points_of(workspace, phase.id)
    try:
        return pain_points_of(workspace, phase.id)
    except NotEnoughData:
        return None


def _without_comments(workspace: Workspace) -> None:
    if not workspace.count("tickets"):
        nothing_loaded(
            "What hurts customers stands here, found in what they write.",
            "survey answers with comments, or support tickets with subject or description",
        )
        return
    st.info(
        "The tickets and surveys of this workspace hold no text, so there is nothing to read pain points "
        "from. Load a survey with comments, or a ticket export with subject and description. "
        "What the tickets do tell stands below.",
        icon=":material/info:",
    )
    tickets_without_text(workspace)


def _overview(workspace: Workspace, result: PainPointResult) -> None:
    placed, left = len(result.assignments), result.unassigned["reason"].value_counts()
    emerging = int(result.pain_points["emerging"].sum())
    reasons = " · ".join(f"{n:,} {reason}" for reason, n in left.items())
    waiting = len(asks(result.pain_points, workspace.pain_point_changes()))
    figures(
        [
            Figure("Comments read", style.count(result.comments)),
            Figure("In a pain point", style.count(placed), style.percent(placed / max(result.comments, 1))),
            Figure("In none", style.count(int(left.sum())), reasons, "Each with its reason; read them below."),
            Figure(
                "Pain points",
                style.count(len(result.pain_points)),
                " · ".join(
                    [*([f"▲ {emerging} emerging"] if emerging else []), *([f"{waiting} to decide"] if waiting else [])]
                ),
            ),
        ]
    )


def _explore(
    workspace: Workspace,
    result: PainPointResult,
    everything: PainPointResult,
    comments: pd.DataFrame,
    phase: Phase | None,
) -> None:
    left, right = st.columns([1, 1], gap="medium")
    with left:
        rows, asked = ordered(workspace, result.pain_points, None if phase is None else phase.id)
    with right:
        stay_on_decided()
        chosen = choose_pain_point(rows)
        row = rows.set_index("id", drop=False).loc[chosen].to_dict()
        pain_point_detail(workspace, result, comments, row, pain_point_labels(everything.pain_points), phase)
    with left:
        in_phase = comments if phase is None else comments[comments["phase"] == phase.id]
        show_view(workspace, result, rows, in_phase, chosen, asked)


def _unassigned(workspace: Workspace, result: PainPointResult, phase: Phase | None) -> None:
    counts = result.unassigned["reason"].value_counts()
    if counts.empty:
        return
    with st.expander(f"Comments in no pain point ({int(counts.sum()):,})", icon=":material/inbox:"):
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
        query = CommentQuery(None, reason=str(reason), phase=None if phase is None else phase.id)
        names = pain_point_labels(result.pain_points)
        paged_comments(workspace, query, key=f"unassigned-{reason}", targets=names)


def _notes(result: PainPointResult) -> None:
    with st.expander("How this was come by", icon=":material/info:"):
        for note in result.notes:
            st.text(note)


if __name__ == "__main__":
    render(current_workspace())
