"""Two scorecards side by side: what changed because the data was corrected, the world moved, the target was changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from analytics.reviews.differences import Estimate, difference
from analytics.reviews.snapshots import Reading, estimate_of
from analytics.scorecards.cards import KpiCard, PhaseCard, ScorecardResult
from analytics.scorecards.rescoring import company, judged, perspective_scored, phase_scored


@dataclass(frozen=True)
class Parts:
    """The change of a score from ``before`` to ``now``, in points of 10, by what made it.

    Corrections are taken first, then the world, then target, threshold and weight; the three add up to the change. A
    part is None where there was no score on either side of it.
    """

    before: float | None
    now: float | None
    corrected: float | None
    world: float | None
    target: float | None

    @property
    def change(self) -> float | None:
        """The whole change; None where one end has no score."""
        return _less(self.now, self.before)


@dataclass(frozen=True)
class KpiChange:
    """One KPI then and now: either may be None when it was not on the scorecard.

    ``recomputed`` is the value of the earlier period as the data has it today. ``moved`` is what the world did since,
    with an interval; it is None where one of the values is missing.
    """

    subject: str
    before: KpiCard | None
    now: KpiCard | None
    recomputed: Estimate | None
    corrected: float | None
    moved: Estimate | None
    score: Parts

    @property
    def card(self) -> KpiCard:
        """The KPI as it is now, else as it was."""
        card = self.now or self.before
        assert card is not None
        return card

    @property
    def target_changed(self) -> bool:
        """Whether target, threshold or weight are others than before."""
        if self.before is None or self.now is None:
            return False
        return _agreed(self.before) != _agreed(self.now)


@dataclass(frozen=True)
class PhaseChange:
    """One phase then and now."""

    id: str
    name: str
    score: Parts
    kpis: tuple[KpiChange, ...]


@dataclass(frozen=True)
class Comparison:
    """All phases then and now, and the company's score."""

    score: Parts
    phases: tuple[PhaseChange, ...]


def compare(before: ScorecardResult, recomputed: Mapping[str, Reading], now: ScorecardResult) -> Comparison:
    """What changed from ``before`` to ``now``, with ``recomputed`` the earlier period on the data of now.

    A KPI or phase that came or went counts as what the world did.
    """
    corrected = _each(before, lambda kpi: _with_reading(kpi, recomputed.get(kpi.subject)))
    agreed = {kpi.subject: kpi for phase in before.phases for kpi in phase.kpis}
    untouched = _each(now, lambda kpi: _with_target_of(kpi, agreed.get(kpi.subject)))
    stages = (before, corrected, untouched, now)
    names = {phase.id: phase.name for phase in (*before.phases, *now.phases)}
    phases = tuple(_phase(id, name, stages, recomputed) for id, name in names.items())
    return Comparison(_parts([stage.score for stage in stages]), phases)


Stages = tuple[ScorecardResult, ScorecardResult, ScorecardResult, ScorecardResult]


def _phase(id: str, name: str, stages: Stages, recomputed: Mapping[str, Reading]) -> PhaseChange:
    cards = [next((phase for phase in stage.phases if phase.id == id), None) for stage in stages]
    kpis = [{} if card is None else {kpi.subject: kpi for kpi in card.kpis} for card in cards]
    subjects = dict.fromkeys([*kpis[3], *kpis[0]])
    changes = tuple(_kpi(subject, [stage.get(subject) for stage in kpis], recomputed) for subject in subjects)
    return PhaseChange(id, name, _parts([None if card is None else card.score for card in cards]), changes)


def _kpi(subject: str, cards: list[KpiCard | None], recomputed: Mapping[str, Reading]) -> KpiChange:
    before, now = cards[0], cards[3]
    reading = recomputed.get(subject)
    then = None if reading is None else reading.estimate
    value = None if now is None else estimate_of(now.value, now.low, now.high)
    return KpiChange(
        subject,
        before,
        now,
        then,
        _less(None if then is None else then.value, None if before is None else before.value),
        difference(value, then) if value is not None and then is not None else None,
        _parts([None if card is None else card.score for card in cards]),
    )


def _parts(scores: list[float | None]) -> Parts:
    """The changes between the four stages."""
    before, corrected, untouched, now = scores
    return Parts(before, now, _less(corrected, before), _less(untouched, corrected), _less(now, untouched))


def _with_reading(kpi: KpiCard, reading: Reading | None) -> KpiCard:
    reading = reading or Reading(None, None, None, 0)
    return judged(replace(kpi, value=reading.value, low=reading.low, high=reading.high, n=reading.n))


def _with_target_of(kpi: KpiCard, then: KpiCard | None) -> KpiCard:
    if then is None:
        return kpi
    return judged(replace(kpi, target=then.target, threshold=then.threshold, weight=then.weight))


def _each(result: ScorecardResult, change: Callable[[KpiCard], KpiCard]) -> ScorecardResult:
    """The scorecard with every KPI changed, scored anew."""
    phases = tuple(_phase_with(phase, change) for phase in result.phases)
    return company(replace(result, phases=phases))


def _phase_with(phase: PhaseCard, change: Callable[[KpiCard], KpiCard]) -> PhaseCard:
    perspectives = tuple(
        perspective_scored(replace(card, kpis=tuple(change(kpi) for kpi in card.kpis))) for card in phase.perspectives
    )
    return phase_scored(replace(phase, perspectives=perspectives))


def _agreed(kpi: KpiCard) -> tuple[float | None, float | None, float]:
    return kpi.target, kpi.threshold, kpi.weight


def _less(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before
