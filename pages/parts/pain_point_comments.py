"""Comments as people read them: searched, filtered and paged in the database, telling words marked, moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.files.spreadsheets import harmless
from analytics.pain_points import decisions
from analytics.pain_points.keeping import is_current
from analytics.pain_points.reading import ORDERS, CommentQuery
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.session import who
from pages.parts.words import escaped, paragraph

Result = TypeVar("Result")

PER_PAGE = 8
_SOURCES = {"surveys": "survey", "tickets": "ticket"}


@st.fragment
def paged_comments(
    workspace: Workspace,
    query: CommentQuery,
    telling: tuple[str, ...] = (),
    key: str = "comments",
    targets: Mapping[str, str] | None = None,
) -> None:
    """The comments of a query; ``telling`` words are marked. Searching and turning pages redraws only this list.

    ``targets`` (name by pain point id) are where comments may be moved; None: nowhere.
    """
    asked = _asked(query, key)
    found = _kept(workspace, f"count {asked!r}", lambda: asked.count(workspace))
    pages = max(ceil(found / PER_PAGE), 1)
    foot, turn = st.columns([3, 2], vertical_alignment="center")
    page = 1
    if pages > 1:
        page = int(
            turn.number_input(f"Page, of {pages:,}", 1, pages, key=f"{key}-page-{pages}", label_visibility="collapsed")
        )
    start = (page - 1) * PER_PAGE
    shown = _kept(workspace, f"page {start} {asked!r}", lambda: asked.page(workspace, start, PER_PAGE))
    foot.caption(_told(found, start, len(shown), pages, asked != query))
    moving = bool(targets) and foot.toggle("Move comments", key=f"{key}-moving")
    names = {phase.id: phase.name for phase in workspace.phases()}
    picked = []
    for row in shown.to_dict("records"):
        with st.container(border=True, gap="xsmall"):
            if moving and st.checkbox("Move this one", key=f"{key}-{row['comment_id']}-pick"):
                picked.append(str(row["comment_id"]))
            paragraph(row["text"], [*telling, *asked.words.split()])
            paragraph(about(row, names), faint=True)
    if moving and targets:
        _move(workspace, picked, targets, key)


def _kept(workspace: Workspace, name: str, read: Callable[[], Result]) -> Result:
    """What was read before; comments find their places without new data or decisions once pain points are found."""
    return kept(workspace, f"{name} {is_current(workspace)}", read, "Reading comments")


def _asked(query: CommentQuery, key: str) -> CommentQuery:
    """The query as narrowed by what was typed and chosen above the list."""
    search, filters = st.columns([5, 2], vertical_alignment="bottom")
    words = search.text_input(
        "Search these comments",
        key=f"{key}-search",
        placeholder="Search these comments",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    with filters.popover("Filter, order", icon=":material/tune:", width="stretch"):
        order = st.selectbox("Order", ORDERS, key=f"{key}-order")
        source = st.segmented_control("From", list(_SOURCES), format_func=lambda name: f"{name}", key=f"{key}-source")
        unhappy = st.toggle("Only scored in the lower half", key=f"{key}-unhappy")
        since = st.date_input("Since", value=None, key=f"{key}-since")
        until = st.date_input("Until", value=None, key=f"{key}-until")
    return replace(
        query,
        words=words or "",
        order=order or ORDERS[0],
        source=source,
        unhappy=unhappy,
        since=since or query.since,
        until=until or query.until,
    )


def _move(workspace: Workspace, picked: list[str], targets: Mapping[str, str], key: str) -> None:
    """Put the picked comments into another pain point: what is decided there teaches the next grouping."""
    where, go = st.columns([3, 2], vertical_alignment="bottom")
    to = where.selectbox("Move to", list(targets), format_func=lambda name: targets.get(name, ""), key=f"{key}-target")
    label = f"Move {len(picked)} comments" if len(picked) != 1 else "Move 1 comment"
    if go.button(label, key=f"{key}-move", disabled=not picked, width="stretch") and to:
        workspace.decide_on_pain_points(decisions.moved(picked, to), who())
        st.rerun()


def about(comment: Mapping[Any, Any], phases: Mapping[str, str]) -> str:
    """One line about a comment: when, where from, how it scored, where it stands in the journey.

    >>> about({"written_at": pd.Timestamp("2026-10-03"), "source": "tickets", "score": 0.25}, {})
    '3 Oct 2026 · ticket · scored 2.5 of 10 · not placed'
    """
    parts = [
        _date(comment.get("written_at")),
        _SOURCES.get(str(comment.get("source")), str(comment.get("source"))),
    ]
    score = comment.get("score")
    parts.append("no score" if pd.isna(score) else f"scored {float(str(score)) * 10:.1f} of 10")
    parts.append(phases.get(str(comment.get("phase")), "not placed"))
    touchpoint = comment.get("touchpoint")
    if isinstance(touchpoint, str) and touchpoint:
        parts.append(style.short(touchpoint, 40))
    return " · ".join(parts)


def _date(moment: Any) -> str:
    return "no date" if pd.isna(moment) else f"{pd.Timestamp(str(moment)):%-d %b %Y}"


def _told(found: int, start: int, shown: int, pages: int, narrowed: bool) -> str:
    if not found:
        return "None of the comments is like that." if narrowed else "No comments."
    place = f"{start + 1:,} to {start + shown:,} of {found:,}" if pages > 1 else f"{found:,}"
    return f"{place} comments" + (" that fit the search" if narrowed else "")


def customers_list(workspace: Workspace, query: CommentQuery) -> None:
    """Who wrote the comments of a query, those with most comments first."""
    people = query.customers(workspace)
    if people.empty:
        st.caption("None of these comments names its customer.")
        return
    st.dataframe(
        people[["customer_id", "comments", "last", "orders", "revenue", "currency", "segment", "left_at"]],
        hide_index=True,
        width="stretch",
        height=330,
        column_config={
            "customer_id": "Customer",
            "comments": st.column_config.NumberColumn("Comments about it"),
            "last": st.column_config.DateColumn("Last"),
            "orders": "Orders",
            "revenue": st.column_config.NumberColumn("Spent so far", format="localized"),
            "currency": "",
            "segment": "Segment",
            "left_at": st.column_config.DateColumn("Left"),
        },
    )
    st.download_button(
        "Download as CSV",
        lambda: harmless(people).to_csv(index=False).encode("utf-8-sig"),
        "customers.csv",
        "text/csv",
        on_click="ignore",
        key="customers_csv",
    )
    st.caption(escaped(f"{len(people):,} customers" + (" (the first 1,000)" if len(people) == 1000 else "")))
