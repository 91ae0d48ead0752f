"""Queries as source files: loaded with a receipt, remembered, told when out of date, and run again."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import NotFound, UnclearQuery
from analytics.queries import ask_and_load, run_again
from analytics.store.queries import all_remembered, forget
from analytics.workspace import Workspace

SQL = """SELECT o.order_id, o.customer_id, o.ordered_at, sum(CAST(i.price AS DECIMAL(18, 2))) AS amount
FROM other_orders AS o JOIN other_items AS i USING (order_id) GROUP BY ALL"""
ORDERS = ["order_id,customer_id,ordered_at", "o1,ann,2026-01-05", "o2,bob,2026-01-06"]
ITEMS = ["order_id,price", "o1,10.50", "o1,2.25", "o2,7.00"]  # the first order has two items


@pytest.fixture
def shop(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Orders in one file, their amounts in another."""
    bring(workspace, tmp_path, "orders.csv", ORDERS)
    bring(workspace, tmp_path, "items.csv", ITEMS)
    return workspace


def bring(workspace: Workspace, folder: Path, name: str, lines: list[str]) -> None:
    (folder / name).write_text("\n".join(lines) + "\n")
    workspace.load(folder / name, kind="other")


def amounts(workspace: Workspace) -> list[tuple[str, float]]:
    return workspace.database.rows("SELECT order_id, amount::DOUBLE FROM sales ORDER BY order_id")


def test_the_result_of_a_query_is_loaded_like_a_file(shop: Workspace) -> None:
    receipt, mapping = ask_and_load(shop, "Orders with amounts", SQL, "sales")
    assert receipt.adds_up
    assert (receipt.file, receipt.kind, receipt.loaded, receipt.rejected) == ("Orders with amounts", "sales", 2, 0)
    assert mapping.column_of("amount") == "amount"
    assert amounts(shop) == [("o1", 12.75), ("o2", 7.0)]
    shop.undo(receipt.import_id)
    assert amounts(shop) == []
    assert [query.sentence for query in all_remembered(shop.database)] == ["Its import was taken back."]


def test_a_query_is_out_of_date_once_its_tables_change_and_can_run_again(shop: Workspace, tmp_path: Path) -> None:
    ask_and_load(shop, "Orders with amounts", SQL, "sales", who="Ada")
    assert [query.changed for query in all_remembered(shop.database)] == [()]
    bring(shop, tmp_path, "items.csv", [*ITEMS, "o2,1.00"])
    assert [query.changed for query in all_remembered(shop.database)] == [("other_items",)]
    receipt = run_again(shop, "Orders with amounts", "Ada")
    assert receipt.adds_up
    assert amounts(shop) == [("o1", 12.75), ("o2", 8.0)]
    assert [query.sentence for query in all_remembered(shop.database)] == ["Up to date."]


def test_rows_that_a_query_no_longer_gives_are_gone(shop: Workspace) -> None:
    ask_and_load(shop, "Orders", SQL, "sales")
    shop.undo("import-2")  # the items
    with pytest.raises(UnclearQuery, match="other_items"):
        run_again(shop, "Orders")
    assert len(amounts(shop)) == 2  # a query that fails takes nothing away
    ask_and_load(
        shop, "Orders", "SELECT order_id, customer_id, ordered_at, 1 AS amount FROM other_orders LIMIT 1", "sales"
    )
    assert len(amounts(shop)) == 1


def test_a_query_must_not_feed_on_its_own_result(shop: Workspace) -> None:
    ask_and_load(shop, "Orders", SQL, "sales")
    for own in ("SELECT * FROM sales", "SELECT * FROM counted_sales"):
        with pytest.raises(UnclearQuery, match="its own result"):
            ask_and_load(shop, "More", own, "sales")


def test_a_forgotten_query_leaves_its_rows(shop: Workspace) -> None:
    ask_and_load(shop, "Orders", SQL, "sales")
    forget(shop.database, "Orders", "Ada")
    assert all_remembered(shop.database) == ()
    assert len(amounts(shop)) == 2
    with pytest.raises(NotFound):
        run_again(shop, "Orders")


def test_customers_that_were_matched_make_a_query_out_of_date(shop: Workspace, tmp_path: Path) -> None:
    ask_and_load(shop, "Orders", SQL, "sales")
    (tmp_path / "tickets.csv").write_text("ticket_id,customer_id,created_at\nt1,ANN,2026-01-02\nt2,BOB,2026-01-02\n")
    shop.load(tmp_path / "tickets.csv", kind="tickets")
    sql = "SELECT customer_id, count(*) AS tickets FROM tickets GROUP BY ALL"
    ask_and_load(shop, "Tickets of customers", sql, "other")
    (proposal,) = shop.propose_joins()
    shop.agree_join(proposal.rule, "Ada")
    assert [query.changed for query in all_remembered(shop.database)] == [(), ("tickets",)]
