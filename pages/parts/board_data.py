"""What the board of a phase shows, as plain values: the page's side of ``board.js``.

Numbers are written here, so that a KPI reads the same wherever it stands; the board only lays them out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from analytics.charts.numbers import kpi_interval, kpi_number, written
from analytics.charts.scorecard import sparkline
from analytics.charts.style import STATUS, count
from analytics.errors import ContradictoryTarget
from analytics.scorecards.cards import KpiCard, PerspectiveCard, ScorecardResult
from analytics.scorecards.rescoring import Change, rescore
from analytics.scorecards.scoring import check
from analytics.scorecards.sliders import slider_range

# Below this many rows (three months of a monthly measure, say) "so many more" means nothing.
ROWS_NEEDED = 10
HEAVIEST = 10.0
STEERED = tuple(field.name for field in fields(Change))

WORDS = {
    "green": "on target",
    "amber": "below target",
    "red": "beyond threshold",
    "unclear": "unclear",
    "no target": "no target",
    "no data": "no data",
}


def board_data(
    result: ScorecardResult, phase: str, moves: Mapping[str, Change], troubles: Mapping[str, str], sent: int = 0
) -> dict[str, Any]:
    """The scorecard of one phase with what was moved: scores on top, perspectives with a row per KPI.

    ``troubles`` are sentences by subject about moves that were not taken, ``sent`` the number of the browser's last
    message that this answers. ``layout`` changes when other rows are to be shown, not when they show other values.
    """
    after = rescore(result, moves)
    shown = [card for card in after.phase(phase).perspectives if card.kpis or card.missing]
    return {
        "layout": " ".join(
            [phase, str(result.days), str(result.as_of), *(kpi.subject for kpi in after.phase(phase).kpis)]
        ),
        "sent": sent,
        "scores": [
            *_scores(result, after, phase),
            {"label": "Moved, not committed", "score": str(len(moves)), "change": ""},
        ],
        "perspectives": [_perspective(result, card, troubles) for card in shown],
    }


def taken(
    result: ScorecardResult, phase: str, before: Mapping[str, Change], touched: Any
) -> tuple[dict[str, Change], dict[str, str]]:
    """The moves on ``phase`` after the browser reported ``touched``, and why some of it was not taken.

    Nothing that comes from a browser is trusted: KPIs that are not on this scorecard and what is no number are passed over, what
    lies outside a slider's range is taken at its end, and a target that contradicts its threshold leaves the KPI as it was.
    """
    moves, troubles = dict(before), {}
    for kpi in result.phase(phase).kpis:
        said = touched.get(kpi.subject) if isinstance(touched, dict) else None
        if not isinstance(said, dict):
            continue
        change = Change(**{name: _number(kpi, name, said.get(name)) for name in STEERED})
        try:
            _check(kpi, change)
        except ContradictoryTarget as error:
            troubles[kpi.subject] = str(error)
            continue
        moves.pop(kpi.subject, None)
        if change != Change():
            moves[kpi.subject] = change
    return moves, troubles


def _number(kpi: KpiCard, name: str, said: Any) -> float | None:
    """A moved value within its bounds; None where nothing was moved."""
    agreed = getattr(kpi, name)
    if agreed is None or isinstance(said, bool) or not isinstance(said, int | float) or not math.isfinite(said):
        return None
    if said == agreed:
        return None
    low, high = (0.0, HEAVIEST) if name == "weight" else slider_range(kpi)[:2]
    return min(max(float(said), low), high)


def _check(kpi: KpiCard, change: Change) -> None:
    target = kpi.target if change.target is None else change.target
    threshold = kpi.threshold if change.threshold is None else change.threshold
    if target is not None and threshold is not None:
        check(kpi.name, target, threshold, kpi.better)


def _scores(before: ScorecardResult, after: ScorecardResult, phase: str) -> list[dict[str, str]]:
    now, was = after.phase(phase), before.phase(phase)
    return [
        _score(f"Score of {now.name}", now.score, was.score),
        _score("Leading KPIs", now.leading, was.leading),
        _score("Lagging KPIs", now.lagging, was.lagging),
        _score("Whole company", after.score, before.score),
    ]


def _score(label: str, now: float | None, was: float | None) -> dict[str, str]:
    change = ""
    if now is not None and was is not None and abs(now - was) >= 0.005:
        change = f"{'▲' if now > was else '▼'} {now - was:+.2f} if committed"
    return {"label": label, "score": _one_place(now), "change": change}


def _one_place(score: float | None) -> str:
    return "–" if score is None else f"{score:.1f}"


def _perspective(result: ScorecardResult, card: PerspectiveCard, troubles: Mapping[str, str]) -> dict[str, Any]:
    missing = ", ".join(id.replace("_", " ") for id in card.missing)
    return {
        "name": card.perspective,
        "score": "no score yet" if card.score is None else _one_place(card.score),
        "missing": f"No data yet for: {missing}." if missing else "",
        "rows": [_row(result.kpi(kpi.subject), kpi, troubles.get(kpi.subject, "")) for kpi in card.kpis],
    }


def _row(agreed: KpiCard, kpi: KpiCard, trouble: str) -> dict[str, Any]:
    """One KPI: ``agreed`` as the ledger has it, ``kpi`` as it stands in the sandbox."""
    told = (kpi_interval(kpi.low, kpi.high, kpi.unit, kpi.currency), f"n {count(kpi.n)}")
    left_out = f", {count(kpi.left_out)} left out as faulty" if kpi.left_out else ""
    return {
        "subject": kpi.subject,
        "name": kpi.name,
        "about": kpi.timing + (" · whole company" if kpi.scope == "company" else ""),
        "value": kpi_number(kpi.value, kpi.unit, kpi.currency),
        "interval": " · ".join(part for part in told if part),
        "course": sparkline([month for _, month in kpi.history]),
        "status": {"id": kpi.status, "words": f"{STATUS[kpi.status].sign} {WORDS[kpi.status]}"},
        "score": _one_place(kpi.score),
        "note": _note(kpi),
        "trouble": trouble,
        "formula": kpi.formula,
        "provenance": f"{count(kpi.n)} rows{left_out}. {_sentence(kpi.provenance)}",
        "slider": _slider(kpi),
        "fields": _fields(kpi),
        "agreed": {name: getattr(agreed, name) for name in STEERED},
        "moved": {name: getattr(kpi, name) for name in STEERED},
        "bullet": {"value": kpi.value, "low": kpi.low, "high": kpi.high, "better": kpi.better},
    }


def _note(kpi: KpiCard) -> str:
    if kpi.target is None:
        return kpi.provenance
    if kpi.status == "unclear":
        return _how_to_tell(kpi)
    return "agreed" if kpi.agreed else "proposed, nobody has agreed"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _how_to_tell(kpi: KpiCard) -> str:
    """What it would take to know: nobody waits for twenty times the rows there are."""
    if kpi.further_n is None or kpi.n < ROWS_NEEDED:
        return "the interval spans a bound"
    if kpi.further_n > 20 * kpi.n:
        return "too close to a bound to tell"
    return f"{count(kpi.further_n)} more {'row' if kpi.further_n == 1 else 'rows'} would tell"


def _slider(kpi: KpiCard) -> dict[str, Any] | None:
    low, high, step = slider_range(kpi)
    if kpi.target is None or kpi.threshold is None or low >= high:
        return None
    return {"low": low, "high": high, "step": step} | written(kpi.unit, kpi.currency, step)


def _fields(kpi: KpiCard) -> list[dict[str, Any]]:
    """What is seldom moved, typed as numbers: in per cent where the KPI is shown so."""
    weight = {"name": "weight", "label": "Weight", "low": 0, "high": HEAVIEST, "step": 0.5, "factor": 1, "suffix": ""}
    if kpi.threshold is None:
        return [weight]
    low, high, step = slider_range(kpi)
    words = written(kpi.unit, kpi.currency, step)
    bounds = {
        name: round(number * words["factor"], 6) for name, number in (("low", low), ("high", high), ("step", step))
    }
    threshold = {"name": "threshold", "label": "Red threshold", "factor": words["factor"], "suffix": words["suffix"]}
    return [threshold | bounds, weight]
