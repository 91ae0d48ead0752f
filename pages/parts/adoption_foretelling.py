"""What the first weeks foretell: early indicators against what came of customers later, at several lags."""

from __future__ import annotations

import streamlit as st

from analytics.adoption.foretelling import Foretelling
from analytics.adoption.wording import strongest
from analytics.kpis.seen import Seen
from analytics.notebooks.view import View
from analytics.notebooks.views_adoption import FORETELLING_NOTE
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.seen_filters import tell_all_time
from pages.parts.shown import show


def show_foretelling(workspace: Workspace, seen: Seen) -> None:
    """The view."""
    first = int(
        st.columns([1, 3])[0].selectbox(
            "Looked at first", [14, 30, 60], index=1, format_func=lambda n: f"the first {n} days", key="first_days"
        )
    )
    asked = Foretelling(first, seen=seen.whose)
    found = result_of(workspace, asked)
    st.markdown(f"**{strongest(found)}**")
    show(workspace, View("adoption.foretelling", asked), "foretold", found)
    tell_all_time(seen, "what came of customers later takes a year to see.")
    st.caption(f"Later: from day {first} to the day named. {FORETELLING_NOTE}")
