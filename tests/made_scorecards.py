"""A KPI's card made by hand, for tests of what follows from it."""

from __future__ import annotations

from typing import Any

from analytics.scorecards.cards import KpiCard, PerspectiveCard, PhaseCard, ScorecardResult
from analytics.scorecards.rescoring import company, judged, perspective_scored, phase_scored


def card(id: str = "csat", **other: Any) -> KpiCard:
    """A share of 50 % (45 to 55) that is the better the higher it is; threshold 30 %, target 60 %."""
    values = {
        "phase": "support", "id": id, "name": id, "perspective": "Customer", "unit": "%", "better": "up",
        "timing": "lagging", "formula": "yes / all", "bounds": (0.0, 1.0), "sampled": True, "scope": "phase",
        "value": 0.5, "low": 0.45, "high": 0.55, "n": 400, "left_out": 0, "currency": "", "previous": None,
        "history": (), "target": 0.6, "threshold": 0.3, "weight": 1.0, "provenance": "made", "agreed": None,
    }  # fmt: skip
    return judged(KpiCard(**(values | other)))


def scorecard(*cards: KpiCard, **other: Any) -> ScorecardResult:
    """A scorecard of the phase Support, with a perspective per perspective of the cards."""
    names = dict.fromkeys(card.perspective for card in cards)
    perspectives = tuple(
        perspective_scored(
            PerspectiveCard(name, None, tuple(card for card in cards if card.perspective == name), ("nps",), ("NPS",))
        )
        for name in names
    )
    phase = phase_scored(PhaseCard("support", "Support", None, None, None, perspectives))
    return company(ScorecardResult(other.get("as_of"), 90, None, None, None, (phase,)))
