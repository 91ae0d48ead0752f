"""The decisions of a review: what was recorded while it was open."""

from __future__ import annotations

import streamlit as st

from analytics.reviews.reviews import Review, decisions
from analytics.reviews.snapshots import Snapshot
from analytics.workspace import Workspace
from pages.parts.ledger_words import in_words, names_of
from pages.parts.plain_table import plain_table


def decisions_part(workspace: Workspace, review: Review, snapshot: Snapshot, earlier: tuple[Review, ...]) -> None:
    """The decisions that gathered themselves, oldest first."""
    found = decisions(workspace.ledger, review)
    if found.empty:
        when = "So far nothing has been" if review.is_open else "Nothing was"
        st.info(
            f"{when} decided in this review. Targets that are committed on the scorecards while it is open stand here."
        )
        return
    told = in_words(found, names_of(workspace, snapshot.scorecard))
    columns = ["About", "From", "To", "Who", "Why"]
    plain_table(columns, [[str(cell) for cell in row] for row in told[columns].itertuples(index=False, name=None)])
