"""Many people at one server decide at once: nothing that was confirmed is lost, and nobody overwrites unseen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from analytics import Workspace
from analytics.errors import ChangedMeanwhile, ContradictoryTarget
from analytics.scorecards.committing import commit
from analytics.scorecards.rescoring import Change
from analytics.scorecards.targets import agreed
from tests.made_scorecards import card, scorecard

PEOPLE = 10
ROUNDS = 5
RESULT = scorecard(*(card(f"kpi_{n}") for n in range(PEOPLE)))


def all_at_once(what) -> list[object]:
    """What each of ten people gets who do ``what`` (their number) at the same moment: a result, or the refusal."""
    start = Barrier(PEOPLE)

    def one(number: int) -> object:
        start.wait()
        try:
            return what(number)
        except ChangedMeanwhile as refusal:
            return refusal

    with ThreadPoolExecutor(PEOPLE) as threads:
        return list(threads.map(one, range(PEOPLE)))


def test_ten_people_on_ten_kpis_lose_nothing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "shop.duckdb")

    def decide(number: int) -> list[int]:
        numbers = []
        for step in range(ROUNDS):
            kpi = RESULT.kpi(f"support/kpi_{number}")
            stood = agreed(workspace.ledger).get(kpi.subject)
            seen = scorecard(card(kpi.id, agreed=stood.agreed if stood else None))
            change = Change(target=0.6 + 0.01 * (step + 1), owner=f"person {number}")
            numbers += commit(workspace.ledger, seen, {kpi.subject: change}, f"person {number}", f"step {step}")
        return numbers

    confirmed = all_at_once(decide)
    workspace.close()
    entries = Workspace(tmp_path / "shop.duckdb").ledger.entries("target")
    assert sorted(number for numbers in confirmed for number in numbers) == list(range(1, PEOPLE * ROUNDS + 1))
    assert sorted(entries["decision_id"]) == list(range(1, PEOPLE * ROUNDS + 1))
    assert all((entries["subject"] == f"support/kpi_{n}").sum() == ROUNDS for n in range(PEOPLE))


def test_of_ten_people_on_one_kpi_one_decides_and_nine_are_told_who_did(workspace: Workspace) -> None:
    def decide(number: int) -> list[int]:
        change = {"support/kpi_0": Change(target=0.61 + number / 100)}
        return commit(workspace.ledger, RESULT, change, f"person {number}", "mine")

    said = all_at_once(decide)
    refusals = [str(one) for one in said if isinstance(one, ChangedMeanwhile)]
    (entry,) = workspace.ledger.entries("target").to_dict("records")
    assert len(refusals) == PEOPLE - 1
    assert all(entry["who"] in refusal for refusal in refusals)


def test_several_moves_are_recorded_together_or_not_at_all(workspace: Workspace) -> None:
    changes = {"support/kpi_0": Change(target=0.7), "support/kpi_1": Change(threshold=0.9)}
    with pytest.raises(ContradictoryTarget):
        commit(workspace.ledger, RESULT, changes, "Ada", "one of them cannot be")
    assert workspace.ledger.present("target") == {}
