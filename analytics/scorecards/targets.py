"""What was agreed for a KPI on a phase's scorecard: decisions in the ledger, else a proposal from history."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median
from typing import Any, Protocol

import pandas as pd

from analytics.kpis.definition import Better
from analytics.scorecards.defaults import WEIGHT
from analytics.scorecards.round_numbers import Bounds, round_range, within

KIND = "target"

# Below this there is no better and worse of several.
_PERIODS_NEEDED = 2

# A realistic step, as a share of what is usual.
_STEP = 0.05


class Decisions(Protocol):
    """What targets need of the ledger."""

    def entries(self, kind: str | None = None) -> pd.DataFrame: ...

    def present(self, kind: str, as_of: datetime | None = None) -> dict[str, Any]: ...

    def record_all(
        self,
        kind: str,
        values: dict[str, Any],
        who: str,
        reason: str = "",
        at: datetime | None = None,
        expected: dict[str, Any] | None = None,
    ) -> list[int]: ...


@dataclass(frozen=True)
class Target:
    """A target, a threshold and a weight; ``provenance`` says where they come from.

    ``agreed`` is the value in the ledger as it was decided, None when nobody has decided.
    """

    target: float | None
    threshold: float | None
    weight: float
    provenance: str
    agreed: Mapping[str, float] | None = None


def subject(phase: str, kpi: str) -> str:
    """What the ledger calls the target of a KPI on a phase's scorecard.

    >>> subject("adoption", "nps")
    'adoption/nps'
    """
    return f"{phase}/{kpi}"


def agreed(ledger: Decisions, as_of: datetime | None = None) -> dict[str, Target]:
    """What stands in the ledger, now or as it stood at ``as_of`` (UTC), by subject."""
    entries = ledger.entries(KIND)
    if as_of is not None:
        entries = entries[entries["decided_at"] <= as_of]
    latest = entries.drop_duplicates("subject").dropna(subset="value")  # the newest come first
    return {entry["subject"]: _decided(entry) for entry in latest.to_dict("records")}


def _decided(entry: Mapping[Any, Any]) -> Target:
    """An entry of the ledger as a target."""
    value = json.loads(entry["value"])
    reason = f": {entry['reason']}" if entry["reason"] else ""
    return Target(
        value.get("target"),
        value.get("threshold"),
        value.get("weight", WEIGHT),
        f"agreed by {entry['who']} on {entry['decided_at']:%d %B %Y}{reason}",
        value,
    )


def proposed(history: Sequence[float], better: Better, bounds: Bounds, days: int) -> Target:
    """A proposal from the KPI's own earlier periods of ``days``: target the best one, threshold the worst.

    Where those lie closer together than two realistic steps, it is one step better and one step worse than
    usual instead. Numbers are round and on the scale. Without enough history there is no target, and the
    provenance says so.

    >>> proposed([0.61, 0.78, 0.74], "up", (0.0, 1.0), 90).target
    0.78
    >>> proposed([500.0, 500.0], "down", (0.0, None), 90).target
    475.0
    >>> proposed([0.71], "up", (0.0, 1.0), 90).provenance
    'no target yet: 1 earlier period of 90 days is not enough to propose one'
    """
    if len(history) < _PERIODS_NEEDED:
        periods = "1 earlier period" if len(history) == 1 else f"{len(history)} earlier periods"
        verb = "is" if len(history) == 1 else "are"
        why = f"no target yet: {periods} of {days} days {verb} not enough to propose one"
        return Target(None, None, WEIGHT, why)
    usual, step = median(history), _realistic_step(median(history), bounds)
    low, high = min(history), max(history)
    periods = f"{len(history)} earlier periods of {days} days"
    why = f"proposed from history: the best and the worst of {periods}"
    if high - low < 2 * step:
        low, high = usual - step, usual + step
        why = f"proposed from history: a realistic step from the usual of {periods}"
    unit = round_range(low, high, bounds)[2]
    low, high = (within(round(round(value / unit) * unit, 10), bounds) for value in (low, high))
    target, threshold = (high, low) if better == "up" else (low, high)
    return Target(target, threshold, WEIGHT, why)


def _realistic_step(usual: float, bounds: Bounds) -> float:
    """A twentieth of what is usual; of the scale's half where it runs through zero, as NPS and growth do."""
    floor, _ = bounds
    return _STEP * (abs(floor) if floor is not None and floor < 0 else abs(usual))


def combined(decided: Target | None, proposal: Target) -> Target:
    """What was decided, with what the decision left open taken from the proposal."""
    if decided is None:
        return proposal
    if decided.target is not None and decided.threshold is not None:
        return decided
    return replace(
        decided,
        target=proposal.target if decided.target is None else decided.target,
        threshold=proposal.threshold if decided.threshold is None else decided.threshold,
        provenance=f"{decided.provenance}; the rest {proposal.provenance}",
    )
