"""The journey page's figures from results: the worst pain points per phase."""

from __future__ import annotations

import pandas as pd

WORST = 3


def worst(pain_points: pd.DataFrame, comments: pd.DataFrame, phase: str) -> pd.DataFrame:
    """The pain points with most comments in one phase: name, emerging, here (comments there).

    ``comments`` are all comments with the phase they stand in and the pain point they were put to.
    """
    here = comments.loc[comments["phase"] == phase, "pain_point_id"].value_counts().head(WORST)
    named = pain_points.set_index("id").loc[here.index, ["name", "emerging"]]
    return named.assign(here=here)


def most_at_risk(pain_points: pd.DataFrame, phase: str) -> pd.Series | None:
    """Of the pain points that most comments meet in this phase the one with most revenue at risk; None while none is known.

    Only one, and no sum: customers with two of them would be counted twice.
    """
    here = pain_points[(pain_points["phase"] == phase) & pain_points["revenue_at_risk"].notna()]
    return None if here.empty else here.sort_values("revenue_at_risk", ascending=False).iloc[0]
