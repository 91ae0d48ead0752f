"""Hit or miss respects the interval; the record counts what is due and can be told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pandas as pd

from analytics.reviews.actions import Action
from analytics.reviews.expectations import of_actions, of_targets, track_record
from analytics.reviews.snapshots import Reading
from analytics.scorecards.cards import ScorecardResult
from tests.analytics.reviews.test_comparing import board, card

TODAY = date(2026, 6, 11)
# NPS of 40 with an interval from 30 to 50.
NOW = board(card(40.0))


def promised(expected: float | None, baseline: float = 20.0, due: date = TODAY, **more: object) -> Action:
    reading = Reading(baseline, baseline - 10, baseline + 10, 100)
    return Action("action-1", "answer sooner", "Ada", due, "kpi", "support/nps", expected, reading, **more)  # type: ignore[arg-type]


def outcome(action: Action, now: ScorecardResult = NOW) -> str:
    (said,) = of_actions([action], now, TODAY)
    return said.outcome


def test_hit_when_the_whole_interval_reached_it() -> None:
    assert outcome(promised(10.0)) == "hit"  # 30 expected, 30 to 50 happened


def test_miss_when_the_whole_interval_is_short_of_it() -> None:
    assert outcome(promised(31.0)) == "miss"  # 51 expected


def test_unclear_when_it_lies_within_the_interval() -> None:
    assert outcome(promised(20.0)) == "unclear"


def test_where_less_is_better_less_is_a_hit() -> None:
    kpi = replace(NOW.kpi("support/nps"), better="down", target=10.0, threshold=60.0)
    assert outcome(promised(-20.0, 80.0), board(kpi)) == "hit"  # 60 expected, 30 to 50 happened
    assert outcome(promised(-60.0, 80.0), board(kpi)) == "miss"


def test_what_is_not_due_is_not_judged() -> None:
    assert outcome(promised(10.0, due=date(2026, 6, 12))) == "not due yet"


def test_a_kpi_that_is_gone_has_no_figure() -> None:
    assert outcome(promised(10.0), board(card(None))) == "no figure"


def test_dropped_actions_and_those_without_an_expectation_are_left_out() -> None:
    assert of_actions([promised(10.0, state="dropped"), promised(None)], NOW, TODAY) == ()


def test_of_several_decisions_about_a_target_the_last_counts() -> None:
    rows = [("support/nps", 90.0), ("support/nps", 25.0), ("gone/nps", 1.0)]
    entries = [
        {"kind": "target", "subject": about, "value": json.dumps({"target": target}), "who": "Bea"}
        for about, target in rows
    ]
    decided = pd.DataFrame([*entries, {"kind": "note", "subject": "support/nps", "value": '"text"', "who": "Bea"}])
    (said,) = of_targets(board(card(20.0)), decided, NOW)
    assert (said.expected, said.baseline, said.outcome, said.who) == (25.0, 20.0, "hit", "Bea")


def test_the_record_counts_what_can_be_told_and_how_much_came() -> None:
    said = of_actions(
        [promised(10.0), promised(40.0), promised(20.0), promised(5.0, due=date(2027, 1, 1))], NOW, TODAY
    )  # 20 more came: 200 %, 50 % and 100 % of what was expected; the last is not due
    record = track_record(said)
    assert (record.hits, record.misses, record.unclear, record.realised) == (1, 1, 1, 1.0)


def test_without_anything_due_the_record_says_so() -> None:
    assert "No expectation is due" in track_record([]).sentence
