"""Cohorts: of those who began in one month, how many are still there in each month after it."""

from __future__ import annotations

import streamlit as st

from analytics.errors import NotEnoughData
from analytics.kpis.seen import Seen
from analytics.notebooks.view import View
from analytics.retention.cohorts import BUYING, STAYING, CohortResult, Cohorts, cohort_kinds
from analytics.workspace import Workspace
from pages.parts.cached import kept, result_of
from pages.parts.figures import figures, share_figure
from pages.parts.retention_groups import choose_group
from pages.parts.seen_filters import tell_all_time
from pages.parts.shown import show

_KINDS = {STAYING: "Still there", BUYING: "Ordered in the month"}
_TOLD = (1, 3, 6, 12)
_TOGETHER = "All cohorts together that are old enough."


def show_cohorts(workspace: Workspace, seen: Seen) -> None:
    """The heatmap, of all customers or of one group."""
    whose = seen.whose
    kinds = kept(workspace, "cohort kinds", lambda: cohort_kinds(workspace))
    if not kinds:
        raise NotEnoughData("No order and no leaving has a date, so there are no cohorts. Load either over months.")
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    of = kinds[0]
    if len(kinds) > 1:
        of = left.segmented_control(
            "Counted", kinds, default=kinds[0], required=True, key="cohort_kind",
            format_func=lambda kind: _KINDS.get(kind, kind), label_visibility="collapsed",
        )  # fmt: skip
    with right:
        only = choose_group(workspace, whose, "cohort_group")
    asked = Cohorts(of, only, whose)
    found = result_of(workspace, asked)
    tell_all_time(seen, "a cohort begins with a customer's first day, which may lie before.")
    _overall(found)
    show(workspace, View("retention.cohorts", asked), "cohorts", found)
    st.caption(found.note)


def _overall(found: CohortResult) -> None:
    what = "Ordered in month {}" if found.of == BUYING else "Still there after month {}"
    figures(
        [
            share_figure(what.format(row["month"]), row["share"], row["low"], row["high"], row["customers"], _TOGETHER)
            for row in found.overall.to_dict("records")
            if row["month"] in _TOLD
        ]
    )
