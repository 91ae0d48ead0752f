"""How long customers wait, and what waiting costs in satisfaction."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from analytics.charts import style
from analytics.errors import NotEnoughData
from analytics.notebooks.view import View
from analytics.notebooks.views_support import WAITS
from analytics.support.look import Look
from analytics.support.waiting import Distribution, Wait, Waiting
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.shown import show
from pages.parts.words import escaped


def show_waiting(workspace: Workspace, look: Look) -> None:
    """The view: the two waits below each other, each with what it costs beside it."""
    for wait in get_args(Wait):
        spread, cost = st.columns(2, gap="large")
        with spread:
            known = _spread(workspace, wait, look)
        with cost:
            if known:
                _cost(workspace, wait, look)


def _spread(workspace: Workspace, wait: Wait, look: Look) -> bool:
    """The spread of the wait; whether any ticket tells it."""
    steps = result_of(workspace, Distribution(wait, look))
    if steps.empty:
        st.info(f"No ticket tells when {WAITS[wait]} came.")
        return False
    show(workspace, View("support.waits", Distribution(wait, look)), f"waits_{wait}", steps)
    return True


def _cost(workspace: Workspace, wait: Wait, look: Look) -> None:
    try:
        found = result_of(workspace, Waiting(wait, look))
    except NotEnoughData as refusal:
        st.info(escaped(refusal), icon=":material/info:")
        return
    show(workspace, View("support.cost_of_waiting", Waiting(wait, look)), f"cost_{wait}", found)
    st.markdown(
        f"Each time the wait doubles, satisfaction changes by **{style.points(found.per_doubling * 100)} points** "
        f"(95 %: {style.points(found.low * 100)} to {style.points(found.high * 100)}; {found.n:,} rated tickets).",
        help=found.formula,
    )
