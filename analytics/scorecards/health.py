"""Whether a scorecard is one to steer by: what is missing, what nobody answers for, what its weights hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from analytics.scorecards.cards import KpiCard, PerspectiveCard, PhaseCard, ScorecardResult
from analytics.scorecards.scoring import weighted
from analytics.scorecards.standing import score_status

Check = Literal["no KPIs", "nothing leading", "nobody moved", "no owner", "red hidden"]

WORDS: dict[Check, str] = {
    "red hidden": "A red that the weights hide",
    "no owner": "Targets without owner",
    "nobody moved": "Untouched for two reviews",
    "nothing leading": "Lagging without leading",
    "no KPIs": "Perspectives without KPIs",
}
_NAMED = 4
_FROM_BAD_TO_GOOD = ("red", "amber", "green")


@dataclass(frozen=True)
class Finding:
    """What is wrong with the scorecard of ``phase`` (its id), in a sentence that says what to do."""

    check: Check
    phase: str
    sentence: str


def findings(result: ScorecardResult, touched: frozenset[str] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the scorecards, the gravest first.

    ``touched`` are the subjects that somebody decided on, noted or promised something about within the last two reviews;
    None before two reviews were held.
    """
    found = [finding for phase in result.phases for finding in _of_phase(phase, touched)]
    gravest: list[Check] = list(WORDS)
    return tuple(sorted(found, key=lambda finding: gravest.index(finding.check)))


def _of_phase(phase: PhaseCard, touched: frozenset[str] | None) -> Iterator[Finding]:
    empty: list[str] = [card.perspective for card in phase.perspectives if not card.kpis]
    if empty:
        yield Finding("no KPIs", phase.id, f"No figures for {_listed(empty)}: load what is missing, or add a KPI.")
    measured = [kpi for kpi in phase.kpis if kpi.value is not None]
    if measured and all(kpi.timing == "lagging" for kpi in measured):
        told = "Every KPI records what is over; none foretells. Add a leading one."
        yield Finding("nothing leading", phase.id, told)
    still = [kpi for kpi in measured if touched is not None and kpi.subject not in touched]
    if still:
        told = f"{_kpis(still)}: nobody decided, noted or promised anything. Steer by {_them(still)} or retire {_them(still)}."
        yield Finding("nobody moved", phase.id, told)
    unowned = [kpi for kpi in phase.kpis if kpi.target is not None and not kpi.owner]
    if unowned:
        yield Finding("no owner", phase.id, f"{_kpis(unowned)}: say who answers for {_them(unowned)}.")
    for card in phase.perspectives:
        yield from _hidden(phase, card)


def _hidden(phase: PhaseCard, card: PerspectiveCard) -> Iterator[Finding]:
    """A red KPI that counts so little that its perspective looks better than it would if all counted the same."""
    light = [kpi for kpi in card.kpis if kpi.status == "red" and kpi.weight < _mean_weight(card.kpis)]
    if not light:
        return
    plain = score_status(weighted((kpi.score, 1.0) for kpi in card.kpis))
    shown = score_status(weighted((kpi.score, kpi.weight) for kpi in card.kpis))
    better = shown in _FROM_BAD_TO_GOOD and _FROM_BAD_TO_GOOD.index(shown) > _FROM_BAD_TO_GOOD.index(plain)
    if better or any(kpi.weight == 0 for kpi in light):
        yield Finding(
            "red hidden",
            phase.id,
            f"{_kpis(light)} under {card.perspective}: red, and weighed so low that it does not show. Weigh it again.",
        )


def _mean_weight(kpis: Iterable[KpiCard]) -> float:
    weights = [kpi.weight for kpi in kpis]
    return sum(weights) / len(weights)


def _kpis(kpis: list[KpiCard]) -> str:
    return _listed([kpi.name for kpi in kpis])


def _listed(names: list[str]) -> str:
    """Names in a sentence, the first few of many.

    >>> _listed(["a", "b", "c"]), _listed(list("abcdef"))
    ('a, b and c', 'a, b, c, d and 2 more')
    """
    if len(names) > _NAMED + 1:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _them(kpis: list[KpiCard]) -> str:
    return "it" if len(kpis) == 1 else "them"
