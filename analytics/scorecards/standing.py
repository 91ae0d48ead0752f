"""How perspectives stand: the figures of the matrix of phases by perspectives."""

from __future__ import annotations

import pandas as pd

from analytics.scorecards.cards import PerspectiveCard, ScorecardResult
from analytics.scorecards.scoring import Status

# What a score is at the target and at the threshold (analytics/scorecards/scoring.py).
AT_TARGET, AT_THRESHOLD = 20 / 3, 10 / 3


def standing(result: ScorecardResult) -> pd.DataFrame:
    """Every perspective of every phase: phase, phase_name, perspective, score, status, kpis (how many)."""
    rows = [
        (phase.id, phase.name, card.perspective, card.score, perspective_status(card), len(card.kpis))
        for phase in result.phases
        for card in phase.perspectives
    ]
    return pd.DataFrame(rows, columns=["phase", "phase_name", "perspective", "score", "status", "kpis"])


def perspective_status(card: PerspectiveCard) -> Status:
    """Where the score stands between threshold and target; unclear when every KPI is.

    >>> perspective_status(PerspectiveCard("Customer", None, ()))
    'no data'
    """
    if card.score is None:
        return "no target" if card.kpis else "no data"
    judged = [kpi.status for kpi in card.kpis if kpi.score is not None]
    if judged and all(status == "unclear" for status in judged):
        return "unclear"
    return score_status(card.score)


def score_status(score: float | None) -> Status:
    """On which side of target and threshold a score stands.

    >>> score_status(8.0), score_status(5.0), score_status(2.0), score_status(None)
    ('green', 'amber', 'red', 'no target')
    """
    if score is None:
        return "no target"
    return "green" if score >= AT_TARGET else "red" if score <= AT_THRESHOLD else "amber"
