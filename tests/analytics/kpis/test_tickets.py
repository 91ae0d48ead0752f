"""KPIs from tickets, computed by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd
import pytest

from analytics.kpis.values import KpiValues

DAY = datetime(2026, 5, 1)


def ticket(number: int, day: int = 0, **more) -> dict:
    return {"ticket_id": f"t{number}", "created_at": DAY + timedelta(days=day), **more}


def values(workspace, **asked) -> pd.DataFrame:
    return KpiValues(**asked).run(workspace).set_index("id")


def test_times_come_from_minutes_or_else_from_the_moments(loaded) -> None:
    rows = [
        ticket(1, first_response_minutes=10.0, resolution_minutes=100.0),
        ticket(2, first_response_at=DAY + timedelta(minutes=20), resolved_at=DAY + timedelta(minutes=200)),
        ticket(3, first_response_minutes=60.0),
    ]
    found = values(loaded(tickets=rows))
    assert found.loc["first_response_minutes", "value"] == 20
    assert found.loc["resolution_minutes", "value"] == 150
    assert found.loc["resolution_minutes", "n"] == 2


def test_impossible_times_are_left_out_and_counted(loaded) -> None:
    rows = [
        ticket(1, first_response_minutes=10.0, resolution_minutes=100.0),
        ticket(2, first_response_minutes=-5.0, resolution_minutes=50.0),  # answered before it was asked
        ticket(3, first_response_minutes=90.0, resolution_minutes=30.0),  # resolved before the first response
        ticket(4, day=-1, resolved_at=DAY - timedelta(days=3)),  # resolved before it was created
    ]
    found = values(loaded(tickets=rows))
    assert found.loc["first_response_minutes", ["value", "n", "left_out"]].tolist() == [10, 1, 2]
    assert found.loc["resolution_minutes", ["value", "n", "left_out"]].tolist() == [75, 2, 2]


def test_a_ticket_dated_in_the_future_is_counted_as_left_out(loaded) -> None:
    rows = [ticket(1, first_response_minutes=10.0), ticket(2, day=36500, first_response_minutes=99.0)]
    found = values(loaded(tickets=rows))
    assert found.loc["first_response_minutes", ["value", "n", "left_out"]].tolist() == [10, 1, 1]


def test_shares_count_only_tickets_where_it_is_known(loaded) -> None:
    rows = [
        ticket(1, status="Closed", reopens=0, replies=1, sla_met=True),  # at first contact
        ticket(2, status="Solved", reopens=1, replies=1, sla_met=False),  # reopened
        ticket(3, status="Closed", reopens=0, replies=4, sla_met=None),  # took four replies
        ticket(4, status="Open", reopens=None, replies=1, sla_met=True),  # not resolved yet
    ]
    found = values(loaded(tickets=rows))
    assert found.loc["reopen_rate", ["value", "n"]].tolist() == [pytest.approx(1 / 3), 3]
    assert found.loc["first_contact_resolution", ["value", "n"]].tolist() == [pytest.approx(1 / 3), 3]
    assert found.loc["sla_attainment", ["value", "n"]].tolist() == [pytest.approx(2 / 3), 3]
    assert found.loc["backlog", "value"] == 1


def test_no_agreed_service_level_is_no_kpi(loaded) -> None:
    found = values(loaded(tickets=[ticket(1, status="Closed")]))
    assert "sla_attainment" not in found.index
    assert "first_response_minutes" not in found.index


def test_the_backlog_of_a_month_is_what_was_open_at_its_end(loaded) -> None:
    rows = [
        ticket(1, day=0, resolved_at=DAY + timedelta(days=2)),  # May, closed in May
        ticket(2, day=1, resolved_at=DAY + timedelta(days=40)),  # May, closed in June
        ticket(3, day=35, status="pending", resolved_at=None),  # June, still open
        ticket(4, day=70, resolved_at=DAY + timedelta(days=70)),  # July, and the end of the data
    ]
    found = KpiValues(period="month", ids=("backlog",)).run(loaded(tickets=rows))
    assert found["period"].tolist() == ["2026-05-01", "2026-06-01", "2026-07-01"]
    assert found["value"].tolist() == [1, 1, 1]
    assert found["n"].tolist() == [2, 3, 4]


def test_a_past_day_knows_nothing_of_what_came_later(loaded) -> None:
    rows = [
        ticket(1, day=0, resolution_minutes=60.0),
        ticket(2, day=1, resolution_minutes=60.0 * 24 * 30),  # resolved at the end of May
        ticket(3, day=60, resolution_minutes=5.0),
    ]
    workspace = loaded(tickets=rows)
    then = values(workspace, until=DAY + timedelta(days=10))
    assert then.loc["resolution_minutes", ["value", "n"]].tolist() == [60, 1]
    assert then.loc["backlog", "value"] == 1
    assert values(workspace).loc["backlog", "value"] == 0


def test_each_phase_and_the_company_have_their_own_median(loaded) -> None:
    rows = [
        ticket(1, category="Checkout", first_response_minutes=10.0),
        ticket(2, category="Technical help", first_response_minutes=30.0),
        ticket(3, category="Technical help", first_response_minutes=50.0),
    ]
    workspace = loaded(tickets=rows)
    found = KpiValues(by_phase=True, ids=("first_response_minutes",)).run(workspace)
    assert found[["phase", "value"]].values.tolist() == [[None, 30], ["purchase", 10], ["support", 40]]
    alone = KpiValues(phase="Support", ids=("first_response_minutes",)).run(workspace)
    assert alone[["phase", "value"]].values.tolist() == [["support", 40]]
