"""Orders of which nobody knows who bought: a till, a guest, a file without customers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from analytics import Workspace
from analytics.errors import UnclearMapping
from analytics.pain_points.source import spending
from analytics.retention.cohorts import cohort_kinds
from analytics.retention.outcomes import built_in_names
from analytics.retention.purchases import counted_orders
from analytics.store.coverage import coverage

NOW = datetime(2026, 6, 1)


@pytest.fixture
def shop(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Three orders of Ann and two that name nobody: one empty, one by the word that the shop writes for it."""
    path = tmp_path / "orders.csv"
    path.write_text(
        "Order ID,Customer,Order Date,Total\n1,ann,2026-01-05,10\n2,ann,2026-02-05,20\n3,,2026-02-06,300\n"
        "4,Guest,2026-03-01,400\n5,Guest,2026-03-02,500\n6,ann,2026-04-05,30\n",
        encoding="utf-8",
    )
    receipt = workspace.load(path, now=NOW)
    assert (receipt.read, receipt.loaded, receipt.rejected) == (6, 6, 0)
    assert any(note.startswith("3 orders name no customer") for note in receipt.notes)
    return workspace


def test_orders_without_a_customer_are_kept_and_are_nobody_s(shop: Workspace) -> None:
    assert shop.database.rows("SELECT order_id FROM sales WHERE customer_id IS NULL ORDER BY 1") == [
        ("3",),
        ("4",),
        ("5",),
    ]
    assert shop.database.rows("SELECT customer_id, orders FROM profiles") == [("ann", 3)]


def test_they_are_purchases_as_far_as_anybody_knows(shop: Workspace) -> None:
    found = shop.database.rows("SELECT order_id, phase FROM sales ORDER BY 1")
    assert [phase for _, phase in found] == ["purchase", "retention", "purchase", "purchase", "purchase", "retention"]


def test_nothing_that_is_about_customers_counts_them(shop: Workspace) -> None:
    assert set(counted_orders(shop).rows["customer_id"]) == {"ann"}
    assert spending(shop)["customer_id"].tolist() == ["ann"]
    assert shop.database.rows("SELECT DISTINCT customer_id FROM purchases") == [("ann",)]


def test_a_file_without_customers_is_kept_as_it_came_until_that_is_said(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Order ID,Order Date,Total\n1,2026-01-05,10\n2,2026-01-06,20\n", encoding="utf-8")
    (table,) = workspace.examine(path)
    assert workspace.propose(table).kind == "other"
    as_it_came = workspace.load(table, now=NOW)
    assert any("--without customer_id" in note for note in as_it_came.notes)
    workspace.undo(as_it_came.import_id)
    receipt = workspace.load(table, kind="sales", fields={"customer_id": ""}, now=NOW)
    assert (receipt.kind, receipt.loaded) == ("sales", 2)
    assert (cohort_kinds(workspace), built_in_names(workspace)) == ((), ())
    # The next file of this sort needs no second word.
    assert workspace.propose(table).kind == "sales"


def test_of_a_field_that_rows_need_nobody_can_say_that_there_is_none(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Order ID,Order Date,Total\n1,2026-01-05,10\n", encoding="utf-8")
    with pytest.raises(UnclearMapping, match="no column called"):
        workspace.load(path, kind="sales", fields={"customer_id": "", "amount": ""}, now=NOW)


def test_a_file_without_customers_takes_none_away(shop: Workspace, tmp_path: Path) -> None:
    # The till's file corrects an amount; who bought is what the shop said.
    path = tmp_path / "till.csv"
    path.write_text("Order ID,Order Date,Total\n1,2026-01-05,11\n", encoding="utf-8")
    receipt = shop.load(path, kind="sales", fields={"customer_id": ""}, now=NOW)
    assert receipt.updated == 1
    assert shop.database.rows("SELECT customer_id, amount::INTEGER FROM sales WHERE order_id = '1'") == [("ann", 11)]


def test_other_tables_are_not_compared_with_orders_that_name_nobody(workspace: Workspace, tmp_path: Path) -> None:
    orders, tickets = tmp_path / "orders.csv", tmp_path / "tickets.csv"
    orders.write_text("Order ID,Order Date,Total\n1,2026-01-05,10\n", encoding="utf-8")
    tickets.write_text(
        "Ticket ID,Customer ID,Created at,Subject,Status\n1,ann,2026-01-05,Late,open\n", encoding="utf-8"
    )
    workspace.load(orders, kind="sales", fields={"customer_id": ""}, now=NOW)
    workspace.load(tickets, now=NOW)
    with workspace.database.read() as cursor:
        assert coverage(cursor) == []
