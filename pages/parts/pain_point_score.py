"""What each score would be without a pain point, with the formula and its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analytics.pain_points.priority import PARTS
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.score_effect import formula
from pages.parts.words import paragraph


def effects_on_scores(result: PainPointResult, row: Mapping[Any, Any]) -> None:
    """One sentence per score that the surveys hold, and how the priority is made up."""
    own = result.effects[result.effects["pain_point_id"] == row["id"]]
    st.markdown("**What the scores would be without it**")
    if own.empty:
        st.caption("Nobody who answered a scored question wrote about it, so it moves no score.")
    for _, effect in own.iterrows():
        paragraph(formula(effect))
    if len(own):
        st.caption(
            "Score of all answers minus the score of the answers left when every response that writes about it is left "
            "out. It says how far they move the average, not what solving the problem would bring."
        )
    parts = [
        f"{name} {row[f'priority_{name}']:.1f}" for name in PARTS if row[f"priority_{name}"] == row[f"priority_{name}"]
    ]
    st.markdown("**Why it stands where it stands**")
    paragraph(f"Priority {row['priority']:.1f} of 10: " + ", ".join(parts) + " (each of 10, weighed as under Weights).")
