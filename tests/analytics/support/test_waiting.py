"""What waiting costs: the slope of least squares with White's error, and steps that hold their edges."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.errors import NotEnoughData
from analytics.support.waiting import Distribution, Waiting
from tests.analytics.support.conftest import ticket


def test_the_slope_and_its_error_are_those_of_linear_algebra(tickets) -> None:
    rng = np.random.default_rng(3)
    hours = rng.lognormal(2, 1, 120)
    happy = rng.random(120) < 0.9 - 0.08 * np.log2(hours + 0.25)
    rows = [
        ticket(n, first_response_minutes=h * 60, resolution_minutes=1e6, satisfaction=5 if yes else 1)
        for n, (h, yes) in enumerate(zip(hours, happy, strict=True))
    ]
    found = Waiting().run(tickets(rows))
    design = np.column_stack([np.ones(120), np.log2(hours + 0.25)])
    bread = np.linalg.inv(design.T @ design)
    beta = bread @ design.T @ happy
    meat = design.T @ (design * ((happy - design @ beta) ** 2)[:, None])
    error = np.sqrt((bread @ meat @ bread)[1, 1])
    assert found.per_doubling == pytest.approx(beta[1])
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * error, rel=1e-5)
    assert found.n == 120


def test_a_wait_on_the_edge_belongs_to_the_longer_step(tickets) -> None:
    rows = [ticket(n, first_response_minutes=m) for n, m in enumerate((0.0, 59.9, 60.0, 240.0))]
    found = Distribution().run(tickets(rows)).set_index("step")
    assert found["tickets"].to_dict() == {"< 1 h": 2, "1–2 h": 1, "4–8 h": 1}
    assert found["share_up_to"].iloc[-1] == 1


@pytest.mark.parametrize("count", [0, 29])
def test_too_few_ratings_are_refused_with_what_it_takes(tickets, count: int) -> None:
    rows = [ticket(n, first_response_minutes=float(n), satisfaction=5 if n < count else None) for n in range(40)]
    with pytest.raises(NotEnoughData, match="takes 30"):
        Waiting().run(tickets(rows))


def test_where_all_waited_alike_waiting_costs_nothing_that_could_be_told(tickets) -> None:
    with pytest.raises(NotEnoughData):
        Waiting().run(tickets([ticket(n, satisfaction=5) for n in range(40)]))
