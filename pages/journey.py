"""Journey: the phases side by side, and the way in to everything."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import journey as charts
from analytics.charts import style
from analytics.errors import NotEnoughData
from analytics.journey.flow import Flow
from analytics.journey.overview import Journey, JourneyOverview
from analytics.journey.phases import Phase
from analytics.kpis.definition import PERSPECTIVES
from analytics.scorecards.scorecard import Scorecard
from analytics.scorecards.standing import standing
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.empty import nothing_loaded
from pages.parts.filters import phase_in_url
from pages.parts.journey_cells import worst
from pages.parts.results import comments_of, pain_points_of
from pages.parts.rules_form import rules_form
from pages.parts.session import current_workspace
from pages.parts.words import escaped, paragraph

# The left edge of the charts, in widths of a phase, so that what stands below them stands under its phase.
_EDGE = 1.15


def render(workspace: Workspace) -> None:
    """The page."""
    st.title("Journey")
    if workspace.is_empty:
        nothing_loaded("The phases of the journey stand here side by side: how much happens, how people feel.")
        return
    overview = result_of(workspace, Journey())
    _mood(overview)
    # Pain points may take long at first: everything else is drawn before them.
    pain_points = st.container()
    _standing(workspace, overview)
    st.altair_chart(
        charts.volume(overview.volumes, overview.phases, overview.kinds),
        width="stretch",
        key="journey_volume",
    )
    _onward(workspace, overview)
    _unplaced(overview)
    with st.expander("Rules that place every row in a phase", icon=":material/rule:"):
        rules_form(workspace)
    with pain_points:
        _pain_points(workspace)


def _mood(overview: JourneyOverview) -> None:
    if overview.phases["n"].sum() == 0:
        st.caption("No survey answer or ticket has a score, so there is no mood to show.")
        return
    st.altair_chart(charts.mood(overview.phases), width="stretch", key="journey_mood")


def _standing(workspace: Workspace, overview: JourneyOverview) -> None:
    result = result_of(workspace, Scorecard())
    clicked = st.altair_chart(
        charts.standing(standing(result), overview.phases, list(PERSPECTIVES)),
        width="stretch",
        key="journey_standing",
        on_select="rerun",
    )
    points = clicked["selection"].get(charts.CHOSEN, [])
    phase = next((phase for phase in workspace.phases() if points and phase.id == points[0].get("phase")), None)
    if phase is not None:
        st.switch_page("pages/scorecards.py", query_params=phase_in_url(phase))


def _onward(workspace: Workspace, overview: JourneyOverview) -> None:
    flow = Flow()
    try:
        found = result_of(workspace, flow)
    except NotEnoughData as refusal:
        st.caption(escaped(refusal))
        return
    st.altair_chart(charts.onward(found, overview.phases, flow.days), width="stretch", key="journey_onward")


def _pain_points(workspace: Workspace) -> None:
    """What hurts most in each phase, and the ways into it."""
    found, refusal = None, "No comment is loaded, so there are no pain points to show."
    if workspace.count("comments"):
        try:
            found = pain_points_of(workspace)
        except NotEnoughData as error:
            refusal = str(error)
    phases = workspace.phases()
    edge, *columns = st.columns([_EDGE, *[1] * len(phases)], gap="small")
    edge.markdown("**What hurts**")
    edge.caption("comments there; ▲ emerging")
    for column, phase in zip(columns, phases, strict=True):
        with column:
            if found is not None:
                _worst_of(worst(found.pain_points, comments_of(workspace, found), phase.id))
            _ways_in(phase)
    if found is None:
        st.caption(escaped(refusal))


def _worst_of(shown: pd.DataFrame) -> None:
    if shown.empty:
        st.caption("nothing yet")
    for row in shown.to_dict("records"):
        flag = "▲ " if row["emerging"] else ""
        paragraph(f"{flag}{style.short(row['name'], 60)} ({row['here']:,})", faint=True)


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
    st.caption(f":material/help: Not placed in any phase: {'; '.join(told)}. A rule below can place them.")


if __name__ == "__main__":
    render(current_workspace())
