"""The customer table: several cutoffs, one segment, and the roles that people gave."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.drivers.collecting import IGNORED, MOST_CUTOFFS, collect
from analytics.drivers.roles import decide_role, decided_roles
from analytics.errors import NotEnoughData, NotFound


@pytest.fixture
def years(workspace, put):
    """60 customers, half of them large, who buy and write once a month for three years, until they leave."""
    rng = np.random.default_rng(2)
    months = pd.date_range("2023-01-15", "2025-12-15", freq="30D")
    sales, tickets = [], []
    for c in range(60):
        for month in months[: int(rng.integers(18, len(months) + 1))]:
            row = {"customer_id": f"c{c}"}
            sales.append({"order_id": f"o{c}-{month}", "ordered_at": month, "amount": 5.0, **row})
            tickets.append(
                {"ticket_id": f"t{c}-{month}", "created_at": month, "first_response_minutes": 60.0 * c, **row}
            )
    put("customers", [{"customer_id": f"c{c}", "segment": "Large" if c % 2 else "Small"} for c in range(60)])
    put("sales", sales)
    put("tickets", tickets)
    return workspace


def test_earlier_windows_are_taken_together_and_say_who_repeats(years) -> None:
    one, three = (collect(years, "bought_again", 120, cutoffs=n) for n in (1, 3))
    assert one.who is None
    assert three.who is not None
    assert len(three.who) == len(three.outcome.values) == len(three.features.frame) > len(one.ids)
    assert three.features.frame["period"].nunique() == 3
    assert "3 such windows" in three.outcome.note
    # the latest window is the same in both
    latest = three.features.frame["period"] == three.features.frame["period"].iloc[0]
    assert three.outcome.values[latest].tolist() == one.outcome.values.tolist()


def test_windows_are_taken_in_while_the_rarer_outcome_is_too_rare(years, monkeypatch) -> None:
    windows = [collect(years, "bought_again", 120, cutoffs=n) for n in (1, 2, 3)]
    rarer = [int(found.outcome.values.value_counts().min()) for found in windows]
    assert rarer == sorted(rarer)
    for enough, expected in zip(rarer, windows, strict=True):
        monkeypatch.setattr("analytics.drivers.collecting._ENOUGH", enough)
        assert len(collect(years, "bought_again", 120).ids) == len(expected.ids)
    monkeypatch.undo()
    # Sixty customers never have two hundred who left: all that history allows.
    allowed = collect(years, "bought_again", 120, cutoffs=MOST_CUTOFFS)
    assert len(collect(years, "bought_again", 120).ids) == len(allowed.ids)


def test_windows_without_a_year_before_them_do_not_count(years) -> None:
    found = collect(years, "bought_again", 120, cutoffs=12)
    assert found.features.frame["period"].nunique() < 8
    assert "until 2023" not in " ".join(found.features.frame["period"].unique())


def test_one_segment_can_be_looked_at_alone(years) -> None:
    found = collect(years, "bought_again", 120, only=("segment", "large"))
    assert {int(customer[1:]) % 2 for customer in found.ids} == {1}
    with pytest.raises(NotEnoughData, match="There are: Large, Small"):
        collect(years, "bought_again", 120, only=("segment", "Huge"))
    with pytest.raises(NotFound, match="no segment column"):
        collect(years, "bought_again", 120, only=("weather", "sunny"))


def test_a_column_can_be_moved_between_driver_context_and_ignored(years) -> None:
    decide_role(years.ledger, "tickets", "context", "Ada")
    decide_role(years.ledger, "first_response_hours", "ignored", "Ada")
    decide_role(years.ledger, "orders", "driver", "Ada")
    found = collect(years, "bought_again", 120, roles=dict(decided_roles(years.ledger))).features
    roles = {column.name: column.role for column in found.columns}
    assert (roles["tickets"], roles["orders"]) == ("context", "driver")
    assert ("first_response_hours", IGNORED) in found.left_out
    decide_role(years.ledger, "tickets", None, "Ada")
    assert dict(decided_roles(years.ledger)).get("tickets") is None
    with pytest.raises(NotFound, match="driver, context, ignored"):
        decide_role(years.ledger, "tickets", "boss", "Ada")


def test_how_often_and_how_lately_is_adjusted_for_unless_somebody_says_otherwise(years) -> None:
    roles = {column.name: column.role for column in collect(years, "bought_again", 120).features.columns}
    assert roles["orders"] == roles["recency_days"] == "context"
