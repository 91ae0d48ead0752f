"""One pain point: how large, how bad, where, since when, what it costs, what customers wrote, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.errors import NotEnoughData
from analytics.journey.phases import Phase
from analytics.notebooks.view import View
from analytics.notebooks.views_pain_points import OnePainPoint, Read
from analytics.pain_points.reading import CommentQuery
from analytics.pain_points.result import PainPointResult
from analytics.workspace import Workspace
from pages.parts.figures import figures
from pages.parts.filters import PAIN_POINT, phase_in_url
from pages.parts.pain_point_actions import action_bar
from pages.parts.pain_point_comments import customers_list, paged_comments
from pages.parts.pain_point_figures import figures_of, number
from pages.parts.pain_point_history import history
from pages.parts.pain_point_score import effects_on_scores
from pages.parts.results import drivers_of
from pages.parts.session import PHASE
from pages.parts.shown import offer, show
from pages.parts.words import escaped, heading, paragraph

PARTS = ("Comments", "Customers", "Where", "Score", "History")


def pain_point_detail(
    workspace: Workspace,
    result: PainPointResult,
    comments: pd.DataFrame,
    row: Mapping[Any, Any],
    names: Mapping[str, str],
    phase: Phase | None,
) -> None:
    """Everything about one pain point, a ``row`` of ``result`` (of ``phase``, or of all phases).

    ``comments`` are all comments of all phases with their places; ``names`` those of all pain points, by id.
    """
    chosen = str(row["id"])
    with st.container(border=True):
        heading(row["name"])
        in_phase = comments if phase is None else comments[comments["phase"] == phase.id]
        paragraph(_standing(row, in_phase), faint=True)
        figures(figures_of(row, result))
        action_bar(workspace, result, row, names)
        if number(row.get("revenue_at_risk")) is None and (number(row.get("revenue_exposed")) or 0) > 0:
            _ask_for_risk(workspace)
        asked = OnePainPoint(chosen, None if phase is None else phase.id)
        _months(workspace, result, in_phase, asked)
    part = st.segmented_control(
        "Part", PARTS, default=PARTS[0], required=True, key="pain_point_part", label_visibility="collapsed"
    )
    query = CommentQuery(chosen, phase=None if phase is None else phase.id)
    if part == "Customers":
        customers_list(workspace, query)
    elif part == "Where":
        _where(workspace, result, comments, row)
    elif part == "Score":
        effects_on_scores(result, row)
    elif part == "History":
        history(workspace, comments, chosen)
    else:
        st.markdown("**What customers wrote**")
        others = {name: told for name, told in names.items() if name != chosen}
        paged_comments(workspace, query, tuple(map(str, row["words"])), f"comments-{chosen}", others)
        offer(workspace, View("pain_points.comments", query), f"comments-{chosen}-kept")


def _standing(row: Mapping[Any, Any], comments: pd.DataFrame) -> str:
    """Status, owner, since when, and the words that tell it from the others."""
    owner = row.get("owner")
    first = comments.loc[comments["pain_point_id"] == row["id"], "written_at"].min()
    parts = [
        str(row.get("status") or ""),
        f"owned by {owner}" if isinstance(owner, str) and owner else "nobody owns it",
        "" if pd.isna(first) else f"first written about in {first:%b %Y}",
        "telling words: " + ", ".join(map(str, row["words"][:6])) if len(row["words"]) else "",
    ]
    return " · ".join(part for part in parts if part)


def _ask_for_risk(workspace: Workspace) -> None:
    """Revenue at risk rests on the driver analysis, which takes a while: only when somebody asks for it."""
    why = "Revenue at risk rests on the analysis of what makes customers stay, which takes up to a minute or two."
    if st.button("Work out revenue at risk", key="ask-risk", icon=":material/calculate:", help=why):
        try:
            drivers_of(workspace)
        except NotEnoughData as refusal:
            st.info(escaped(f"Revenue at risk cannot be told. {refusal}"), icon=":material/info:")
        else:
            st.rerun()


def _months(workspace: Workspace, result: PainPointResult, comments: pd.DataFrame, asked: OnePainPoint) -> None:
    view, found = View("pain_points.months", asked), Read(result, comments)
    if (comments["pain_point_id"] == asked.pain_point).any():
        show(workspace, view, f"months-{asked.pain_point}", found)


def _where(workspace: Workspace, result: PainPointResult, comments: pd.DataFrame, row: Mapping[Any, Any]) -> None:
    """Its spread over the phases, its commonest touchpoints, and the ways to elsewhere."""
    chosen = str(row["id"])
    show(workspace, View("pain_points.spread", OnePainPoint(chosen)), f"spread-{chosen}", Read(result, comments))
    touchpoints = comments.loc[comments["pain_point_id"] == chosen, "touchpoint"].value_counts().head(5)
    if len(touchpoints):
        paragraph("Touchpoints: " + ", ".join(f"{name} ({n:,})" for name, n in touchpoints.items()), faint=True)
    phase = next((phase for phase in workspace.phases() if phase.id == row["phase"]), None)
    with st.container(horizontal=True):
        if phase is not None:
            st.page_link(
                "pages/scorecards.py", label="Scorecard of its phase", icon=":material/speed:",
                query_params=phase_in_url(phase),
            )  # fmt: skip
        st.page_link("pages/drivers.py", label="What it does to staying", icon=":material/alt_route:")
    st.caption("A link to this pain point:")
    st.code(_link(workspace), language=None)


def _link(workspace: Workspace) -> str:
    """The address of what is on the screen."""
    base = str(st.context.url or "").split("?")[0]
    known = {name: str(st.query_params[name]) for name in ("workspace", PHASE, PAIN_POINT) if name in st.query_params}
    return f"{base}?{urlencode({'workspace': workspace.name} | known)}"
