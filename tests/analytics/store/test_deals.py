"""Deals of a pipeline, and orders that were called off: kept, told, and no sales."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics import Workspace

_HEADER = "Opportunity ID,Account Name,Opportunity Name,Stage,Amount,Close Date,Type\n"


def load(tmp_path: Path, text: str, workspace: Workspace | None = None, name: str = "deals.csv"):
    """The workspace with the file of this text loaded, and the receipt."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    workspace = workspace or Workspace()
    return workspace, workspace.load(path)


def counted(workspace: Workspace) -> list[tuple[str, str]]:
    """The orders that count, with their status."""
    return workspace.database.rows("SELECT order_id, status FROM counted_sales ORDER BY order_id")


def test_of_a_pipeline_only_deals_that_were_won_are_sales(tmp_path: Path) -> None:
    deals = [
        "006A,Acme,Big,Closed Won,900.00,2026-01-05,New",
        "006B,Globex,Lost one,Closed Lost,500.00,2026-01-06,New",
        "006C,Initech,Still talking,Our own stage,700.00,2026-01-07,New",
    ]
    workspace, receipt = load(tmp_path, _HEADER + "\n".join(deals) + "\n")
    assert (receipt.vendor, receipt.loaded, receipt.adds_up) == ("Salesforce", 3, True)
    assert counted(workspace) == [("006A", "Closed Won")]
    assert workspace.database.value("SELECT status FROM sales WHERE order_id = '006C'") == "not won: Our own stage"
    assert "Stage: 1 of 3 rows says that the deal was won; only those count as sales." in receipt.notes
    assert any(note.startswith("Kept, but no sales by their status: 1 not won: Closed Lost") for note in receipt.notes)


def test_a_deal_that_is_won_later_becomes_a_sale_and_undo_takes_that_back(tmp_path: Path) -> None:
    other = "006B,Globex,Other,Closed Won,500.00,2026-01-06,New\n"
    workspace, _ = load(tmp_path, _HEADER + "006A,Acme,Big,Contract sent,900.00,2026-01-05,New\n" + other)
    assert [order for order, _ in counted(workspace)] == ["006B"]
    # The stage "On hold" was in no earlier file: the remembered mapping learns it.
    later = "006A,Acme,Big,Closed Won,900.00,2026-01-08,New\n006C,Initech,New,On hold,100.00,2026-01-09,New\n"
    _, receipt = load(tmp_path, _HEADER + later + other, workspace, "later.csv")
    assert (receipt.loaded, receipt.updated, receipt.unchanged) == (1, 1, 1)
    assert [order for order, _ in counted(workspace)] == ["006A", "006B"]
    workspace.undo(receipt.import_id)
    assert [order for order, _ in counted(workspace)] == ["006B"]


def test_the_states_of_a_shop_are_no_stages(tmp_path: Path) -> None:
    # An auction's "Won" stands beside no "Lost", and the column is no stage: everything that was paid counts.
    rows = "1,ann,2026-01-05,10.00,Won\n2,bea,2026-01-06,20.00,Shipped\n3,cem,2026-01-07,30.00,Paid\n"
    workspace, _ = load(
        tmp_path, "Order ID,Customer ID,Order Date,Order Total,Order Status\n" + rows, name="orders.csv"
    )
    assert len(counted(workspace)) == 3


@pytest.mark.parametrize(
    ("status", "counts"),
    [("Storniert", False), ("annulée", False), ("CANCELADO", False), ("wc-cancelled", False), ("Denied", False),
     ("geannuleerd", False), ("Anulowane", False), ("已取消", False), ("İptal Edildi", False), ("주문취소", False), ("Отменён", False),
     ("Stornována", False), ("Отклонён", False),
     ("wc-completed", True), ("Refunded", True), ("Abgeschlossen", True), ("", True)],
)  # fmt: skip
def test_an_order_that_was_called_off_is_no_sale_in_any_language(tmp_path: Path, status: str, counts: bool) -> None:
    # A refunded order is one: what was paid back is subtracted from the money instead.
    rows = f"1,ann,2026-01-05,10.00,{status}\n2,bea,2026-01-06,20.00,paid\n"
    workspace, receipt = load(tmp_path, "Order ID,Customer ID,Order Date,Order Total,Order Status\n" + rows)
    assert len(counted(workspace)) == 1 + counts
    assert any("no sales by their status" in note for note in receipt.notes) is not counts


def test_an_order_refunded_by_its_status_alone_was_paid_back_in_full(tmp_path: Path) -> None:
    # Of the second order a column tells how much; an empty cell is no amount.
    header = "Order ID,Customer ID,Order Date,Order Total,Order Status,Refunded Amount\n"
    rows = "1,ann,2026-01-05,10.00,Refunded,\n2,bea,2026-01-06,20.00,Refunded,5.00\n3,cem,2026-01-07,30.00,Partially refunded,\n"
    workspace, receipt = load(tmp_path, header + rows, name="orders.csv")
    found = workspace.database.rows("SELECT order_id, refunded::DOUBLE FROM counted_sales ORDER BY order_id")
    assert found == [("1", 10.0), ("2", 5.0), ("3", None)]
    assert workspace.database.rows("SELECT revenue::DOUBLE FROM profiles ORDER BY customer_id") == [
        (0.0,),
        (15.0,),
        (30.0,),
    ]
    note = "1 order is refunded by its status, and nothing tells how much: all of it counts as paid back."
    assert note in receipt.notes


def test_where_credit_notes_tell_what_was_paid_back_a_status_takes_nothing_more(tmp_path: Path) -> None:
    rows = "1,ann,2026-01-05,10.00,Refunded\n2,ann,2026-01-06,-10.00,Completed\n"
    workspace, receipt = load(tmp_path, "Order ID,Customer ID,Order Date,Order Total,Order Status\n" + rows)
    assert workspace.database.rows("SELECT revenue::DOUBLE, orders FROM profiles") == [(0.0, 1)]
    assert not any("refunded by" in note for note in receipt.notes)
