"""Service levels: what is promised, what is kept, and what still waits."""

from __future__ import annotations

import pytest

from analytics.errors import ImpossibleLevel
from analytics.support.levels import KIND, Level, ServiceLevels, agree_levels, agreed_levels
from analytics.support.look import Look
from analytics.support.working_hours import WorkingHours
from tests.analytics.support.conftest import ticket

OPEN = {"status": "open", "first_response_minutes": None, "resolution_minutes": None}


def test_tickets_are_held_against_the_level_of_their_priority(tickets) -> None:
    rows = [ticket(n, priority="high", first_response_minutes=m) for n, m in enumerate((30.0, 60.0, 61.0))]
    workspace = tickets([*rows, ticket(9, priority="low", first_response_minutes=5.0)])
    agree_levels(workspace.ledger, {"high": Level(1)}, "Ada", "agreed in May")
    found = ServiceLevels().run(workspace).set_index("priority")
    assert found.loc["high", "kept_response"] == pytest.approx(2 / 3)
    assert found.loc["high", "kept_response_n"] == 3
    assert found.loc["low", "kept_response_n"] == 0  # nothing was promised


def test_a_ticket_that_waits_is_missed_once_it_has_waited_too_long(tickets) -> None:
    # The data ends with the last ticket, at hour 20: one has waited 20 hours, one 2.
    workspace = tickets([ticket(0, **OPEN), ticket(18, **OPEN), ticket(20)])
    agree_levels(workspace.ledger, {"normal": Level(8, 12)}, "Ada", "agreed")
    (row,) = ServiceLevels().run(workspace).to_dict("records")
    assert (row["kept_response"], row["kept_response_n"]) == (0.5, 2)
    assert (row["kept_resolution"], row["kept_resolution_n"]) == (0.5, 2)


def test_in_working_hours_a_night_does_not_break_a_promise(tickets) -> None:
    # Monday 16:00, answered on Tuesday at 10:00: 18 hours by the clock, two of work.
    workspace = tickets([ticket(16, first_response_minutes=18 * 60.0, resolution_minutes=1e6)])
    agree_levels(workspace.ledger, {"normal": Level(4)}, "Ada", "agreed")
    assert ServiceLevels().run(workspace)["kept_response"].tolist() == [0]
    assert ServiceLevels(Look(hours=WorkingHours())).run(workspace)["kept_response"].tolist() == [1]


def test_tickets_without_a_priority_have_a_level_of_their_own(tickets) -> None:
    workspace = tickets([ticket(1, priority=None)])
    assert ServiceLevels().run(workspace)["priority"].tolist() == ["no priority"]


def test_only_what_changes_is_written(tickets) -> None:
    workspace = tickets([ticket(1)])
    agree_levels(workspace.ledger, {"high": Level(4), "low": Level()}, "Ada", "first")
    agree_levels(workspace.ledger, {"high": Level(4), "low": Level(24, 48)}, "Bea", "second")
    entries = workspace.ledger.entries(KIND)
    assert entries[["subject", "who"]].values.tolist() == [["low", "Bea"], ["high", "Ada"]]
    assert agreed_levels(workspace.ledger) == {"high": Level(4), "low": Level(24, 48)}


@pytest.mark.parametrize("hours", [0, -1, 24 * 366, float("nan")])
def test_what_cannot_be_promised_is_refused(hours: float) -> None:
    with pytest.raises(ImpossibleLevel):
        Level(hours)
