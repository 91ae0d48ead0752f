"""What a target is worth: customers are moved as the KPI would, and a slider asks a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from analytics.drivers.columns import Column
from analytics.drivers.support import Support
from analytics.drivers.what_if import Figure, Forecast
from analytics.scorecards.worth import WorthTable, customers_at, worth_of, worth_tables
from pages.parts.worth_words import NEVER_SEEN, WorthOf
from tests.made_scorecards import card

# A rise of 10 points of the KPI keeps 2 points of customers (1 to 3) and 1,000 a year; beyond 20 nobody was ever.
TABLE = WorthTable(
    "satisfied",
    np.array([-0.1, 0.0, 0.1, 0.2, 0.4]),
    np.array([[-0.02, -0.03, -0.01], [0.0, 0.0, 0.0], [0.02, 0.01, 0.03], [0.04, 0.02, 0.06], [0.08, 0.04, 0.12]]),
    {"EUR": np.array([[-1.0, -2.0, 0.0], [0, 0, 0], [1.0, 0.5, 1.5], [2.0, 1.0, 3.0], [4.0, 2.0, 6.0]]) * 1000},
    (True, True, True, True, False),
)


def test_between_two_positions_lies_a_straight_line() -> None:
    found = worth_of(card(value=0.5, target=0.55, threshold=0.3), TABLE)
    assert (found.change.value, found.change.low, found.change.high) == pytest.approx((0.01, 0.005, 0.015))
    assert dict(found.revenue)["EUR"].value == pytest.approx(500.0)
    assert found.seen


def test_a_phase_moves_customers_by_its_part_of_the_rows() -> None:
    whole, part = (worth_of(card(value=0.5, target=0.6), TABLE, share).change.value for share in (1.0, 0.25))
    assert part == pytest.approx(whole / 4)


def test_where_nobody_was_nothing_is_known() -> None:
    assert worth_of(card(value=0.5, target=0.7), TABLE).seen  # exactly on the last position that was seen
    assert not worth_of(card(value=0.5, target=0.75), TABLE).seen
    assert not worth_of(card(value=0.2, target=0.9), TABLE).seen
    assert WorthOf(TABLE, 1.0, "stayed").words(card(value=0.5, target=0.75)) == (NEVER_SEEN, False)


def test_a_line_says_what_reaching_it_and_falling_back_to_it_would_do() -> None:
    said = WorthOf(TABLE, 1.0, "stayed")
    assert said.words(card(value=0.5, target=0.6))[0] == (
        "Worth: +2.0 (+1.0 to +3.0) points who stayed, EUR +1,000 a year (500 to 1,500)"
    )
    assert said.words(card(value=0.5, target=0.45))[0].startswith("Falling back to it: −1.0 (−1.5 to −0.5) points")
    assert said.words(card(value=0.5, target=0.5)) == ("", True)


def test_times_are_told_by_their_ratio_and_nothing_is_told_of_none() -> None:
    times = WorthTable("times", np.array([0.5, 1.0]), np.array([[0.04, 0.02, 0.06], [0, 0, 0]]), {}, (True, True))
    minutes = {"better": "down", "unit": "minutes", "bounds": (0.0, None), "threshold": 900.0}
    assert worth_of(card(value=200.0, target=150.0, **minutes), times).change.value == pytest.approx(0.02)
    assert worth_of(card(value=0.0, target=150.0, **minutes), times) is None
    assert worth_of(card(value=None), times) is None


@pytest.mark.parametrize(
    ("way", "position", "mean"),
    # Ten customers: scores 0 (five) and 10 (five). Two more promoters are 20 points more each.
    [
        ("promoters", 0.4, 7.0),
        ("promoters", -0.4, 3.0),
        ("promoters", 9.0, 10.0),
        ("times", 0.5, 2.5),
        ("spared", 0.4, 2.0),
    ],
)
def test_as_few_customers_as_it_takes_are_moved(way, position, mean) -> None:
    values = pd.Series([0.0] * 5 + [10.0] * 5, name="nps")
    assert float(np.mean(customers_at(values, way, position))) == pytest.approx(mean)


def test_who_has_no_value_keeps_none() -> None:
    moved = customers_at(pd.Series([0.2, 0.9, np.nan], name="csat"), "satisfied", 0.5)
    assert moved.tolist()[:2] == [0.9, 0.9]
    assert np.isnan(moved[2])


@dataclass(frozen=True)
class Linear:
    """A model in which an hour less keeps one point more of the customers; 100 of them, waiting 1 to 100 hours."""

    customers: pd.DataFrame
    drivers: tuple[Column, ...] = (Column("first_response_hours", "hours", unit="hours"),)

    def forecast_of(self, moved: pd.DataFrame, names: list[str]) -> Forecast:
        (name,) = names
        saved = float((self.customers[name] - moved[name]).mean()) / 100
        change = Figure(saved, saved - 0.01, saved + 0.01)
        return Forecast(0.5, 0.5 + saved, change, None, (("EUR", change),), Support(1.0, 1.0))


def test_the_tables_hold_what_the_model_says_and_know_where_customers_are() -> None:
    tables = worth_tables(Linear(pd.DataFrame({"first_response_hours": np.arange(1.0, 101.0)})))  # type: ignore[arg-type]
    assert set(tables) == {"first_response_minutes", "first_response_p90"}
    table = tables["first_response_minutes"]
    half = table.at(0.5)
    assert half.change.value == pytest.approx(0.2525)  # 50.5 hours in the mean, halved, at a point an hour
    assert half.seen
    assert table.at(0.6).change.value == pytest.approx(0.4 * 0.505)
    # At a tenth most customers wait less than the twentieth of them ever did.
    assert not table.at(0.1).seen


def test_a_kpi_without_driver_has_no_table() -> None:
    assert worth_tables(Linear(pd.DataFrame({"x": [1.0]}), ())) == {}  # type: ignore[arg-type]
