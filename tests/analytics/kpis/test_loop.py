"""KPIs of the product's own loop, from decisions made on known days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from analytics import Workspace
from analytics.kpis.values import KpiValues
from analytics.reviews.actions import Action, done, dropped, promise

END = datetime(2026, 6, 30)
ORDER = {"order_id": "o", "customer_id": "ada", "ordered_at": END, "amount": 1}


def days_before(days: float) -> datetime:
    return END - timedelta(days=days)


@pytest.fixture
def shop(loaded) -> Workspace:
    """One order, on the last day of the data."""
    return loaded(sales=[ORDER])


def values(workspace: Workspace, id: str, **asked) -> pd.DataFrame:
    return KpiValues(ids=(id,), **asked).run(workspace)


def known(workspace: Workspace, *ids: str) -> None:
    """Make these pain points known, as a run of the analysis would."""
    with workspace.database.write() as cursor:
        for id in ids:
            cursor.execute(
                "INSERT INTO pain_point_places (run, comment_id, pain_point_id) VALUES ('', ?, ?)", [f"c{id}", id]
            )


def test_without_decisions_there_is_nothing_to_tell(shop: Workspace) -> None:
    ids = ("pain_points_owned", "targets_reviewed", "actions_on_time", "days_to_action")
    assert KpiValues(ids=ids).run(shop).empty


def test_owned_is_the_share_of_pain_points_with_an_owner_at_the_end(shop: Workspace) -> None:
    known(shop, "P1", "P2", "P3", "P4")
    shop.ledger.record("pain_point", "P1/owner", "Ada", "x", at=days_before(100))
    shop.ledger.record("pain_point", "P2/owner", "Bob", "x", at=days_before(95))
    shop.ledger.record("pain_point", "P2/owner", None, "x", at=days_before(5))  # nobody any more
    shop.ledger.record("pain_point", "P3/name", "Late", "x", at=days_before(5))  # a name is no owner
    shop.ledger.record("pain_point", "P9/owner", "Ada", "x", at=days_before(5))  # no longer found
    found = values(shop, "pain_points_owned", period="window", days=90)
    assert found[["value", "n"]].values.tolist() == [[0.5, 4], [0.25, 4]]


def test_pain_points_that_nobody_owns_are_none_of_all(shop: Workspace) -> None:
    known(shop, "P1", "P2")
    assert values(shop, "pain_points_owned")[["value", "n"]].values.tolist() == [[0.0, 2]]


def test_reviewed_is_the_share_of_standing_targets_decided_in_90_days(shop: Workspace) -> None:
    def agree(kpi: str, days: float, value: object) -> None:
        shop.ledger.record("target", f"support/{kpi}", value, "Ada", at=days_before(days))

    agree("csat", 200, {"target": 0.6})
    agree("csat", 30, {"target": 0.7})
    agree("nps", 120, {"target": 20})  # long ago
    agree("ces", 20, {"target": 5})
    agree("ces", 10, None)  # taken away
    assert values(shop, "targets_reviewed")[["value", "n"]].values.tolist() == [[0.5, 2]]
    assert values(shop, "targets_reviewed", until=days_before(100))["value"].tolist() == [0.5]


def test_a_decision_after_the_end_of_the_data_counts_at_its_end(shop: Workspace) -> None:
    shop.ledger.record("target", "support/csat", {"target": 0.6}, "Ada", at=END + timedelta(days=20))
    assert values(shop, "targets_reviewed")[["value", "n"]].values.tolist() == [[1.0, 1]]


def test_on_time_counts_what_was_due_and_was_not_dropped(shop: Workspace) -> None:
    def promised(due: date) -> Action:
        return promise(shop.ledger, Action("", "do it", "Ada", due), "Ada", days_before(80))

    done(shop.ledger, promised(date(2026, 6, 10)), date(2026, 6, 10), "Ada", days_before(20))
    done(shop.ledger, promised(date(2026, 6, 10)), date(2026, 6, 11), "Ada", days_before(19))  # a day late
    promised(date(2026, 6, 12))  # not done
    promised(date(2026, 7, 5))  # not due yet
    dropped(shop.ledger, promised(date(2026, 6, 1)), "Ada", "not worth it", days_before(40))
    found = values(shop, "actions_on_time").iloc[0]
    assert found["value"] == pytest.approx(1 / 3)
    assert found["n"] == 3


def test_days_to_action_begin_with_the_first_decision_on_the_pain_point(shop: Workspace) -> None:
    shop.ledger.record("pain_point", "P1/name", "Late", "Ada", at=days_before(40))
    shop.ledger.record("pain_point", "P1/owner", "Ada", "Ada", at=days_before(35))
    for about in ("P1", "P2"):  # nothing was ever decided on P2
        action = Action("", "do it", "Ada", date(2026, 7, 1), "pain point", about)
        promise(shop.ledger, action, "Ada", days_before(30))
    assert values(shop, "days_to_action")[["value", "n"]].values.tolist() == [[10.0, 1]]


def test_the_scorecard_knows_a_new_decision_at_once(shop: Workspace) -> None:
    known(shop, "P1", "P2")
    before = shop.scorecard("Support").kpi("support/pain_points_owned").value
    shop.ledger.record("pain_point", "P1/owner", "Ada", "Ada", at=days_before(1))
    assert (before, shop.scorecard("Support").kpi("support/pain_points_owned").value) == (0.0, 0.5)
