"""The page Load files with orders: who bought, and which of them count."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from tests.pages.conftest import texts, upload

pytestmark = pytest.mark.slow

NAMELESS = (
    "Order number,Order date,Order total,Kennung,Town\nA1,2026-01-05,10.00,k7,Rome\nA2,2026-01-06,20.00,k9,Oslo\n"
)


def test_which_statuses_are_no_sale_is_shown_and_can_be_changed(
    load_files: AppTest, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    rows = "1,ann,2026-01-05,10.00,B2B test\n2,bea,2026-01-06,20.00,Storniert\n3,cem,2026-01-07,30.00,paid\n"
    path.write_text("Order ID,Customer ID,Order Date,Order Total,Status\n" + rows, encoding="utf-8")
    at = upload(load_files, path)
    assert any(one.label == "Orders that count: all but Storniert" for one in at.expander)
    (chosen,) = (one for one in at.multiselect if one.label.startswith("No sale, where"))
    assert chosen.value == ["Storniert"]
    at = chosen.set_value(["B2B test"]).run()
    at = at.button(key="load").click().run()
    assert not at.exception
    found = Workspace(empty).database.rows("SELECT order_id FROM counted_sales ORDER BY order_id")
    assert found == [("2",), ("3",)]


def test_a_required_field_that_no_name_tells_is_asked_for_and_then_the_table_can_be_loaded(
    load_files: AppTest, empty: Path, tmp_path: Path
) -> None:
    # Nothing here is called customer: who it was could be the code or the town, and only a person knows.
    path = tmp_path / "orders.csv"
    path.write_text(NAMELESS)
    at = upload(load_files, path)
    (asked,) = (one for one in at.selectbox if "customer_id" in one.label)
    assert any(option.startswith("Kennung (k7") for option in asked.options)
    assert at.button(key="load").disabled
    at = asked.select("Kennung").run()
    at.button(key="load").click().run()
    assert not at.exception
    assert Workspace(empty).database.rows("SELECT customer_id FROM sales ORDER BY 1") == [("k7",), ("k9",)]


def test_orders_of_which_nobody_knows_who_bought_are_loaded_once_the_person_says_so(
    load_files: AppTest, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "till.csv"
    path.write_text("Receipt number,Date,Total\nA1,2026-01-05,10.00\nA2,2026-01-06,20.00\n")
    at = upload(load_files, path)
    (asked,) = (one for one in at.selectbox if "customer_id" in one.label)
    assert at.button(key="load").disabled  # that nobody is named is for the person to say
    assert asked.options[-1] == "No column: these orders name no customer"
    at = asked.select("").run()
    at = at.button(key="load").click().run()
    assert not at.exception
    assert "2 orders name no customer" in texts(at)
    assert Workspace(empty).database.rows("SELECT customer_id, phase FROM sales") == [(None, "purchase")] * 2
