"""What the first weeks foretell: early indicators against what came of customers later, at several lags."""

from __future__ import annotations

import streamlit as st

from analytics.adoption.foretelling import Foretelling
from analytics.adoption.wording import strongest
from analytics.notebooks.view import View
from analytics.notebooks.views_adoption import FORETELLING_NOTE
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.shown import show


def show_foretelling(workspace: Workspace) -> None:
    """The view."""
    first = int(
        st.columns([1, 3])[0].selectbox(
            "Looked at first", [14, 30, 60], index=1, format_func=lambda n: f"the first {n} days", key="first_days"
        )
    )
    found = result_of(workspace, Foretelling(first))
    st.markdown(f"**{strongest(found)}**")
    show(workspace, View("adoption.foretelling", Foretelling(first)), "foretold", found)
    st.caption(f"Later: from day {first} to the day named. {FORETELLING_NOTE}")
