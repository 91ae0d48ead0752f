"""Who may leave: planted reasons, calibrated chances, and refusals."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics import Workspace
from analytics.drivers.leaving import Leaving, LeavingResult
from analytics.drivers.leaving_trial import trial
from analytics.errors import NotEnoughData
from analytics.kpis.seen import Seen
from analytics.store.deriving import derive

START = datetime(2024, 1, 1)
MONTHS = 26


def club(people: int = 700, seed: int = 3) -> Workspace:
    """A club that people leave month by month: 2 % of them, 10 % of those who wait three days for each answer."""
    rng = np.random.default_rng(seed)
    slow = rng.random(people) < 0.4
    subscriptions, tickets = [], []
    for n in range(people):
        # they join over most of the time, so that every window has old and new ones
        start = START + timedelta(days=int(rng.integers(0, 600)))
        stay = 30 * int(rng.geometric(0.10 if slow[n] else 0.02))
        end = start + timedelta(days=stay)
        last = START + timedelta(days=30 * MONTHS)
        subscriptions.append({"subscription_id": str(n), "customer_id": f"c{n}", "started_at": start, "amount": 10.0,
                              "ended_at": end if end <= last else pd.NaT, "interval": "month"})  # fmt: skip
        for k in range(min(stay, (last - start).days) // 60):
            tickets.append({"ticket_id": f"{n}-{k}", "customer_id": f"c{n}", "created_at": start + timedelta(days=60 * k + 1),
                            "first_response_minutes": 60.0 * (72 if slow[n] else 2)})  # fmt: skip
    # somebody is seen on the last day, so that the data end there
    tickets.append({"ticket_id": "last", "customer_id": "c0", "created_at": START + timedelta(days=30 * MONTHS),
                    "first_response_minutes": 60.0})  # fmt: skip
    workspace = Workspace()
    with workspace.database.write() as cursor:
        for table, rows in (("subscriptions", subscriptions), ("tickets", tickets)):
            cursor.register("new_rows", pd.DataFrame(rows))
            cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows")
            cursor.unregister("new_rows")
        derive(cursor, workspace.rules())
    return workspace


@pytest.fixture(scope="module")
def loaded() -> Workspace:
    return club()


@pytest.fixture(scope="module")
def found(loaded: Workspace) -> LeavingResult:
    return Leaving(window_days=60).run(loaded)


def test_the_list_can_be_of_some_customers_and_what_was_learnt_stays(loaded: Workspace, found: LeavingResult) -> None:
    some = list(found.customers["customer_id"].iloc[::3])
    with loaded.database.write() as cursor:
        cursor.execute("UPDATE profiles SET segment = 'third' WHERE customer_id IN (SELECT unnest(?))", [some])
    third = Leaving(window_days=60, seen=Seen("segment", "third")).run(loaded)
    whole = found.customers.set_index("customer_id")
    assert sorted(third.customers["customer_id"]) == sorted(some)
    assert third.customers["chance"].to_numpy() == pytest.approx(whole.loc[third.customers["customer_id"], "chance"])
    assert third.expected == pytest.approx(third.customers["chance"].sum())
    assert third.held_back.n == found.held_back.n
    with pytest.raises(NotEnoughData, match="chosen customers"):
        Leaving(window_days=60, seen=Seen("segment", "nobody")).run(loaded)


def test_who_waits_long_is_named_first_and_for_that_reason(found: LeavingResult) -> None:
    top, bottom = found.customers.head(20), found.customers.tail(20)
    assert top["why"].str.contains(r"hours until the first response: 72 \(usually 2\)").all()
    assert not bottom["why"].str.contains("hours until the first response: 72").any()
    assert top["chance"].min() > 2 * bottom["chance"].max()
    assert (found.customers["low"] <= found.customers["chance"]).all()
    assert (found.customers["chance"] <= found.customers["high"]).all()


def test_only_who_is_there_now_is_on_the_list_and_their_number_adds_up(loaded: Workspace, found: LeavingResult) -> None:
    running = loaded.execute(loaded.table("subscriptions").filter(lambda t: t.ended_at.isnull()))
    assert set(found.customers["customer_id"]) == set(running["customer_id"])
    assert found.low < found.expected < found.high
    assert found.expected == pytest.approx(found.customers["chance"].sum())
    assert (found.customers["yearly"] == 120.0).all()


def test_chances_are_as_large_as_what_happened_also_in_later_months(found: LeavingResult) -> None:
    assert found.held_back.promised == pytest.approx(found.held_back.happened, abs=1e-3)
    assert found.later is not None
    assert found.later.keeps_its_promise
    assert found.later.quality.auc > 0.6
    assert found.held_back.first_share > found.held_back.happened


def test_a_column_set_to_ignored_is_no_reason(loaded: Workspace) -> None:
    other = Leaving(window_days=60, roles=(("first_response_hours", "ignored"),)).run(loaded)
    assert not other.customers["why"].str.contains("first response").any()
    assert ("first_response_hours", "set to ignored") in other.left_out


def test_a_status_without_dates_names_those_who_look_like_the_ones_who_left(workspace: Workspace) -> None:
    rng = np.random.default_rng(5)
    late = rng.random(400) < 0.5
    left = rng.random(400) < np.where(late, 0.5, 0.1)
    rows = [
        {
            "customer_id": f"c{n}",
            "status": "churned" if left[n] else "active",
            "extra": f'{{"late payer": "{"yes" if late[n] else "no"}"}}',
        }
        for n in range(400)
    ]
    with workspace.database.write() as cursor:
        cursor.register("new_rows", pd.DataFrame(rows))
        cursor.execute("INSERT INTO customers BY NAME SELECT * FROM new_rows")
        derive(cursor, workspace.rules())
    found = Leaving().run(workspace)
    assert len(found.customers) == int((~left).sum())
    assert found.later is None
    assert found.customers["why"].iloc[0] == "late payer"
    assert found.customers["chance"].iloc[0] == pytest.approx(0.5, abs=0.12)


def test_without_anything_about_leaving_there_is_no_list(workspace: Workspace) -> None:
    with pytest.raises(NotEnoughData, match="Nothing in the workspace says"):
        Leaving().run(workspace)
    with pytest.raises(NotEnoughData, match="Nothing says which customers stayed"):
        Leaving("promoter").run(workspace)


def test_a_promise_that_was_not_kept_is_seen() -> None:
    left = np.array([1.0] * 50 + [0.0] * 50)
    assert trial(left, np.full(100, 0.5)).keeps_its_promise
    assert not trial(left, np.full(100, 0.2)).keeps_its_promise
