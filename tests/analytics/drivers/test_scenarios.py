"""Scenarios in the ledger: kept, compared, dropped, and held against what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest

from analytics.drivers.moves import Move
from analytics.drivers.scenarios import (
    Scenario,
    compared,
    drop_scenario,
    held_against,
    keep_scenario,
    scenarios,
)
from analytics.drivers.targets import target_of
from analytics.drivers.what_if import Figure
from analytics.errors import NotEnoughData, NotFound

FASTER = Scenario(
    "faster", "bought_again", (Move("first_response_hours", "at most", 4.0),), 30, datetime(2026, 6, 30),
    0.5, 0.6, Figure(0.1, 0.05, 0.15), Figure(10.0, 5.0, 15.0), (("EUR", Figure(900.0, 1.0, 2.0)),),
)  # fmt: skip


def test_a_scenario_comes_back_from_the_ledger_as_it_was_kept(workspace) -> None:
    keep_scenario(workspace.ledger, FASTER, "Ada", "two more people")
    keep_scenario(workspace.ledger, replace(FASTER, name="fastest", target="support/csat"), "Ada", "")
    assert scenarios(workspace.ledger) == (FASTER, replace(FASTER, name="fastest", target="support/csat"))
    table = compared(scenarios(workspace.ledger))
    assert table["moves"].tolist() == ["first_response_hours: at most 4"] * 2
    assert workspace.ledger.entries("scenario")["reason"].iloc[-1] == "two more people"


def test_a_dropped_scenario_is_out_of_the_list_and_still_in_the_ledger(workspace) -> None:
    keep_scenario(workspace.ledger, FASTER, "Ada", "")
    drop_scenario(workspace.ledger, "faster", "Ada")
    assert scenarios(workspace.ledger) == ()
    assert len(workspace.ledger.entries("scenario")) == 2
    with pytest.raises(NotFound):
        drop_scenario(workspace.ledger, "faster", "Ada")


def orders(put, stayed: int, until: str) -> None:
    """100 customers who bought in May; ``stayed`` of them again in July; the data end on ``until``."""
    may = [("a", c, "2026-05-15") for c in range(100)]
    july = [("b", c, "2026-07-10") for c in range(stayed)]
    put("sales", [
        {"order_id": f"{a}{c}", "customer_id": f"c{c}", "ordered_at": pd.Timestamp(at), "amount": 1.0}
        for a, c, at in [*may, *july, ("z", 999, until)]
    ])  # fmt: skip


def test_it_is_held_against_the_window_that_followed_it(workspace, put) -> None:
    orders(put, 58, "2026-08-20")
    found = held_against(workspace, FASTER)
    assert (found.n, found.happened, found.verdict) == (100, 0.58, "as expected")
    assert held_against(workspace, replace(FASTER, before=0.58)).verdict == "less"


def test_before_the_window_is_over_nothing_can_be_said(workspace, put) -> None:
    orders(put, 58, "2026-07-12")
    with pytest.raises(NotEnoughData, match="30 July 2026"):
        held_against(workspace, FASTER)


def test_a_move_becomes_the_target_of_the_kpi_behind_it() -> None:
    hours = pd.Series([1.0, 2.0, 30.0, 40.0, 50.0])
    assert target_of(Move("first_response_hours", "at most", 4.0), hours) == ("first_response_minutes", 240.0)
    assert target_of(Move("orders", "at least", 4.0), hours) is None
