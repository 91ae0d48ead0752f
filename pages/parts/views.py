"""A page of several views: its title with the choice beside it, and a view's refusal told as the answer that it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import streamlit as st

from analytics.errors import JourneyError
from pages.parts.words import escaped


def choose_view(title: str, views: Iterable[str], key: str) -> str:
    """Draw the title and let a person choose a view; the first stands until then. The URL holds the choice as ``key``."""
    names = list(views)
    head, choice = st.columns([2, 5], vertical_alignment="bottom")
    head.title(title)
    with choice:
        return str(
            st.segmented_control(
                "View",
                names,
                default=names[0],
                required=True,
                key=key,
                bind="query-params",
                label_visibility="collapsed",
            )
        )


@contextmanager
def refusals_told() -> Iterator[None]:
    """Tell why a view has nothing to show, and lead to the page that loads files: another view may have an answer."""
    try:
        yield
    except JourneyError as refusal:
        st.info(escaped(refusal), icon=":material/info:")
        st.page_link("pages/load_files.py", label="Load files", icon=":material/upload_file:")
