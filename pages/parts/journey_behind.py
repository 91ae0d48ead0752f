"""What stands behind a phase or a touchpoint of the map: its comments, and its rows with the rule that placed each."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import journey as charts
from analytics.files.spreadsheets import harmless
from analytics.journey.overview import VOLUMES
from analytics.journey.rows_behind import SHOWN, RowsBehind
from analytics.kpis.seen import Seen
from analytics.pain_points.reading import CommentQuery
from analytics.workspace import Workspace
from pages.parts.filters import phase_in_url
from pages.parts.pain_point_comments import paged_comments
from pages.parts.session import BEHIND
from pages.parts.words import escaped, heading

_ON_A_PAGE = 50
_COMMENTS = "comments"


def remember_click(key: str) -> None:
    """Keep what was clicked in the chart with this key as what is looked behind."""
    event: Any = st.session_state.get(key)
    points = event["selection"].get(charts.CHOSEN, []) if event else []
    if points:
        st.session_state[BEHIND] = (points[0].get("phase"), points[0].get("touchpoint"))


def show_behind(workspace: Workspace, stops: pd.DataFrame, seen: Seen) -> None:
    """The rows behind what was clicked last; nothing until then."""
    phase_id, touchpoint = st.session_state.get(BEHIND, (None, None))
    phase = next((phase for phase in workspace.phases() if phase.id == phase_id), None)
    if phase is None:
        return
    here = stops[(stops["phase"] == phase.id) & (stops["touchpoint"] == touchpoint)]
    if touchpoint is not None and here.empty:
        return
    said: tuple[str, ...] = tuple(here["said"].iloc[0]) if len(here) else ()
    with st.container(border=True):
        head, link, close = st.columns([5, 2, 1], vertical_alignment="center")
        with head:
            heading(f"{phase.name} · {touchpoint}" if touchpoint else phase.name)
        link.page_link("pages/pain_points.py", label="Its pain points", query_params=phase_in_url(phase))
        close.button("Close", key="behind-close", on_click=lambda: st.session_state.pop(BEHIND, None), width="stretch")
        _rows_of(workspace, phase.id, said, seen)


def _rows_of(workspace: Workspace, phase: str, said: tuple[str, ...], seen: Seen) -> None:
    comments = CommentQuery(
        phase=phase, touchpoints=said, since=seen.since, until=seen.until,
        segment=(seen.column, seen.value) if seen.column else None,
    )  # fmt: skip
    tables = {name: RowsBehind(name, phase, said, seen) for name in SHOWN}
    counts = {_COMMENTS: comments.count(workspace)} | {name: rows.count(workspace) for name, rows in tables.items()}
    words = dict(VOLUMES)
    labels = {name: f"{words[name]} ({n:,})" for name, n in counts.items() if n}
    if not labels:
        st.caption("No row stands here in the period and segment that are looked at.")
        return
    chosen = st.segmented_control(
        "What stands behind it", list(labels), default=next(iter(labels)), required=True, format_func=lambda name: labels.get(name, ""),
        key=f"behind-{phase}-{'-'.join(said)[:40]}", label_visibility="collapsed",
    )  # fmt: skip
    if chosen == _COMMENTS or chosen not in tables:
        paged_comments(workspace, comments, key=f"behind-comments-{phase}-{'-'.join(said)[:40]}")
    else:
        _table(workspace, tables[str(chosen)], counts[str(chosen)])


@st.fragment
def _table(workspace: Workspace, rows: RowsBehind, found: int) -> None:
    """A page of rows; turning it redraws only the table."""
    pages = -(-found // _ON_A_PAGE)
    key = f"behind-{rows.table}-{rows.phase}-{found}"
    page = st.number_input(f"Page, of {pages:,}", 1, pages, key=key, width=160) if pages > 1 else 1
    shown = rows.page(workspace, (int(page) - 1) * _ON_A_PAGE, _ON_A_PAGE)
    st.dataframe(shown.dropna(axis=1, how="all"), hide_index=True, width="stretch", height=320)
    st.download_button(
        "These rows as CSV", lambda: harmless(shown).to_csv(index=False).encode("utf-8-sig"), f"{rows.table}.csv", "text/csv",
        key=f"{key}-csv", on_click="ignore",
    )  # fmt: skip
    st.caption(escaped("Newest first; placed_by is the rule that placed the row."))
