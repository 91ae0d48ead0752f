"""What stands in the way of adoption: its pain points by sort, and how many customers each stopped."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.adoption.obstacles import SORTS, Obstacles, Sort, decide_sort
from analytics.charts import style
from analytics.journey.phases import Phase
from analytics.kpis.seen import Seen
from analytics.notebooks.view import View
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.filters import phase_in_url
from pages.parts.plain_table import plain_table
from pages.parts.results import pain_points_of
from pages.parts.seen_filters import tell_not_narrowed
from pages.parts.session import who
from pages.parts.shown import show


def show_obstacles(workspace: Workspace, seen: Seen) -> None:
    """The view, of everybody: pain points are found in all comments."""
    tell_not_narrowed()
    phase = next((phase for phase in workspace.phases() if phase.id == "adoption"), None)
    if phase is None:
        st.info(
            "This workspace's journey has no phase Adoption, so it cannot be told which pain points stand in its way."
        )
        return
    found = pain_points_of(workspace, phase.id)
    asked = Obstacles()
    rows = kept(workspace, "obstacles", lambda: asked.run(workspace, found))
    if rows.empty:
        st.info("No pain point stands in the phase Adoption.")
        return
    _by_sort(rows)
    show(workspace, View("adoption.obstacles", asked), "obstacles", rows)
    _table(rows)
    _sorting(workspace, rows)
    _ways_on(phase)


def _by_sort(rows: pd.DataFrame) -> None:
    sums = rows.groupby("sort")[["comments", "customers"]].sum().sort_values("comments", ascending=False)
    total = max(int(sums["comments"].sum()), 1)
    told = [f"**{sort}** {row['comments'] / total:.0%} ({int(row['comments']):,})" for sort, row in sums.iterrows()]
    st.markdown("Comments by sort of obstacle: " + " · ".join(told))


def _table(rows: pd.DataFrame) -> None:
    columns = ["Obstacle", "Sort", "Comments", "Customers", "Stopped on the way"]
    plain_table(columns, [_line(row) for _, row in rows.iterrows()], columns[2:])
    st.caption(
        "Stopped: of the customers who wrote about it and began, those who did not come to the last step of getting started "
        "within 60 days; 95 % interval and n below. Customers may have stopped for other reasons. The sort is told by the "
        "words of a pain point until a person says otherwise."
    )


def _sorting(workspace: Workspace, rows: pd.DataFrame) -> None:
    # Open only on demand: a grid that can be edited takes the browser longer than all the rest of the page.
    with st.expander("Sort obstacles", icon=":material/category:", key="sorting", on_change="rerun") as sorting:
        if not sorting.open:
            return
        before = rows[["name", "sort"]].rename(columns={"name": "Obstacle", "sort": "Sort"})
        after = st.data_editor(
            before, disabled=["Obstacle"], hide_index=True, width="stretch", key="obstacle_sorts",
            column_config={"Sort": st.column_config.SelectboxColumn(options=list(SORTS), required=True)},
        )  # fmt: skip
        if st.button("Keep", disabled=after.equals(before), key="keep_sorts"):
            for id, sort in changed(rows, after).items():
                decide_sort(workspace.ledger, id, sort, who())
            st.rerun()


def changed(rows: pd.DataFrame, after: pd.DataFrame) -> dict[str, Sort]:
    """The pain points (by id) whose sort was changed in the grid."""
    triples = zip(rows["id"], rows["sort"], after["Sort"], strict=True)
    return {str(id): new for id, old, new in triples if new != old}


def _line(row: pd.Series) -> list[str]:
    stopped = "–"
    if row["n"] == row["n"] and row["n"]:
        interval = style.interval(row["low"], row["high"], style.percent)
        stopped = f"{int(row['stopped']):,} ({style.percent(row['share'])})\n{interval} · n {int(row['n']):,}"
    sort = f"{row['sort']}{' (decided)' if row['decided'] else ''}"
    return [str(row["name"]), sort, style.count(row["comments"]), style.count(row["customers"]), stopped]


def _ways_on(phase: Phase) -> None:
    st.page_link(
        "pages/pain_points.py",
        label="Its pain points",
        icon=":material/personal_injury:",
        query_params=phase_in_url(phase),
    )
