"""Comments as people read them: searched, paged, with date, source, score and phase, telling words marked."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.pain_points.evidence import containing
from pages.parts.words import paragraph

PER_PAGE = 8
_SOURCES = {"surveys": "survey", "tickets": "ticket"}


@st.fragment
def comments_list(
    comments: pd.DataFrame, phases: Mapping[str, str], telling: tuple[str, ...] = (), key: str = "comments"
) -> None:
    """The comments, newest first; ``phases`` names phase ids, ``telling`` words are marked.

    Searching and turning pages redraws only this list.
    """
    search, turn = st.columns([3, 2], vertical_alignment="bottom")
    wanted = search.text_input(
        "Search these comments",
        key=f"{key}-search",
        placeholder=f"Search {len(comments):,} comments",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    found = containing(comments, wanted or "")
    pages = max(ceil(len(found) / PER_PAGE), 1)
    page = 1
    if pages > 1:
        page = turn.number_input(
            f"Page, of {pages:,}", 1, pages, key=f"{key}-page-{pages}", label_visibility="collapsed"
        )
    start = (int(page) - 1) * PER_PAGE
    shown = found.iloc[start : start + PER_PAGE]
    for row in shown.to_dict("records"):
        with st.container(border=True, gap="xsmall"):
            paragraph(row["text"], [*telling, *(wanted or "").split()])
            paragraph(about(row, phases), faint=True)
    st.caption(_told(len(found), len(comments), start, len(shown), pages))


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


def _told(found: int, of: int, start: int, shown: int, pages: int) -> str:
    if not found:
        return f"None of {of:,} comments holds these words."
    place = f"{start + 1:,} to {start + shown:,} of {found:,}" if pages > 1 else f"{found:,}"
    return f"{place} comments" if found == of else f"{place} comments that hold these words (of {of:,})"
