"""How perspectives stand: the figures of the matrix of phases by perspectives."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics.scorecards.cards import PerspectiveCard, ScorecardResult
from analytics.scorecards.scoring import Status

# What a score is at the target and at the threshold (analytics/scorecards/scoring.py).
AT_TARGET, AT_THRESHOLD = 20 / 3, 10 / 3

# What a status is called, on the screen and in what is taken out of the room.
STATUS_WORDS: dict[Status, str] = {
    "green": "on target",
    "amber": "below target",
    "red": "beyond red",
    "unclear": "unclear",
    "no target": "no target",
    "no data": "no data",
}


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


def no_data_yet(names: Iterable[str]) -> str:
    """For which KPIs there is no data, in a sentence; "" where there are none.

    >>> no_data_yet(["CSAT", "Backlog"])
    'No data yet for: CSAT, Backlog.'
    """
    told = ", ".join(names)
    return f"No data yet for: {told}." if told else ""


def score_status(score: float | None) -> Status:
    """On which side of target and threshold a score stands.

    >>> score_status(8.0), score_status(5.0), score_status(2.0), score_status(None)
    ('green', 'amber', 'red', 'no target')
    """
    if score is None:
        return "no target"
    return "green" if score >= AT_TARGET else "red" if score <= AT_THRESHOLD else "amber"
