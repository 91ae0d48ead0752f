"""Orders in several rows, and amounts that stand as price and quantity."""

from __future__ import annotations

from analytics.files.recognise import recognise
from tests.analytics.files.tables import table

HEADER = "order_id,customer_id,order_date,total,product"


def test_an_amount_of_the_whole_order_on_each_of_its_rows_counts_once() -> None:
    rows = [
        ("1", "C", "2026-01-05", "30", "Tea"),
        ("1", "C", "2026-01-05", "30", "Cup"),
        ("2", "D", "2026-01-06", "5", "Tea"),
    ]
    assert recognise(table(HEADER, *rows)).grain == "lines"


def test_amounts_that_differ_within_an_order_add_up_and_that_is_told() -> None:
    rows = [
        ("1", "C", "2026-01-05", "10", "Tea"),
        ("1", "C", "2026-01-05", "20", "Cup"),
        ("2", "D", "2026-01-06", "5", "Tea"),
    ]
    mapping = recognise(table(HEADER, *rows))
    assert (mapping.grain, mapping.column_of("order_id")) == ("items", "order_id")
    assert "amounts add up" in mapping.doubts[0]


def test_without_an_amount_it_is_price_times_quantity() -> None:
    # The same price twice in one order is two items, not one amount of the whole order.
    rows = [
        ("536365", "6", "2026-01-05 08:26", "2.55", "17850"),
        ("536365", "8", "2026-01-05 08:26", "2.55", "17850"),
        ("C536379", "-1", "2026-01-05 09:41", "27.50", "14527"),
    ]
    mapping = recognise(table("InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID", *rows))
    amount = mapping.use_of("amount")
    assert (mapping.kind, mapping.grain) == ("sales", "items")
    assert amount is not None
    assert (amount.column, amount.times) == ("UnitPrice", "Quantity")


def test_an_amount_of_the_row_is_taken_before_price_and_quantity() -> None:
    mapping = recognise(
        table(
            "order_id,customer_id,order_date,quantity,unit_price,total_amount",
            ("1", "C", "2026-01-05", "2", "5", "10"),
            ("2", "D", "2026-01-06", "1", "5", "5"),
        )
    )
    amount = mapping.use_of("amount")
    assert amount is not None
    assert (amount.column, amount.times) == ("total_amount", "")


def test_a_price_without_a_quantity_is_no_amount() -> None:
    mapping = recognise(table("order_id,customer_id,order_date,unit_price", ("1", "C", "2026-01-05", "5")))
    assert mapping.kind == "other"
