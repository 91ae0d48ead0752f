"""The journey map: phases left to right, what happens in each, how people feel, what hurts, and who goes on."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import journey as charts
from analytics.charts import style
from analytics.errors import NotEnoughData
from analytics.journey.flow import Flow
from analytics.journey.overview import Journey, JourneyOverview
from analytics.journey.phases import Phase
from analytics.journey.stops import Stops
from analytics.kpis.seen import Seen
from analytics.notebooks.view import View
from analytics.scorecards.scorecard import Scorecard
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.filters import phase_in_url
from pages.parts.journey_behind import remember_click, show_behind
from pages.parts.journey_cells import most_at_risk, worst
from pages.parts.journey_touchpoint_table import touchpoint_table
from pages.parts.results import comments_of, pain_points_of
from pages.parts.seen_filters import choose_seen
from pages.parts.shown import show
from pages.parts.words import escaped, paragraph

# The left edge of the charts, in widths of a phase, so that what stands below them stands under its phase.
_EDGE = 1.15


def show_map(workspace: Workspace) -> None:
    """The view."""
    seen = choose_seen(workspace)
    if not seen.is_everything:
        st.caption(
            escaped(
                f"Mood, touchpoints, volume and who goes on: {seen.words}. Pain points and scores are of all customers."
            )
        )
    overview = result_of(workspace, Journey(seen), "Counting what happens in each phase")
    stops = result_of(workspace, Stops(seen), "Counting what happens at each touchpoint")
    _mood(workspace, overview, seen)
    _touchpoints(workspace, stops, seen)
    # Pain points may take long at first: everything else is drawn before them.
    pain_points = st.container()
    _standing(workspace)
    _volume(workspace, overview, seen)
    _onward(workspace, seen)
    _unplaced(overview)
    with pain_points:
        _pain_points(workspace)


def _mood(workspace: Workspace, overview: JourneyOverview, seen: Seen) -> None:
    if overview.phases["n"].sum() == 0:
        st.caption("No survey answer or ticket that is placed in a phase has a score, so there is no mood to show.")
        return
    _clickable(workspace, View("journey.mood", Journey(seen)), "journey_mood", overview)


def _touchpoints(workspace: Workspace, stops: pd.DataFrame, seen: Seen) -> None:
    if stops.empty:
        st.caption(
            "No survey answer in a phase names a touchpoint and no ticket a category, so no touchpoints are shown."
        )
    else:
        _clickable(workspace, View("journey.touchpoints", Stops(seen)), "journey_touchpoints", stops)
    show_behind(workspace, stops, seen)
    with st.expander("All touchpoints, with the metrics that fit", icon=":material/table_view:"):
        touchpoint_table(workspace, stops)


def _volume(workspace: Workspace, overview: JourneyOverview, seen: Seen) -> None:
    if overview.volumes.empty:
        st.caption("No row is placed in a phase in the period and segment that are looked at.")
        return
    _clickable(workspace, View("journey.volume", Journey(seen)), "journey_volume", overview)


def _clickable(workspace: Workspace, view: View, key: str, found: Any) -> None:
    """A chart of which a click shows what stands behind the phase."""
    show(workspace, view, key, found, on_select=lambda: remember_click(key))


def _standing(workspace: Workspace) -> None:
    result = result_of(workspace, Scorecard(), "Computing the scorecards")
    clicked = show(workspace, View("scorecard.standing", Scorecard()), "journey_standing", result, on_select="rerun")
    points = clicked["selection"].get(charts.CHOSEN, [])
    phase = next((phase for phase in workspace.phases() if points and phase.id == points[0].get("phase")), None)
    if phase is not None:
        st.switch_page("pages/scorecards.py", query_params=phase_in_url(phase))


def _onward(workspace: Workspace, seen: Seen) -> None:
    flow = Flow(seen=seen)
    try:
        found = result_of(workspace, flow, "Following who goes on to another phase")
    except NotEnoughData as refusal:
        st.caption(escaped(refusal))
        return
    if found.empty or found["customers"].sum() == 0:
        st.caption(
            f"Who goes on needs customers who came to a phase at least {flow.days} days before the end: choose a longer period."
        )
        return
    show(workspace, View("journey.onward", flow), "journey_onward", found)


def _pain_points(workspace: Workspace) -> None:
    """What hurts most in each phase, what is at risk by it, and the ways into it."""
    found, refusal = None, "No comment is loaded, so there are no pain points to show."
    if workspace.count("comments"):
        try:
            found = pain_points_of(workspace)
        except NotEnoughData as error:
            refusal = str(error)
    phases = workspace.phases()
    edge, *columns = st.columns([_EDGE, *[1] * len(phases)], gap="small")
    edge.markdown("**What hurts**")
    known = found is not None and bool(found.pain_points["revenue_at_risk"].notna().any())
    edge.caption("comments there; ▲ emerging" + ("; the most revenue at risk a year behind one" if known else ""))
    for column, phase in zip(columns, phases, strict=True):
        with column:
            if found is not None:
                _worst_of(worst(found.pain_points, comments_of(workspace, found), phase.id))
                _at_risk(found.pain_points, phase)
            _ways_in(phase)
    if found is None:
        st.caption(escaped(refusal))
    elif not known:
        st.caption("Revenue at risk stands here once the drivers of retention are computed on this data.")
        st.page_link("pages/drivers.py", label="Compute the drivers", icon=":material/alt_route:")


def _worst_of(shown: pd.DataFrame) -> None:
    if shown.empty:
        st.caption("nothing yet")
    for row in shown.to_dict("records"):
        flag = "▲ " if row["emerging"] else ""
        paragraph(f"{flag}{style.short(row['name'], 60)} ({row['here']:,})", faint=True)


def _at_risk(pain_points: pd.DataFrame, phase: Phase) -> None:
    """The pain point of the phase behind which most revenue is at risk, with its interval."""
    row = most_at_risk(pain_points, phase.id)
    if row is None:
        return
    risk, low, high = (
        style.money(float(row[name]), str(row["currency"] or ""))
        for name in ("revenue_at_risk", "revenue_at_risk_low", "revenue_at_risk_high")
    )
    paragraph(f"{risk} at risk: {style.short(str(row['name']), 40)} (95 %: {low} to {high})", faint=True)


def _ways_in(phase: Phase) -> None:
    there = phase_in_url(phase)
    st.page_link("pages/pain_points.py", label="Pain points", query_params=there)
    st.page_link("pages/scorecards.py", label="Scorecard", query_params=there)


def _unplaced(overview: JourneyOverview) -> None:
    if overview.unplaced.empty:
        st.caption(":material/done_all: Every row is placed in a phase.")
        return
    rows = overview.unplaced[["what", "rows", "of"]].itertuples(index=False, name=None)
    told = [f"{n:,} of {of:,} {what.lower()} ({style.percent(n / of, 1)})" for what, n, of in rows]
    st.caption(f":material/help: Not placed in any phase: {'; '.join(told)}. A rule (Edit, Rules) can place them.")
