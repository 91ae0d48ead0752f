"""Writing moved sliders to the ledger: several moves are one decision, and nobody is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.rescoring import Change, rescore
from analytics.scorecards.targets import KIND, Decisions


def commit(
    ledger: Decisions,
    result: ScorecardResult,
    changes: Mapping[str, Change],
    who: str,
    reason: str,
    at: datetime | None = None,
) -> list[int]:
    """Record the changes that somebody made on the scorecard ``result``; the numbers of the decisions.

    All are recorded, or none: raises ChangedMeanwhile when somebody else decided on one of the KPIs after
    ``result`` was computed, ContradictoryTarget when a threshold would be better than its target.
    """
    moved = rescore(result, changes)
    values: dict[str, dict[str, float | str | None]] = {}
    seen: dict[str, Any] = {}
    for subject in changes:
        kpi = moved.kpi(subject)
        values[subject] = {"target": kpi.target, "threshold": kpi.threshold, "weight": kpi.weight}
        if kpi.owner:
            values[subject]["owner"] = kpi.owner
        seen[subject] = None if kpi.agreed is None else dict(kpi.agreed)
    return ledger.record_all(KIND, values, who, reason, at, seen)
