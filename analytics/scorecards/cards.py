"""What a scorecard holds: the company's phases, their perspectives, their KPIs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from analytics.errors import NotFound
from analytics.kpis.definition import Better, Origin, Perspective, Timing, Unit
from analytics.scorecards.scoring import Status
from analytics.scorecards.targets import subject


@dataclass(frozen=True)
class KpiCard:
    """One KPI on the scorecard of one phase.

    ``scope`` is "phase" when the value is of the phase's own rows and "company" when it is the whole
    company's, because the phase has none. ``previous`` is the value of the period before. ``history``
    holds (first day of month, value) pairs, oldest first. ``sampled`` tells whether more rows make the
    value surer. ``value`` is None when the period has no rows. ``agreed_by`` and ``agreed_on`` (ISO date) say who agreed
    on the target and when, "" where nobody has; ``owner`` is who answers for it. ``earlier`` holds (first day, value)
    of the earlier periods of the same length, oldest first.
    """

    phase: str
    id: str
    name: str
    perspective: Perspective
    unit: Unit
    better: Better
    timing: Timing
    formula: str
    bounds: tuple[float | None, float | None]
    sampled: bool
    scope: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    left_out: int
    currency: str
    previous: float | None
    history: tuple[tuple[str, float], ...]
    target: float | None
    threshold: float | None
    weight: float
    provenance: str
    agreed: Mapping[str, Any] | None
    status: Status = "no target"
    further_n: int | None = None
    score: float | None = None
    owner: str = ""
    agreed_by: str = ""
    agreed_on: str = ""
    earlier: tuple[tuple[str, float], ...] = ()
    origin: Origin = "computed"

    @property
    def subject(self) -> str:
        """What the ledger calls this KPI's target."""
        return subject(self.phase, self.id)


@dataclass(frozen=True)
class PerspectiveCard:
    """The KPIs of one perspective; ``missing`` are the ids of those that the data cannot carry, then their names.

    ``objective`` is what people want to achieve there, "" where nobody has said.
    """

    perspective: Perspective
    score: float | None
    kpis: tuple[KpiCard, ...]
    missing: tuple[str, ...] = ()
    missing_names: tuple[str, ...] = ()
    objective: str = ""


@dataclass(frozen=True)
class PhaseCard:
    """The scorecard of one phase, with the scores of its leading and its lagging KPIs apart."""

    id: str
    name: str
    score: float | None
    leading: float | None
    lagging: float | None
    perspectives: tuple[PerspectiveCard, ...]

    @property
    def kpis(self) -> Iterator[KpiCard]:
        """All KPIs of the phase."""
        return (kpi for perspective in self.perspectives for kpi in perspective.kpis)


@dataclass(frozen=True)
class ScorecardResult:
    """The scorecards as they stood at ``as_of`` (UTC), over the ``days`` before it, and the company's scores.

    ``as_of`` is None when the workspace holds nothing yet.
    """

    as_of: datetime | None
    days: int
    score: float | None
    leading: float | None
    lagging: float | None
    phases: tuple[PhaseCard, ...]

    def phase(self, id: str) -> PhaseCard:
        """The scorecard of the phase with this id; NotFound when there is none."""
        for phase in self.phases:
            if phase.id == id:
                return phase
        raise NotFound(f"There is no phase {id} on the scorecard. Choose one of those that are shown there.")

    def kpi(self, subject: str) -> KpiCard:
        """The KPI with this subject ("adoption/nps"); NotFound when it is not on the scorecard."""
        for phase in self.phases:
            for kpi in phase.kpis:
                if kpi.subject == subject:
                    return kpi
        raise NotFound(f"{subject} is not on the scorecard. Choose a KPI that is shown there.")

    def frame(self) -> pd.DataFrame:
        """One row per KPI and phase, with the fields of KpiCard as columns."""
        return pd.DataFrame([asdict(kpi) for phase in self.phases for kpi in phase.kpis])
