"""In which order pain points stand: one priority with weights that everybody sees and may move, or a plain column."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import streamlit as st

from analytics.notebooks.views_pain_points import Order, Ranked, in_order
from analytics.pain_points.decisions import KIND
from analytics.pain_points.priority import PARTS, SUBJECT, Weights, money_is_at_risk, with_priority
from analytics.workspace import Workspace
from pages.parts.session import who

ORDERS: dict[str, Order] = {
    "Priority": "priority",
    "Most comments": "comments",
    "Unhappiest writers": "severity",
    "Most customers": "customers",
    "Most revenue at risk": "revenue_at_risk",
    "Most revenue exposed": "revenue_exposed",
    "Growing fastest": "recent_ratio",
}
_WORDS = {
    "volume": "Volume (comments)",
    "severity": "Severity (unhappy writers)",
    "trend": "Trend (growing)",
    "money": "Money",
}


def ordered(workspace: Workspace, pain_points: pd.DataFrame, phase: str | None) -> tuple[pd.DataFrame, Ranked]:
    """The pain points with their priority, in the order that the person asks for; what is searched for alone.

    Gives also the view of them that can be kept: all of ``phase`` (its id), in this order.
    """
    search, order, weigh = st.columns([4, 4, 3], vertical_alignment="bottom")
    wanted = search.text_input(
        "Search", key="pain_point_search", placeholder="Search pain points", label_visibility="collapsed",
        icon=":material/search:",
    )  # fmt: skip
    with weigh.popover("Weights", width="stretch"):
        weights = _weights(workspace, pain_points)
    known = with_priority(pain_points, weights)
    possible = [words for words, column in ORDERS.items() if known[column].notna().any()]
    chosen = order.selectbox("Order", possible, key="pain_point_order", label_visibility="collapsed")
    asked = Ranked(phase, ORDERS[chosen or possible[0]], weights=weights)
    return _searched(in_order(workspace, pain_points, asked), wanted or "").reset_index(drop=True), asked


def _searched(rows: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The rows whose name, telling words or owner hold every word; all of them when none does."""
    told = [
        " ".join([str(row["name"]), *map(str, row["words"]), str(row.get("owner") or "")]).casefold()
        for row in rows.to_dict("records")
    ]
    fits = [all(word in text for word in wanted.casefold().split()) for text in told]
    return rows[fits] if any(fits) else rows


def _weights(workspace: Workspace, pain_points: pd.DataFrame) -> Weights:
    """Sliders that reorder at once, and a button that keeps them for everybody."""
    agreed = Weights.of(workspace.ledger.present(KIND).get(SUBJECT))
    st.caption("Priority is the weighted mean of four parts from 0 to 10; 0 leaves a part out.")
    moved = {
        name: float(st.slider(_WORDS[name], 0.0, 10.0, getattr(agreed, name), 0.5, key=f"weight-{name}-{agreed}"))
        for name in PARTS
    }
    st.caption(
        "Money is revenue at risk." if money_is_at_risk(pain_points)
        else "Money is revenue exposed as long as nobody asked for revenue at risk."
    )  # fmt: skip
    now = Weights.of(moved)
    if st.button("Keep these weights", key="keep-weights", disabled=now == agreed, width="stretch"):
        workspace.decide_on_pain_points({SUBJECT: asdict(now)}, who())
        st.rerun()
    return now
