"""Which statuses are sales, as a person says: kept with the file's mapping, and followed wherever money is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics import Workspace
from analytics.errors import UnclearMapping
from analytics.files.mapping import ColumnUse, Mapping
from analytics.store.statuses import NO_SALE, SALE, as_chosen, no_sales, told_before, with_told
from tests.analytics.store.test_deals import counted

_HEADER = "Order ID,Customer ID,Order Date,Order Total,Status\n"
# A status that no word list knows, one that sounds like no sale, and one that nobody doubts.
_ROWS = "1,ann,2026-01-05,10.00,B2B test\n2,bea,2026-01-06,20.00,expired\n3,cem,2026-01-07,30.00,paid\n"


def _orders(tmp_path: Path, rows: str = _ROWS, name: str = "orders_1.csv") -> Path:
    path = tmp_path / name
    path.write_text(_HEADER + rows, encoding="utf-8")
    return path


def test_what_a_person_says_of_a_status_decides(tmp_path: Path) -> None:
    workspace = Workspace()
    (table,) = workspace.examine(_orders(tmp_path))
    assert no_sales(workspace.database, workspace.propose(table).uses[-1], ["B2B test", "expired", "paid"]) == (
        "expired",
    )
    receipt = workspace.load(table, with_told(workspace.propose(table), ["B2B test"], ["expired"]))
    assert receipt.adds_up
    assert counted(workspace) == [("2", "sale: expired"), ("3", "paid")]
    assert "Kept, but no sales by their status: 1 B2B test." in receipt.notes


def test_what_was_said_holds_for_the_next_file_with_these_columns(tmp_path: Path) -> None:
    workspace = Workspace()
    (table,) = workspace.examine(_orders(tmp_path))
    workspace.load(table, with_told(workspace.propose(table), ["B2B test"]))
    workspace.load(_orders(tmp_path, "4,dan,2026-02-05,40.00,b2b TEST\n5,eva,2026-02-06,50.00,paid\n", "orders_2.csv"))
    assert [order for order, _ in counted(workspace)] == ["3", "5"]
    (table,) = workspace.examine(tmp_path / "orders_2.csv")
    use = workspace.propose(table).use_of("status")
    assert use is not None
    assert told_before(use) == ("B2B test",)
    assert no_sales(workspace.database, use, ["B2B test", "paid"]) == ("B2B test",)


def test_a_stage_is_a_sale_when_told_although_others_say_won(tmp_path: Path) -> None:
    rows = "1,ann,2026-01-05,10.00,Won\n2,bea,2026-01-06,20.00,Lost\n3,cem,2026-01-07,30.00,Invoiced\n"
    workspace = Workspace()
    (table,) = workspace.examine(_orders(tmp_path, rows))
    mapping = workspace.propose(table)
    use = mapping.use_of("status")
    assert use is not None
    assert no_sales(workspace.database, use, ["Invoiced", "Lost", "Won"]) == ("Invoiced", "Lost")
    workspace.load(table, with_told(mapping, sale=["Invoiced"]))
    assert [order for order, _ in counted(workspace)] == ["1", "3"]


def test_a_first_order_is_never_one_that_is_no_sale(tmp_path: Path) -> None:
    rows = "1,ann,2026-01-05,10.00,B2B test\n2,ann,2026-02-06,20.00,paid\n"
    workspace = Workspace()
    (table,) = workspace.examine(_orders(tmp_path, rows))
    workspace.load(table, with_told(workspace.propose(table), ["B2B test"]))
    assert workspace.database.value("SELECT first_order_at::DATE::VARCHAR FROM profiles") == "2026-02-06"


def test_the_last_word_replaces_earlier_ones() -> None:
    mapping = Mapping("sales", (ColumnUse("status", "State"),))
    mapping = with_told(with_told(mapping, ["hold"]), sale=["Hold"])
    assert mapping.uses[0].values == (("Hold", SALE + "Hold"),)
    assert with_told(mapping, ["hold"]).uses[0].values == (("hold", NO_SALE + "hold"),)


@pytest.mark.parametrize("mapping", [Mapping("tickets", (ColumnUse("status", "State"),)), Mapping("sales")])
def test_without_a_status_of_orders_nothing_can_be_told(mapping: Mapping) -> None:
    with pytest.raises(UnclearMapping, match="no column here holds one"):
        with_told(mapping, ["hold"])


def test_a_stage_is_shown_as_it_is_loaded_when_others_were_told_before() -> None:
    # "lost" was told by an earlier file; it still says that these are deals, so "open" is no sale.
    use = ColumnUse("status", "Status", values=(("lost", "not won: lost"),))
    assert no_sales(Workspace().database, use, ["won", "open", "lost"]) == ("open", "lost")


def test_what_is_taken_back_leaves_the_status_as_it_was(tmp_path: Path) -> None:
    # A refunded order counts, less what was paid back: "sale: refunded" would no longer say that it was.
    rows = "1,ann,2026-01-05,10.00,refunded\n2,bea,2026-01-06,20.00,paid\n"
    workspace = Workspace()
    (table,) = workspace.examine(_orders(tmp_path, rows))
    told = with_told(workspace.propose(table), ["refunded"])
    mapping = as_chosen(workspace.database, told, ["paid", "refunded"], [])
    workspace.load(table, mapping)
    assert counted(workspace) == [("1", "refunded"), ("2", "paid")]
    assert workspace.database.value("SELECT sum(amount - coalesce(refunded, 0)) FROM counted_sales") == 20


def test_a_sale_that_was_told_to_be_one_may_still_be_paid_back(tmp_path: Path) -> None:
    workspace = Workspace()
    (table,) = workspace.examine(_orders(tmp_path, "1,ann,2026-01-05,10.00,Refunded\n2,bea,2026-01-06,20.00,paid\n"))
    workspace.load(table, with_told(workspace.propose(table), sale=["refunded"]))
    paid_back = workspace.database.rows("SELECT order_id, refunded FROM counted_sales ORDER BY order_id")
    assert [(order, refunded and int(refunded)) for order, refunded in paid_back] == [("1", 10), ("2", None)]
