"""Targets: agreed in the ledger, else proposed from history."""

from __future__ import annotations

from datetime import datetime

import pytest

from analytics.scorecards.targets import agreed, combined, consistent, proposed

MAY, JUNE = datetime(2026, 5, 4), datetime(2026, 6, 1)


def test_what_was_agreed_says_who_when_and_why(workspace) -> None:
    value = {"target": 30, "threshold": 10, "weight": 2}
    workspace.ledger.record("target", "adoption/nps", value, "Ada", "agreed in May", MAY)
    found = agreed(workspace.ledger)["adoption/nps"]
    assert (found.target, found.threshold, found.weight) == (30, 10, 2)
    assert found.provenance == "agreed by Ada on 04 May 2026: agreed in May"
    assert found.agreed == value


def test_a_past_day_has_the_targets_of_that_day(workspace) -> None:
    for value, day in [(30, MAY), (40, JUNE)]:
        workspace.ledger.record("target", "adoption/nps", {"target": value}, "Ada", "", day)
    assert agreed(workspace.ledger)["adoption/nps"].target == 40
    assert agreed(workspace.ledger, datetime(2026, 5, 31))["adoption/nps"].target == 30
    assert agreed(workspace.ledger, datetime(2026, 5, 1)) == {}


def test_a_target_taken_away_is_no_longer_agreed(workspace) -> None:
    workspace.ledger.record("target", "adoption/nps", {"target": 30}, "Ada", "", MAY)
    workspace.ledger.record("target", "adoption/nps", None, "Bob", "no longer", JUNE)
    assert agreed(workspace.ledger) == {}


def test_a_proposal_is_the_best_and_the_worst_of_the_past() -> None:
    found = proposed([300.0, 520.0, 410.0], "down", (0.0, None), 90)
    assert (found.target, found.threshold) == (300, 520)
    assert found.provenance.startswith("proposed from history")
    assert found.agreed is None


def test_a_proposal_stays_on_the_scale() -> None:
    found = proposed([1.0, 1.0, 1.0], "up", (0.0, 1.0), 90)
    assert (found.target, found.threshold) == (1.0, 0.95)
    assert "realistic step" in found.provenance


@pytest.mark.parametrize("history", [[], [3.0]])
def test_nothing_is_proposed_without_history(history: list[float]) -> None:
    found = proposed(history, "up", (0.0, None), 90)
    assert found.target is None
    assert "not enough" in found.provenance


def test_a_decision_on_the_weight_alone_keeps_the_proposed_target(workspace) -> None:
    workspace.ledger.record("target", "adoption/nps", {"weight": 3}, "Ada", "", MAY)
    decided = agreed(workspace.ledger)["adoption/nps"]
    found = combined(decided, proposed([10.0, 40.0], "up", (-100.0, 100.0), 90))
    assert (found.target, found.threshold, found.weight) == (40, 10, 3)
    assert found.provenance.startswith("agreed by Ada")
    assert "proposed from history" in found.provenance


@pytest.mark.parametrize(("better", "history", "target"), [("up", [0.5, 0.7], 0.4), ("down", [200.0, 400.0], 600.0)])
def test_a_decided_target_keeps_the_distance_of_a_proposed_threshold_that_would_contradict_it(
    workspace, better, history, target
) -> None:
    workspace.ledger.record("target", "adoption/x", {"target": target}, "Ada", "", MAY)
    proposal = proposed(history, better, (None, None), 90)
    found = combined(agreed(workspace.ledger)["adoption/x"], proposal)
    assert found.target == target
    assert found.target - found.threshold == pytest.approx(proposal.target - proposal.threshold)


@pytest.mark.parametrize(
    "value", [{"target": 0.4, "threshold": 0.9}, {"target": "x", "weight": []}, [1], "text", {"target": True}]
)
def test_nonsense_in_a_ledger_from_somebody_else_leaves_a_scorecard(workspace, value) -> None:
    workspace.ledger.record("target", "adoption/csat", value, "Eve", "", MAY)
    found = consistent(
        combined(agreed(workspace.ledger)["adoption/csat"], proposed([0.5, 0.7], "up", (0.0, 1.0), 90)), "up"
    )
    assert found.threshold is None or found.target >= found.threshold


def test_a_target_says_who_agreed_when_and_who_answers_for_it(workspace) -> None:
    workspace.ledger.record("target", "adoption/nps", {"target": 30.0, "owner": "Bea"}, "Ada", "", MAY)
    found = agreed(workspace.ledger)["adoption/nps"]
    assert (found.agreed_by, found.agreed_on, found.owner) == ("Ada", "2026-05-04", "Bea")
