"""Tickets without text still tell how many, of which sort, and how satisfied people were."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import Workspace
from analytics.pain_points.without_text import OTHERS, TicketsWithoutText, fields_with_values, summed


@pytest.fixture
def tickets(workspace: Workspace) -> Workspace:
    """One priority with two scores, one with a score outside its scale, one ticket that says no priority."""
    with workspace.database.write() as cursor:
        cursor.execute(
            """
            INSERT INTO tickets BY NAME SELECT * FROM (VALUES
                ('1', TIMESTAMP '2026-01-05', 'high', 1.0, 5),
                ('2', TIMESTAMP '2026-01-06', 'high', 5.0, 5),
                ('3', TIMESTAMP '2026-02-01', 'low', 9.0, 5),
                ('4', TIMESTAMP '2026-02-01', NULL, NULL, 5)
            ) AS t(ticket_id, created_at, priority, satisfaction, satisfaction_scale)
            """
        )
    return workspace


def test_tickets_are_counted_per_month_and_group(tickets: Workspace) -> None:
    months = TicketsWithoutText("priority").run(tickets).months
    assert months["tickets"].sum() == 4
    assert set(months["group"]) == {"high", "low", "not said"}


def test_satisfaction_counts_scores_within_their_scale(tickets: Workspace) -> None:
    groups = TicketsWithoutText("priority").run(tickets).groups.set_index("group")
    assert groups.loc["high", "satisfaction"] == pytest.approx(0.5)
    assert groups.loc["high", "n"] == 2
    assert groups.loc["low", "n"] == 0
    assert pd.isna(groups.loc["low", "satisfaction"])


def test_only_fields_in_which_tickets_differ_are_offered(tickets: Workspace) -> None:
    assert fields_with_values(tickets) == ("priority",)


def test_many_groups_become_the_largest_and_the_others_and_none_is_lost() -> None:
    cells = pd.DataFrame(
        {
            "month": pd.Timestamp("2026-01-01"),
            "group": [f"g{i:02}" for i in range(12)],
            "tickets": range(12, 0, -1),
            "n": 0,
            "total": 0.0,
            "squares": 0.0,
        }
    )
    found = summed(cells)
    assert len(found.groups) == 7
    assert OTHERS in set(found.groups["group"])
    assert found.months["tickets"].sum() == found.groups["tickets"].sum() == cells["tickets"].sum()
