"""What we said, what happened, hit or miss: and how good our expectations have been so far."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

import pandas as pd

from analytics.errors import NotFound
from analytics.reviews.actions import Action
from analytics.reviews.differences import Estimate
from analytics.reviews.snapshots import estimate_of
from analytics.scorecards.cards import KpiCard, ScorecardResult
from analytics.scorecards.targets import KIND as TARGET

Outcome = Literal["hit", "miss", "unclear", "not due yet", "no figure"]


@dataclass(frozen=True)
class Said:
    """An expectation and what became of it, in the KPI's unit.

    ``source`` is the id of an action or "target". ``baseline`` is the value when it was said, ``expected`` the value
    that was to be reached.
    """

    source: str
    what: str
    who: str
    card: KpiCard | None
    due: date | None
    baseline: float | None
    expected: float | None
    happened: Estimate | None
    outcome: Outcome

    @property
    def realised(self) -> float | None:
        """How much of the expected change came: 1 is all of it; None where that has no meaning."""
        if self.baseline is None or self.expected is None or self.happened is None or self.outcome == "not due yet":
            return None
        wanted = self.expected - self.baseline
        return None if wanted == 0 else (self.happened.value - self.baseline) / wanted


@dataclass(frozen=True)
class TrackRecord:
    """How good expectations have been: those that are due and could be told, by outcome."""

    hits: int
    misses: int
    unclear: int
    realised: float | None

    @property
    def sentence(self) -> str:
        """The record in words.

        >>> TrackRecord(3, 1, 2, 0.6).sentence
        '3 of 4 that can be told were hit (75 %), 2 more are unclear. The middle one of the changes came to 60 % of what was expected.'
        """
        told = self.hits + self.misses
        if not told:
            return "No expectation is due that could be told hit or miss yet."
        text = f"{self.hits} of {told} that can be told were hit ({100 * self.hits / told:.0f} %)"
        text += f", {self.unclear} more are unclear." if self.unclear else "."
        if self.realised is not None:
            text += f" The middle one of the changes came to {100 * self.realised:.0f} % of what was expected."
        return text


def of_actions(promised: Iterable[Action], now: ScorecardResult, today: date) -> tuple[Said, ...]:
    """What actions were to move, judged on the scorecard ``now``; those that were dropped are left out."""
    return tuple(
        _of_action(action, _card(now, action.about), today)
        for action in promised
        if action.moves == "kpi" and action.expected is not None and action.state != "dropped"
    )


def of_targets(then: ScorecardResult, decided: pd.DataFrame, now: ScorecardResult) -> tuple[Said, ...]:
    """What the targets decided in a review were to reach, judged so far on ``now``.

    ``then`` is the scorecard that the review fixed: it has the values when that was said. ``decided`` are the review's
    decisions; of several about one target the last counts.
    """
    last = decided[decided["kind"] == TARGET].drop_duplicates("subject", keep="last").dropna(subset="value")
    wanted = ((row, json.loads(row["value"]).get("target")) for row in last.to_dict("records"))
    return tuple(
        _of_target(_card(then, row["subject"]), card, float(target), str(row["who"]))
        for row, target in wanted
        if target is not None and (card := _card(now, row["subject"])) is not None
    )


def track_record(said: Iterable[Said]) -> TrackRecord:
    """Hits and misses, and the median of how much of the expected change came."""
    said = tuple(said)
    outcomes = [each.outcome for each in said]
    parts = [each.realised for each in said if each.realised is not None]
    return TrackRecord(
        outcomes.count("hit"), outcomes.count("miss"), outcomes.count("unclear"), median(parts) if parts else None
    )


def _of_action(action: Action, card: KpiCard | None, today: date) -> Said:
    baseline = action.baseline.value if action.baseline else None
    happened = None if card is None else estimate_of(card.value, card.low, card.high)
    expected = None if baseline is None or action.expected is None else baseline + action.expected
    if action.due > today:
        outcome: Outcome = "not due yet"
    elif card is None or happened is None or expected is None:
        outcome = "no figure"
    else:
        outcome = _outcome(happened, expected, card)
    return Said(action.id, action.what, action.owner, card, action.due, baseline, expected, happened, outcome)


def _of_target(then: KpiCard | None, card: KpiCard, target: float, who: str) -> Said:
    happened = estimate_of(card.value, card.low, card.high)
    outcome: Outcome = "no figure" if happened is None else _outcome(happened, target, card)
    return Said(TARGET, card.name, who, card, None, None if then is None else then.value, target, happened, outcome)


def _outcome(happened: Estimate, expected: float, card: KpiCard) -> Outcome:
    """Hit when the whole interval is at or beyond what was expected, miss when it is all short of it."""
    worst, best = (happened.low, happened.high) if card.better == "up" else (-happened.high, -happened.low)
    wanted = expected if card.better == "up" else -expected
    return "hit" if worst >= wanted else "miss" if best < wanted else "unclear"


def _card(result: ScorecardResult, subject: str) -> KpiCard | None:
    try:
        return result.kpi(subject)
    except NotFound:
        return None
