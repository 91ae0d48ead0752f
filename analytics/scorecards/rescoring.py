"""Scores and statuses of a whole scorecard, and again when a slider moves: no data is touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analytics.kpis.definition import Timing
from analytics.scorecards.cards import KpiCard, PerspectiveCard, PhaseCard, ScorecardResult
from analytics.scorecards.scoring import check, score, status, weighted


@dataclass(frozen=True)
class Change:
    """What somebody moved on a KPI; None is left as it is."""

    target: float | None = None
    threshold: float | None = None
    weight: float | None = None
    owner: str | None = None


def rescore(result: ScorecardResult, changes: Mapping[str, Change]) -> ScorecardResult:
    """The scorecard with the changes, by subject ("adoption/nps"); only what depends on them is computed.

    Raises ContradictoryTarget when a threshold would be better than its target, NotFound when a subject
    is not on the scorecard.
    """
    moved: dict[str, dict[str, KpiCard]] = {}
    for subject, change in changes.items():
        kpi = judged(_changed(result.kpi(subject), change))
        moved.setdefault(kpi.phase, {})[kpi.id] = kpi
    phases = tuple(_phase_with(phase, moved[phase.id]) if phase.id in moved else phase for phase in result.phases)
    return company(replace(result, phases=phases))


def judged(kpi: KpiCard) -> KpiCard:
    """The KPI with its status and score from its value, target and threshold."""
    if kpi.value is None:
        return replace(kpi, status="no data", further_n=None, score=None)
    if kpi.target is None or kpi.threshold is None:
        return replace(kpi, status="no target", further_n=None, score=None)
    check(kpi.name, kpi.target, kpi.threshold, kpi.better)
    responses = kpi.n if kpi.sampled else None
    verdict = status(kpi.value, kpi.low, kpi.high, kpi.target, kpi.threshold, kpi.better, responses)
    return replace(
        kpi,
        status=verdict.status,
        further_n=verdict.further_n,
        score=score(kpi.value, kpi.target, kpi.threshold, kpi.better),
    )


def perspective_scored(perspective: PerspectiveCard) -> PerspectiveCard:
    """The perspective with the weighted mean of its KPIs' scores."""
    return replace(perspective, score=weighted((kpi.score, kpi.weight) for kpi in perspective.kpis))


def phase_scored(phase: PhaseCard) -> PhaseCard:
    """The phase with its scores: of all, of leading and of lagging KPIs; each perspective counts the same."""
    return replace(
        phase,
        score=_mean(perspective.score for perspective in phase.perspectives),
        leading=_timed(phase, "leading"),
        lagging=_timed(phase, "lagging"),
    )


def company(result: ScorecardResult) -> ScorecardResult:
    """The scorecard with the company's scores; each phase counts the same."""
    return replace(
        result,
        score=_mean(phase.score for phase in result.phases),
        leading=_mean(phase.leading for phase in result.phases),
        lagging=_mean(phase.lagging for phase in result.phases),
    )


def _changed(kpi: KpiCard, change: Change) -> KpiCard:
    values = {name: value for name, value in vars(change).items() if value is not None}
    return replace(kpi, **values)


def _phase_with(phase: PhaseCard, moved: Mapping[str, KpiCard]) -> PhaseCard:
    perspectives = tuple(
        perspective_scored(replace(perspective, kpis=tuple(moved.get(kpi.id, kpi) for kpi in perspective.kpis)))
        if any(kpi.id in moved for kpi in perspective.kpis)
        else perspective
        for perspective in phase.perspectives
    )
    return phase_scored(replace(phase, perspectives=perspectives))


def _timed(phase: PhaseCard, timing: Timing) -> float | None:
    return _mean(
        weighted((kpi.score, kpi.weight) for kpi in perspective.kpis if kpi.timing == timing)
        for perspective in phase.perspectives
    )


def _mean(scores: Iterable[float | None]) -> float | None:
    return weighted((value, 1.0) for value in scores)
