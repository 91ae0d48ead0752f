"""Groups of tickets: their figures are those of the tickets in them."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.errors import NotEnoughData
from analytics.store.places import COLUMNS, write_places
from analytics.support.breakdown import Breakdown, Overall
from analytics.support.look import Look
from tests.analytics.support.conftest import BEGAN, ticket


def test_each_group_has_its_own_figures(tickets) -> None:
    rows = [ticket(n, channel="chat", first_response_minutes=10.0 * n, satisfaction=5) for n in range(1, 6)]
    rows += [ticket(n, channel="mail", reopens=1, satisfaction=1) for n in range(6, 9)]
    found = Breakdown("channel").run(tickets(rows)).set_index("group")
    assert found["tickets"].to_dict() == {"chat": 5, "mail": 3}
    assert found.loc["chat", "response"] == 30
    assert found["reopened"].to_dict() == {"chat": 0, "mail": 1}
    assert found["satisfied"].to_dict() == {"chat": 1, "mail": 0}
    assert found.loc["mail", "satisfied_n"] == 3


def test_medians_and_percentiles_are_those_of_numpy(tickets) -> None:
    times = np.random.default_rng(1).lognormal(4, 1, 200).round(1)
    workspace = tickets([ticket(n, first_response_minutes=m, resolution_minutes=1e6) for n, m in enumerate(times)])
    found = Overall().run(workspace)
    assert found["response"] == pytest.approx(np.median(times))
    assert found["response_p90"] == pytest.approx(np.quantile(times, 0.9))
    assert found["response_low"] < found["response"] < found["response_high"]


def test_faulty_times_and_tickets_of_the_future_are_left_out(tickets) -> None:
    rows = [ticket(1), ticket(2, first_response_minutes=-5.0), ticket(3, first_response_minutes=900.0)]
    found = Overall().run(tickets(rows))
    # Negative, and answered after it was solved.
    assert (found["tickets"], found["response_n"]) == (3, 1)


def test_hours_and_weekdays_come_in_their_order(tickets) -> None:
    workspace = tickets([ticket(hours) for hours in (30, 5, 6, 29)])
    assert list(Breakdown("weekday").run(workspace)["group"]) == ["Monday", "Tuesday"]
    assert list(Breakdown("hour").run(workspace)["group"]) == ["05:00", "06:00"]
    assert Breakdown("hour").run(workspace)["tickets"].tolist() == [2, 2]


def test_the_last_days_and_a_phase_are_looked_at_alone(tickets) -> None:
    workspace = tickets([ticket(n, created_at=BEGAN + timedelta(days=n)) for n in range(20)])
    assert Overall(Look(days=5)).run(workspace)["tickets"] == 5
    everywhere = Overall().run(workspace)["tickets"]
    by_phase = [Overall(Look(phase.id)).run(workspace)["tickets"] for phase in workspace.phases()]
    assert sum(by_phase) == everywhere == 20


def test_a_segment_is_looked_at_alone(tickets) -> None:
    workspace = tickets([ticket(1, customer_id="ann"), ticket(2, customer_id="bo"), ticket(3, customer_id="bo")])
    with workspace.database.write() as cursor:
        cursor.execute("UPDATE profiles SET segment = CASE customer_id WHEN 'ann' THEN 'small' ELSE 'large' END")
    assert Overall(Look(segment=("segment", "large"))).run(workspace)["tickets"] == 2


def test_pain_points_group_the_tickets_that_tell_of_them(tickets) -> None:
    workspace = tickets([ticket(1), ticket(2), ticket(3)])
    places = [["tickets:t1", "P1", "P1", 1.0, 0.1, None], ["tickets:t2", "P1", "P1", 1.0, 0.1, None]]
    write_places(workspace.database, "", pd.DataFrame(places, columns=list(COLUMNS)))
    found = Breakdown("pain point").run(workspace)
    assert found[["group", "tickets"]].values.tolist() == [["P1", 2]]


def test_nothing_loaded_is_said(workspace) -> None:
    with pytest.raises(NotEnoughData, match="Load support tickets"):
        Overall().run(workspace)
