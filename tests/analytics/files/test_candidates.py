"""Where no name tells which column fills a field, those whose values could are offered, the likeliest first."""

from __future__ import annotations

from pathlib import Path

from analytics.files.candidates import columns_that_fit
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.table import Layout, SourceTable

NAMES = ("Kennung", "Town", "Paid on", "Pieces", "Charged", "Remark")
ROWS = (
    ("k7", "Rome", "2026-01-05", "2", "19.90", "please ring the bell twice at the gate"),
    ("k9", "Rome", "2026-01-06", "1", "5.00", "leave it with the neighbour on the left"),
)
TABLE = SourceTable(Path("orders.csv"), "orders.csv", Layout("csv"), NAMES, NAMES, ROWS)


def test_only_columns_with_values_of_the_type_are_offered():
    assert columns_that_fit(TABLE, Mapping("sales"), "ordered_at") == ("Paid on",)


def test_an_amount_is_rather_a_number_with_cents_than_a_count():
    # A code such as k7 could be one with a currency in front, and is the last to be thought of.
    assert columns_that_fit(TABLE, Mapping("sales"), "amount") == ("Charged", "Pieces", "Kennung")


def test_what_numbers_the_rows_differs_in_each_and_prose_is_no_id():
    offered = columns_that_fit(TABLE, Mapping("sales"), "order_id")
    assert offered[0] == "Kennung"
    assert "Remark" not in offered
    assert offered.index("Town") > offered.index("Charged")


def test_a_column_that_fills_another_field_comes_last():
    taken = Mapping("sales", (ColumnUse("order_id", "Kennung"),))
    assert columns_that_fit(TABLE, taken, "customer_id")[-1] == "Kennung"


def test_a_name_about_the_same_thing_comes_first():
    names = ("code", "kunde_neu")
    table = SourceTable(Path("o.csv"), "o.csv", Layout("csv"), names, names, (("a", "b"), ("c", "d")))
    assert columns_that_fit(table, Mapping("sales"), "customer_id") == ("kunde_neu", "code")
