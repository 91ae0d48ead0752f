"""What is open: by age, whatever the period."""

from __future__ import annotations

from datetime import timedelta

from analytics.support.backlog import Ageing, Backlog
from analytics.support.look import Look
from tests.analytics.support.conftest import BEGAN, ticket

OPEN = {"status": "open", "resolution_minutes": None}


def test_open_tickets_are_counted_by_their_age(tickets) -> None:
    days = {"fresh": 99.5, "two days": 98, "a week": 93, "old": 1}
    rows = [ticket(n, created_at=BEGAN + timedelta(days=at), **OPEN) for n, at in enumerate(days.values())]
    workspace = tickets([*rows, ticket(50), ticket(51, created_at=BEGAN + timedelta(days=100))])
    found = Ageing(Look(days=7)).run(workspace)
    counted = found[found["tickets"] > 0].set_index("age")["tickets"].to_dict()
    assert counted == {"< 1": 1, "1–3": 1, "7–14": 1, "> 90": 1}
    assert found.loc[0, "priorities"] == "normal 1"


def test_the_backlog_falls_when_tickets_are_solved(tickets) -> None:
    slow = [ticket(n, resolution_minutes=10 * 1440.0) for n in range(5)]
    workspace = tickets([*slow, ticket(24 * 30)])
    weeks = Backlog().run(workspace)
    assert weeks["value"].tolist()[:3] == [5, 0, 0]


def test_a_workspace_without_tickets_has_no_backlog(workspace) -> None:
    assert Backlog().run(workspace).empty
