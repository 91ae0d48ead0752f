"""A credit note (a row with a negative amount) takes from the money, and is no purchase anywhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from analytics import Workspace
from analytics.retention.cohorts import cohort_table
from analytics.retention.orders_apart import order_gaps
from analytics.retention.outcomes import build_outcome
from analytics.retention.purchases import counted_orders, purchases
from analytics.retention.stays import stays

_ORDERS = """order_id,customer_id,order_date,order_total
1,ann,2026-01-10,50.00
2,bea,2026-01-12,30.00
3,bea,2026-02-20,40.00
4,cem,2026-01-15,20.00
5,dov,2026-04-30,10.00
C1,ann,2026-02-05,-50.00
C2,bea,2026-03-01,-15.00
C3,eva,2026-02-01,-9.00
"""  # Ann only sent back what she had bought; Bea bought twice and got something back; of Eva only a credit note is left.


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    path = tmp_path / "orders.csv"
    path.write_text(_ORDERS, encoding="utf-8")
    workspace = Workspace()
    assert workspace.load(path).loaded == 8
    return workspace


def test_who_only_sent_something_back_has_not_bought_again(shop: Workspace) -> None:
    outcome = build_outcome(shop, "bought_again", window_days=89, until=datetime(2026, 4, 30))
    assert outcome.values.to_dict() == {"ann": 0, "bea": 1, "cem": 0}


def test_cohorts_stays_and_gaps_know_purchases_alone(shop: Workspace) -> None:
    table = cohort_table(shop).set_index(["cohort", "month"])["active"]
    assert table.xs(1, level="month").to_list()[0] == 1  # in February only Bea bought
    assert order_gaps(shop)["customer_id"].to_list() == ["bea"]
    again = stays(shop, "second_order").rows.set_index("customer_id")["ended"]
    assert again.to_dict() == {"ann": False, "bea": True, "cem": False, "dov": False}


def test_profiles_count_purchases_and_net_money(shop: Workspace) -> None:
    rows = shop.database.rows("SELECT customer_id, orders, revenue::DOUBLE, first_order_at FROM profiles ORDER BY ALL")
    assert [row[:3] for row in rows] == [
        ("ann", 1, 0.0), ("bea", 2, 55.0), ("cem", 1, 20.0), ("dov", 1, 10.0), ("eva", 0, -9.0),
    ]  # fmt: skip
    assert rows[-1][3] is None


def test_the_models_of_buying_take_a_credit_note_from_the_purchase_before_it(shop: Workspace) -> None:
    made, who = purchases(counted_orders(shop).rows, datetime(2026, 4, 30))
    assert list(who) == ["ann", "bea", "cem", "dov"]
    assert made.repeats.tolist() == [0, 1, 0, 0]
    assert made.value.tolist() == [0, 25.0, 0, 0]
