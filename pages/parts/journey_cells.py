"""The journey page's figures from results: scores per perspective, worst pain points per phase."""

from __future__ import annotations

import pandas as pd

from analytics.scorecards.cards import PerspectiveCard, ScorecardResult

_TARGET, _THRESHOLD = 20 / 3, 10 / 3
WORST = 3


def standing(result: ScorecardResult) -> pd.DataFrame:
    """Every perspective of every phase: phase, phase_name, perspective, score, status, kpis (how many)."""
    rows = [
        (phase.id, phase.name, card.perspective, card.score, perspective_status(card), len(card.kpis))
        for phase in result.phases
        for card in phase.perspectives
    ]
    return pd.DataFrame(rows, columns=["phase", "phase_name", "perspective", "score", "status", "kpis"])


def perspective_status(card: PerspectiveCard) -> str:
    """Where the score stands between threshold (10/3) and target (20/3); unclear when every KPI is."""
    if card.score is None:
        return "no target" if card.kpis else "no data"
    judged = [kpi.status for kpi in card.kpis if kpi.score is not None]
    if judged and all(status == "unclear" for status in judged):
        return "unclear"
    return "green" if card.score >= _TARGET else "red" if card.score <= _THRESHOLD else "amber"


def worst(pain_points: pd.DataFrame, comments: pd.DataFrame, phase: str) -> pd.DataFrame:
    """The pain points with most comments in one phase: name, emerging, here (comments there).

    ``comments`` are all comments with the phase they stand in and the pain point they were put to.
    """
    here = comments.loc[comments["phase"] == phase, "pain_point_id"].value_counts().head(WORST)
    named = pain_points.set_index("id").loc[here.index, ["name", "emerging"]]
    return named.assign(here=here)
