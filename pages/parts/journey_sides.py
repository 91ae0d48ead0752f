"""Two segments or two periods of the journey side by side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.journey.side_by_side import SideBySide, Sides
from analytics.kpis.seen import Seen
from analytics.kpis.segments import COLUMNS, segments
from analytics.notebooks.view import View
from analytics.workspace import Workspace
from pages.parts.cached import kept, result_of
from pages.parts.plain_table import plain_table
from pages.parts.shown import show
from pages.parts.words import escaped

_LENGTHS = {"30 days": 30, "90 days": 90, "6 months": 182, "12 months": 365}
_PERIODS, _SEGMENTS = "Two periods", "Two segments"
_ONWARD_DAYS = 180  # as on the map


def show_sides(workspace: Workspace) -> None:
    """The view."""
    ways = [_PERIODS, _SEGMENTS] if _segments(workspace) else [_PERIODS]
    left, right = st.columns([2, 5], vertical_alignment="bottom")
    way = left.segmented_control("What to compare", ways, default=ways[0], required=True, key="sides_of", bind="query-params",
                                 label_visibility="collapsed")  # fmt: skip
    with right:
        question = _two_segments(workspace) if way == _SEGMENTS else _two_periods(workspace)
    if question is None:
        st.info("No row is dated, so there are no periods to compare.", icon=":material/info:")
        return
    if len(ways) == 1:
        st.caption(
            "There are no segments to compare: the customers have no segment or source with a few different values."
        )
    found = result_of(workspace, question)
    names = (question.first.words, question.second.words)
    phases = [phase.name for phase in workspace.phases()]
    _charts(workspace, question, found)
    if not found.changes.empty:
        _differences(found, phases)
    _volumes(found, names)


def _segments(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    return kept(workspace, "segments", lambda: segments(workspace))


def _two_segments(workspace: Workspace) -> SideBySide:
    offered = [Seen(column, value) for column, value in _segments(workspace)]
    labels = {f"{COLUMNS[seen.column]}: {seen.value}": seen for seen in offered}
    names = list(labels)
    left, right = st.columns(2)
    first = left.selectbox("This", names, key="sides_first", bind="query-params")
    second = right.selectbox("against that", names, index=1, key="sides_second", bind="query-params")
    return SideBySide(labels[str(first)], labels[str(second)], _ONWARD_DAYS)


def _two_periods(workspace: Workspace) -> SideBySide | None:
    until = workspace.data_until()
    length = st.selectbox("The last", list(_LENGTHS), index=1, key="sides_days", bind="query-params",
                          help="Against as many days before them.")  # fmt: skip
    if until is None:
        return None
    days, end = _LENGTHS[str(length)], until.date()
    middle = end - timedelta(days=days)
    before = Seen(since=middle - timedelta(days=days - 1), until=middle)
    # Both have equally long to go on in: a third of the period, so that most customers have had the time.
    return SideBySide(before, Seen(since=middle + timedelta(days=1), until=end), days // 3)


def _charts(workspace: Workspace, question: SideBySide, found: Sides) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        if found.moods["n"].sum() == 0:
            st.caption("No survey answer or ticket on either side has a score.")
        else:
            show(workspace, View("journey.sides", question), "sides_mood", found)
    with right:
        if found.onward.empty:
            st.caption("No customer on either side can be followed from phase to phase.")
        else:
            show(workspace, View("journey.sides_onward", question), "sides_onward", found)


def _differences(found: Sides, phases: list[str]) -> None:
    """What differs, with its interval; what surely differs is marked."""
    told = {(row["phase_name"], row["what"]): _change(row) for row in found.changes.to_dict("records")}
    rows = [[phase, told.get((phase, "mood"), "–"), told.get((phase, "goes on"), "–")] for phase in phases]
    plain_table(["Phase", "Mood (0 to 10), difference", "Who goes on, difference"], rows)
    st.caption(
        "The later (second) side less the first, with its 95 % interval. ▲ ▼ differ surely: the interval is on one side of zero."
    )


def _change(row: Mapping[Any, Any]) -> str:
    scale, unit = (10, "") if row["what"] == "mood" else (100, " pp")
    change, low, high = (row[name] * scale for name in ("change", "low", "high"))
    sign = "▲ " if low > 0 else "▼ " if high < 0 else ""
    return f"{sign}{change:+.1f}{unit} ({low:+.1f} to {high:+.1f})"


def _volumes(found: Sides, names: tuple[str, str]) -> None:
    rows = found.volumes
    table = pd.DataFrame(
        {
            "Phase": rows["phase_name"],
            "What": rows["what"],
            names[0]: [
                f"{n:,} ({style.percent(share)})" for n, share in zip(rows["first"], rows["first_share"], strict=True)
            ],
            names[1]: [
                f"{n:,} ({style.percent(share)})" for n, share in zip(rows["second"], rows["second_share"], strict=True)
            ],
        }
    )
    with st.expander("How much happens, side by side", icon=":material/table_view:"):
        st.dataframe(table, hide_index=True, width="stretch")
        st.caption(escaped("In brackets: of all rows of that kind on that side."))
