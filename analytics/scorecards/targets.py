"""What was agreed for a KPI on a phase's scorecard: decisions in the ledger, else a proposal from history."""

from __future__ import annotations

import json
import math
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

    ``agreed`` is the value in the ledger as it was decided, None when nobody has decided; ``agreed_by`` and ``agreed_on``
    (ISO date) say who decided and when. ``owner`` answers for the target.
    """

    target: float | None
    threshold: float | None
    weight: float
    provenance: str
    agreed: Mapping[str, Any] | None = None
    owner: str = ""
    agreed_by: str = ""
    agreed_on: str = ""


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
    told = value if isinstance(value, dict) else {}
    reason = f": {entry['reason']}" if entry["reason"] else ""
    weight = _finite(told.get("weight"))
    return Target(
        _finite(told.get("target")),
        _finite(told.get("threshold")),
        WEIGHT if weight is None else weight,
        f"agreed by {entry['who']} on {entry['decided_at']:%d %B %Y}{reason}",
        value,
        str(told.get("owner") or ""),
        str(entry["who"]),
        f"{entry['decided_at']:%Y-%m-%d}",
    )


def _finite(value: Any) -> float | None:
    """A number from a ledger that may come from somebody else; None for anything that is none."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) else None


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
    target, threshold = _filled(decided, proposal)
    provenance = f"{decided.provenance}; the rest {proposal.provenance}"
    return replace(decided, target=target, threshold=threshold, provenance=provenance)


def consistent(target: Target, better: Better) -> Target:
    """The target, without its threshold where that is better than it: such a pair cannot be scored.

    Nobody can decide so here, but a ledger may come from somebody else.

    >>> consistent(Target(0.4, 0.6, 1.0, "agreed by Eve"), "up").threshold is None
    True
    """
    if target.target is None or target.threshold is None:
        return target
    if target.threshold <= target.target if better == "up" else target.threshold >= target.target:
        return target
    return replace(
        target, threshold=None, provenance=f"{target.provenance}; its threshold is better than it: set another"
    )


def _filled(decided: Target, proposal: Target) -> tuple[float | None, float | None]:
    """Target and threshold, the one that was left open from the proposal.

    Where the proposed one would contradict the decided one, it keeps its distance to it instead.
    """
    if proposal.target is None or proposal.threshold is None:
        return decided.target, decided.threshold
    apart = proposal.target - proposal.threshold
    if decided.target is not None:
        fits = (decided.target - proposal.threshold) * apart > 0
        return decided.target, proposal.threshold if fits else decided.target - apart
    if decided.threshold is not None:
        fits = (proposal.target - decided.threshold) * apart > 0
        return proposal.target if fits else decided.threshold + apart, decided.threshold
    return proposal.target, proposal.threshold
