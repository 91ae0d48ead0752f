"""Adding, typing in and retiring KPIs on the scorecard's page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from tests.pages.conftest import htmls, texts

pytestmark = pytest.mark.slow


@pytest.fixture
def at(app: AppTest, shop: Path) -> AppTest:
    """The scorecard of Support with the KPIs' form open."""
    app.query_params["phase"] = "support"
    at = app.run()
    return at.toggle(key="manage-kpis").set_value(True).run()


def rows(at: AppTest) -> list[str]:
    """The names of the KPIs on the board."""
    sent = json.loads(at.get("bidi_component")[0].proto.json)
    return [row["name"] for card in sent["perspectives"] for row in card["rows"]]


def test_nothing_of_the_form_is_drawn_before_it_is_asked_for(app: AppTest, shop: Path) -> None:
    assert not [box for box in app.run().text_input if box.key == "kpi-name"]


def test_a_share_is_previewed_saved_and_stands_on_the_board(at: AppTest, shop: Path) -> None:
    at.text_input(key="kpi-name").set_value("Slow <b>answers").run()
    at.selectbox(key="kpi-top-how").set_value("share").run()
    at.selectbox(key="kpi-top-table").set_value("tickets").run()
    at.selectbox(key="kpi-top-hits-1").set_value("first_response_minutes").run()
    at.selectbox(key="kpi-top-hits-1-is").set_value("at least").run()
    at.text_input(key="kpi-top-hits-1-value").set_value("2000").run()
    assert not at.exception
    assert "Slow &lt;b&gt;answers, whole company, last 90 days" in htmls(at)
    assert "95 %:" in htmls(at)
    assert Workspace(shop).ledger.present("kpi") == {}
    at.button(key="kpi-save").click().run()
    assert not at.exception
    assert "Slow <b>answers" in rows(at)
    assert list(Workspace(shop).ledger.present("kpi")) == ["own_slow_b_answers"]


def test_what_does_not_fit_is_said_instead_of_saved(at: AppTest) -> None:
    at.text_input(key="kpi-name").set_value("Slow").run()
    at.selectbox(key="kpi-top-where-1").set_value("score").run()
    at.text_input(key="kpi-top-where-1-value").set_value("many").run()
    assert not at.exception
    assert "compared with a number" in texts(at).replace("\\", "")
    assert not [button for button in at.button if button.key == "kpi-save"]


def test_a_typed_in_kpi_takes_values(at: AppTest, shop: Path) -> None:
    at.text_input(key="kpi-name").set_value("Mystery shopping").run()
    at.segmented_control(key="kpi-way").set_value("typed").run()
    at.selectbox(key="kpi-unit-8").set_value("score").run()
    at.button(key="kpi-save").click().run()
    at.number_input(key="typed-value").set_value(8.5).run()
    at.button(key="typed-save").click().run()
    assert not at.exception
    assert list(Workspace(shop).ledger.present("kpi value").values()) == [8.5]


def test_a_kpi_is_retired_and_brought_back(at: AppTest) -> None:
    name = "First response time (median)"
    assert name in rows(at)
    at.selectbox(key="retire-kpi").set_value("first_response_minutes").run()
    at.button(key="retire").click().run()
    assert not at.exception
    assert name not in rows(at)
    at.button(key="restore").click().run()
    assert name in rows(at)


def test_the_exports_are_offered_and_made_when_asked_for(at: AppTest) -> None:
    assert {button.proto.label for button in at.get("download_button")} >= {"Slides", "Workbook", "Page to print"}
