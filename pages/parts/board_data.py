"""What the board of a phase shows, as plain values: the page's side of ``board.js``.

Numbers are written here, so that a KPI reads the same wherever it stands; the board only lays them out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from analytics.errors import ContradictoryTarget
from analytics.scorecards.cards import KpiCard, PerspectiveCard, ScorecardResult
from analytics.scorecards.rescoring import Change, rescore
from analytics.scorecards.scoring import check
from analytics.scorecards.sliders import slider_range
from analytics.scorecards.standing import no_data_yet
from pages.parts.board_row import HEAVIEST, LONGEST_NAME, Beside, row_of
from pages.parts.review_words import one_place


def board_data(
    result: ScorecardResult,
    phase: str,
    moves: Mapping[str, Change],
    troubles: Mapping[str, str],
    beside: Beside,
    sent: int = 0,
    still: Mapping[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """The scorecard of one phase with what was moved: scores on top, perspectives with a row per KPI.

    ``troubles`` are sentences by subject about moves that were not taken, ``beside`` is what else is told of the KPIs,
    ``sent`` the number of the browser's last message that this answers. ``layout`` changes when other rows are to be
    shown, not when they show other values. ``still`` has the rows in which nothing is moved, where they are made already.
    """
    after = rescore(result, moves)
    unmoved = {subject: row for subject, row in (still or {}).items() if subject not in {*moves, *troubles}}
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
        "perspectives": [_perspective(result, card, troubles, beside, unmoved) for card in shown],
    }


def rows_as_agreed(result: ScorecardResult, phase: str, beside: Beside) -> dict[str, dict[str, Any]]:
    """The rows of a phase, by subject, with nothing moved on them."""
    return {kpi.subject: row_of(kpi, kpi, "", beside, result.as_of, result.days) for kpi in result.phase(phase).kpis}


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
        change = _change(kpi, said)
        try:
            _check(kpi, change)
        except ContradictoryTarget as error:
            troubles[kpi.subject] = str(error)
            continue
        moves.pop(kpi.subject, None)
        if change != Change():
            moves[kpi.subject] = change
    return moves, troubles


def _change(kpi: KpiCard, said: Mapping[str, Any]) -> Change:
    """What of a report is a change of this KPI."""
    target, threshold, weight = (_number(kpi, name, said.get(name)) for name in ("target", "threshold", "weight"))
    return Change(target, threshold, weight, _owner(kpi, said.get("owner")))


def _owner(kpi: KpiCard, said: Any) -> str | None:
    """The name that was typed, in one line; None where it is the one that stands."""
    name = " ".join(said.split())[:LONGEST_NAME] if isinstance(said, str) else kpi.owner
    return None if name == kpi.owner else name


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
    return {"label": label, "score": one_place(now), "change": change}


def _perspective(
    result: ScorecardResult,
    card: PerspectiveCard,
    troubles: Mapping[str, str],
    beside: Beside,
    unmoved: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    return {
        "name": card.perspective,
        "score": "no score yet" if card.score is None else one_place(card.score),
        "objective": card.objective,
        "missing": no_data_yet(card.missing_names),
        "rows": [
            unmoved.get(kpi.subject)
            or row_of(result.kpi(kpi.subject), kpi, troubles.get(kpi.subject, ""), beside, result.as_of, result.days)
            for kpi in card.kpis
        ],
    }
