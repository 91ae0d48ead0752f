"""The way from phase to phase, counted by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from analytics.errors import NotEnoughData
from analytics.journey.flow import Flow
from analytics.journey.rules import Rule
from analytics.workspace import Workspace

DAY = datetime(2025, 1, 1)
RULES = [Rule(phase, "usage", "event", "is", (phase,)) for phase in ("purchase", "adoption", "retention")]


def journey(**days: tuple[float | None, float | None, float | None]) -> Workspace:
    """Customers with the days on which they came to purchase, adoption and retention; the data ends on day 400."""
    workspace = Workspace()
    rows = [
        (customer, event, DAY + timedelta(days=day))
        for customer, came in days.items()
        for event, day in zip(("purchase", "adoption", "retention"), came, strict=True)
        if day is not None
    ]
    with workspace.database.write() as cursor:
        for customer, event, at in [*rows, ("x", "nothing", DAY + timedelta(days=400))]:
            cursor.execute(
                "INSERT INTO usage (customer_id, event, occurred_at) VALUES (?, ?, ?)", [customer, event, at]
            )
    workspace.set_rules(RULES, "Ada")
    return workspace


def test_going_on_is_coming_to_any_later_phase_in_time() -> None:
    workspace = journey(
        ada=(0, 10, 50),  # goes on after 10 days
        bob=(0, None, 30),  # skips adoption
        cyd=(0, 200, None),  # too late
        dan=(0, None, None),  # stops
        eve=(300, 310, None),  # has not had the time
    )
    row = Flow(days=180).run(workspace).iloc[0]
    assert (row["phase"], row["customers"], row["went_on"], row["share"]) == ("purchase", 4, 2, 0.5)
    assert row["wait"] == 20
    assert row["low"] < 0.5 < row["high"]


def test_what_was_before_is_no_going_on() -> None:
    workspace = journey(ada=(20, 10, None), bob=(0, 5, 6))
    rows = Flow(days=100).run(workspace).set_index("phase")
    assert rows.loc["purchase", ["customers", "went_on"]].tolist() == [2, 1]
    assert rows.loc["adoption", ["customers", "went_on"]].tolist() == [2, 1]
    assert rows.loc["purchase", "next"] == "Adoption"


def test_without_customers_in_phases_it_says_so(workspace: Workspace) -> None:
    with pytest.raises(NotEnoughData, match="phase to phase"):
        Flow().run(workspace)
