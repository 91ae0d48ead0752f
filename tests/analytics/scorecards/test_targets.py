"""Targets: agreed in the ledger, else proposed from history."""

from __future__ import annotations

from datetime import datetime

import pytest

from analytics.scorecards.targets import agreed, combined, proposed

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
