"""What is seen of a workspace: a segment's figures are those of a workspace that holds nobody else, and days narrow what they may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics import Workspace
from analytics.adoption.foretelling import Foretelling
from analytics.adoption.funnel import Funnel
from analytics.errors import NotEnoughData
from analytics.kpis.seen import Seen
from analytics.notebooks.view import View
from analytics.notebooks.views_scorecards import KpiOverTime
from analytics.referrals.chains import Chains
from analytics.referrals.coming import Mentions, Referrals, Sources
from analytics.referrals.comparing import Comparison
from analytics.retention.cohorts import Cohorts
from analytics.retention.lifetime_value import ShopValue
from analytics.retention.orders_apart import TimeBetweenOrders
from analytics.retention.rates import RateOverTime
from analytics.retention.staying import Staying
from analytics.retention.subscriptions import SubscriptionValue
from analytics.store.deriving import derive

LARGE = Seen("segment", "large")
WINTER = replace(LARGE, since=date(2026, 1, 20))
START = pd.Timestamp("2025-07-01")
END = pd.Timestamp("2026-06-30")  # on this day somebody of either segment orders: time ends together
EACH = 80
# What fits models takes long, and is narrowed by the same line.
ASKED: dict[str, Any] = {
    "retention.rate": RateOverTime("lost_per_month", LARGE),
    "retention.cohorts": Cohorts("buying", None, LARGE),
    "retention.survival": Staying(seen=LARGE),
    "retention.gaps": TimeBetweenOrders(LARGE),
    "retention.subscription_worth": SubscriptionValue(seen=LARGE),
    "adoption.funnel": Funnel(("signed up", "set up"), 30, LARGE),
    "referrals.share": Referrals(LARGE),
    "referrals.sources": Sources(LARGE),
    "referrals.worth": Comparison(days=90, seen=LARGE),
    "kpi.over_time": KpiOverTime("revenue", seen=LARGE),
}


def rows_of(segment: str, seed: int) -> dict[str, list[dict[str, Any]]]:
    """Customers who order by chance, subscribe, use the product; a third was referred, a third has left."""
    draw = np.random.default_rng(seed)
    made: dict[str, list[dict[str, Any]]] = {"customers": [], "sales": [], "subscriptions": [], "usage": []}
    for n in range(EACH):
        who, began = f"{segment}{n}", START + pd.Timedelta(days=int(draw.integers(0, 280)))
        left = began + pd.Timedelta(days=60) if n % 3 == 1 else pd.NaT
        days = np.sort(draw.integers(1, 150, size=int(draw.integers(0, 6)))) if n else [(END - began).days]
        made["customers"].append({
            "customer_id": who, "segment": segment, "joined_at": began, "acquisition_source": ["search", "mail"][n % 2],
            "referred_by": f"{segment}{n // 6}" if n % 3 == 2 else None,
        })  # fmt: skip
        made["sales"] += [
            {"order_id": f"{who}-{at}", "customer_id": who, "ordered_at": min(began + pd.Timedelta(days=int(day)), END),
             "amount": float(draw.integers(5, 50)), "currency": "EUR"}
            for at, day in enumerate([0, *days])
        ]  # fmt: skip
        made["subscriptions"].append({
            "subscription_id": who, "customer_id": who, "started_at": began, "ended_at": left,
            "amount": float(draw.integers(5, 50)), "interval": "month",
        })  # fmt: skip
        steps = [("signed up", 0)] + ([("set up", int(draw.integers(1, 40)))] if n % 4 else [])
        made["usage"] += [
            {"customer_id": who, "event": event, "occurred_at": began + pd.Timedelta(days=day)} for event, day in steps
        ]
    return made


def workspace_of(*parts: dict[str, list[dict[str, Any]]]) -> Workspace:
    workspace = Workspace()
    with workspace.database.write() as cursor:
        for table in parts[0]:
            cursor.register("rows_to_load", pd.DataFrame([row for part in parts for row in part[table]]))
            cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_load")
        derive(cursor, workspace.rules())
    return workspace


@pytest.fixture(scope="module")
def both() -> Workspace:
    """Customers of both segments."""
    return workspace_of(rows_of("large", 1), rows_of("small", 2))


@pytest.fixture(scope="module")
def large() -> Workspace:
    """The same large customers, and nobody else."""
    return workspace_of(rows_of("large", 1))


@pytest.mark.parametrize("name", ASKED)
def test_figures_of_a_segment_are_those_of_a_workspace_without_the_others(
    both: Workspace, large: Workspace, name: str
) -> None:
    asked = ASKED[name]
    narrowed, alone = View(name, asked).run(both), View(name, replace(asked, seen=Seen())).run(large)
    pd.testing.assert_frame_equal(narrowed.table, alone.table)
    assert narrowed.title == f"{alone.title} · Segment large"
    whole = View(name, replace(asked, seen=Seen())).run(both)
    assert not whole.table.equals(alone.table)


def test_a_course_has_the_whole_months_of_the_days(both: Workspace) -> None:
    for name in ("retention.rate", "referrals.sources", "kpi.over_time"):
        table = View(name, ASKED[name]).run(both).table
        short = View(name, replace(ASKED[name], seen=WINTER)).run(both).table
        expected = table[table["month"] >= "2026-01-01"].reset_index(drop=True)
        pd.testing.assert_frame_equal(short, expected)


def test_a_funnel_of_days_follows_those_who_began_in_them_to_the_end(both: Workspace) -> None:
    usage = pd.DataFrame(rows_of("large", 1)["usage"]).pivot(index="customer_id", columns="event", values="occurred_at")
    began = usage[(usage["signed up"] >= "2025-09-10") & (usage["signed up"] <= "2026-03-20")]
    came = ((began["set up"] - began["signed up"]).dt.days <= 30).sum()
    days = replace(LARGE, since=date(2025, 9, 10), until=date(2026, 3, 20))
    found = Funnel(("signed up", "set up"), 30, days).run(both)
    assert found.steps["customers"].tolist() == [len(began), came]
    assert came


@pytest.mark.parametrize(
    "asked", [Cohorts, Staying, ShopValue, SubscriptionValue, TimeBetweenOrders, Foretelling, Comparison, Chains]
)
def test_days_do_not_cut_off_what_rests_on_a_first_day(workspace: Workspace, asked: Any) -> None:
    with pytest.raises(NotEnoughData, match="not of some days"):
        asked(seen=WINTER).run(workspace)


def test_a_sender_may_send_others_than_ones_own_kind() -> None:
    """a (large) sent b (small), who sent c (large): a is the large one who sends, to both; b is known all the same."""
    customers = [
        {"customer_id": who, "segment": kind, "joined_at": START, "referred_by": by}
        for who, kind, by in (("a", "large", None), ("b", "small", "a"), ("c", "large", "b"))
    ]
    sales = [{"order_id": "1", "customer_id": "a", "ordered_at": END, "amount": 1.0}]
    workspace = workspace_of({"customers": customers, "sales": sales})
    found = Chains(LARGE).run(workspace)
    assert found.referrers[["customer_id", "all"]].values.tolist() == [["a", 2]]
    assert found.lengths.values.tolist() == [[2, 1]]
    assert found.unknown == 0
    assert Referrals(LARGE).run(workspace).referrers == 1


def test_what_belongs_to_no_customer_is_of_no_segment(both: Workspace) -> None:
    with pytest.raises(NotEnoughData, match="not for some of its customers"):
        KpiOverTime("training_hours", seen=LARGE).run(both)
    with pytest.raises(NotEnoughData, match="not of some customers"):
        Mentions(LARGE).run(both)
