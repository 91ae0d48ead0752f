"""A kind that lacks a field is left open for a person who can choose, and given up where nobody can."""

from __future__ import annotations

from analytics.files.recognise import recognise
from analytics.files.uses import missing_fields
from tests.analytics.files.tables import table


def test_a_table_that_lacks_a_field_is_left_open_on_demand_and_kept_as_it_came_otherwise():
    orders = table(
        "order_id,order_date,order_total,kennung", ("1", "2026-01-05", "9.50", "k7"), ("2", "2026-01-06", "1.00", "k9")
    )
    assert recognise(orders).kind == "other"
    left_open = recognise(orders, complete=False)
    assert (left_open.kind, missing_fields(left_open)) == ("sales", ["customer_id"])
    # Where no column could fill what is lacking, asking for it would lead nowhere.
    amountless = table("order_id,customer_id,order_date", ("A1", "C", "2026-01-05"), ("A2", "C", "2026-01-06"))
    assert recognise(amountless, complete=False).kind == "other"
    assert missing_fields(recognise(amountless, "sales", complete=False)) == ["amount"]


def test_a_choice_closes_what_was_open():
    orders = table(
        "order_id,order_date,order_total,kennung", ("1", "2026-01-05", "9.50", "k7"), ("2", "2026-01-06", "1.00", "k9")
    )
    chosen = recognise(orders, "sales", {"customer_id": "kennung"}, complete=False)
    assert missing_fields(chosen) == []
    assert chosen.column_of("customer_id") == "kennung"


def test_more_than_two_open_fields_are_not_asked_for():
    assert recognise(table("order_id,status", ("A1", "paid"), ("A2", "paid")), complete=False).kind == "other"
