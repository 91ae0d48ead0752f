"""A real shop whose amounts stand in another file, and whose orders each have a customer id of their own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics import Workspace
from analytics.queries import ask_and_load

pytestmark = [pytest.mark.real, pytest.mark.slow]

ORDERS = """
SELECT o.order_id, o.customer_id, o.order_purchase_timestamp AS ordered_at, o.order_status AS status,
    sum(CAST(i.price AS DECIMAL(18, 2))) AS amount, 'BRL' AS currency
FROM other_olist_orders_dataset AS o JOIN other_olist_order_items_dataset AS i USING (order_id) GROUP BY ALL
"""


@pytest.fixture(scope="module")
def folder(real_data: Path) -> Path:
    return real_data / "sales" / "olist_orders_with_reviews"


@pytest.fixture(scope="module")
def shop(folder: Path) -> Workspace:
    workspace = Workspace()
    workspace.load(folder / "olist_customers_dataset.csv")
    for name in ("orders", "order_items"):
        workspace.load(folder / f"olist_{name}_dataset.csv", kind="other")
    receipt, _ = ask_and_load(workspace, "Orders with amounts", ORDERS, "sales")
    assert (receipt.read, receipt.loaded, receipt.rejected) == (2976, 2976, 0)
    assert [(join.with_table, join.coverage) for join in receipt.joins] == [("customers", 1.0)]
    return workspace


def test_a_person_with_several_orders_is_one_customer(shop: Workspace, folder: Path) -> None:
    customers = pd.read_csv(folder / "olist_customers_dataset.csv", dtype=str)
    orders = pd.read_csv(folder / "olist_orders_dataset.csv", dtype=str).merge(customers, on="customer_id")
    items = pd.read_csv(folder / "olist_order_items_dataset.csv")
    bought = orders[orders["order_id"].isin(items["order_id"]) & (orders["order_status"] != "canceled")]
    per_person = bought.groupby("customer_unique_id")["order_id"].nunique()
    found = shop.database.rows(
        "SELECT count(*) FILTER (orders > 0), count(*) FILTER (orders > 1), count(*) FROM profiles"
    )
    assert found == [(len(per_person), int((per_person > 1).sum()), customers["customer_unique_id"].nunique())]


def test_the_amounts_are_those_of_plain_pandas(shop: Workspace, folder: Path) -> None:
    items = pd.read_csv(folder / "olist_order_items_dataset.csv")
    orders = pd.read_csv(folder / "olist_orders_dataset.csv", dtype=str)
    expected = items[items["order_id"].isin(orders["order_id"])]["price"].sum()
    assert shop.database.value("SELECT sum(amount)::DOUBLE FROM sales") == pytest.approx(expected, rel=1e-9)
