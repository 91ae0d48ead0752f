"""The evidence of a review: figures as they stood when somebody pinned them."""

from __future__ import annotations

import streamlit as st

from analytics.notebooks.evidence import evidence_of
from analytics.reviews.reviews import Review
from analytics.reviews.snapshots import Snapshot
from analytics.workspace import Workspace
from pages.parts.notebook_body import show_kept
from pages.parts.shown import address_of
from pages.parts.words import escaped


def evidence_part(workspace: Workspace, review: Review, snapshot: Snapshot, earlier: tuple[Review, ...]) -> None:
    """Every pinned figure with its table, as it stood, and the way to what it shows today."""
    pinned = evidence_of(workspace, review)
    if not pinned:
        more = (
            "" if not review.is_open else " Pin any figure to it: **Table · file · pin** below the figure, on any page."
        )
        st.caption(f"Nothing was pinned to this review.{more}")
    for cell, run in pinned:
        with st.container(border=True):
            st.caption(
                f"**{escaped(run.title or cell.name)}** as it stood on {run.ran_at.day} {run.ran_at:%B %Y at %H:%M} UTC, "
                f"data version {run.data_version}"
            )
            show_kept(run, cell, f"{review.id}-{cell.id}")
            st.page_link(
                "pages/look.py",
                label="As it is today",
                icon=":material/update:",
                query_params=address_of(workspace, cell.looking),
            )
