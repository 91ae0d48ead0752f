"""The grid of targets: what is changed in it becomes one decision, in the units of the KPIs."""

from __future__ import annotations

import pytest

from analytics.scorecards.committing import commit
from analytics.scorecards.rescoring import Change
from pages.parts.target_grid import changes_of, grid_of
from tests.made_scorecards import card, scorecard

RESULT = scorecard(
    card("csat", owner="Ada"),
    card("wait", unit="minutes", better="down", value=300.0, low=None, high=None, target=250.0, threshold=400.0),
    card("young", target=None, threshold=None),
)


def edited(cells: dict[tuple[str, str], object]):
    before = grid_of(RESULT, None)
    after = before.copy()
    for (id, column), value in cells.items():
        after.loc[f"support/{id}", column] = value
    return changes_of(RESULT, before, after)


def test_shares_stand_in_per_cent_and_go_back_as_shares() -> None:
    assert grid_of(RESULT, "support").loc["support/csat", ["Target", "Red at", "Owner"]].tolist() == [60.0, 30.0, "Ada"]
    assert edited({("csat", "Target"): 62.5}) == {"support/csat": Change(target=0.625)}


def test_several_cells_of_several_kpis_change_together() -> None:
    assert edited({("csat", "Owner"): "", ("csat", "Weight"): 3.0, ("wait", "Target"): 200.0}) == {
        "support/csat": Change(weight=3.0, owner=""),
        "support/wait": Change(target=200.0),
    }


def test_a_kpi_without_target_gets_one_here() -> None:
    changes = edited({("young", "Target"): 60.0, ("young", "Red at"): 40.0})
    assert changes == {"support/young": Change(target=0.6, threshold=0.4)}


@pytest.mark.parametrize("cell", [None, float("nan"), float("inf")])
def test_an_emptied_number_is_left_as_it_was(cell) -> None:
    assert edited({("wait", "Target"): cell}) == {}


def test_another_phase_has_no_rows_here() -> None:
    assert grid_of(RESULT, "adoption").empty


def test_all_of_it_is_recorded_with_one_reason(workspace) -> None:
    commit(workspace.ledger, RESULT, edited({("csat", "Owner"): "Bea", ("wait", "Target"): 200.0}), "Ada", "the plan")
    entries = workspace.ledger.entries("target")
    assert set(entries["reason"]) == {"the plan"}
    assert workspace.ledger.present("target")["support/csat"]["owner"] == "Bea"
    assert "owner" not in workspace.ledger.present("target")["support/wait"]
