"""The page of the ledger: filtered, taken back by a new entry, replayed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from analytics.kpis.custom import Aggregate, Condition, OwnKpi
from analytics.reviews.replaying import AsItStood
from analytics.scorecards.chosen import add_kpi, retire_kpi
from pages.parts.ledger_words import in_words, names_of
from tests.pages.conftest import htmls, texts

pytestmark = pytest.mark.slow


def on_ledger(app: AppTest) -> AppTest:
    at = app.run().switch_page("pages/ledger.py").run()
    assert not at.exception
    return at


def test_an_empty_ledger_says_what_will_stand_there(app: AppTest, empty: Path) -> None:
    assert "Nothing has been decided yet" in texts(on_ledger(app))


def test_decisions_are_filtered_by_kind_and_words(app: AppTest, shop: Path) -> None:
    workspace = Workspace(shop)
    workspace.ledger.record("target", "adoption/nps", {"target": 30.0, "threshold": -50.0}, "Ada", "half way")
    workspace.ledger.record("target", "support/csat", {"target": 0.8, "threshold": 0.1}, "Bea", "agreed")
    workspace.close()
    at = on_ledger(app)
    assert {"Target", "Mapping of a file"} <= set(at.dataframe[0].value["What"])
    at = at.multiselect(key="ledger-kind").set_value(["target"]).run()
    assert list(at.dataframe[0].value["Who"]) == ["Bea", "Ada"]
    at = at.text_input(key="ledger-text").set_value("half").run()
    assert list(at.dataframe[0].value["About"]) == ["Adoption · Net promoter score"]


def test_a_decision_says_from_what_to_what_in_the_units_of_its_kpi(shop: Path) -> None:
    workspace = Workspace(shop)
    for target in (0.7, 0.8):
        workspace.ledger.record("target", "support/csat", {"target": target, "threshold": 0.5}, "Ada")
    told = in_words(workspace.ledger.entries("target"), names_of(workspace, workspace.scorecard()))
    assert list(told.iloc[0][["From", "To"]]) == ["target 70.0 %", "target 80.0 %"]
    assert list(told.iloc[1][["From", "To"]]) == ["–", "target 70.0 %, threshold 50.0 %"]


def test_the_scorecard_of_a_day_is_shown_and_says_how_exact_it_is(app: AppTest, shop: Path) -> None:
    at = on_ledger(app)
    at = at.date_input(key="ledger-day").set_value(date(2026, 3, 1)).run()
    assert not at.exception
    assert "Computed from the data as it is now" in texts(at)
    assert "Loaded since" in texts(at)
    assert AsItStood(date(2026, 3, 1)).run(Workspace(shop)).scorecard.phases[4].name in htmls(at)


def test_a_kpi_that_somebody_added_is_called_by_its_name_retired_or_not(shop: Path) -> None:
    workspace = Workspace(shop)
    own = OwnKpi(
        "own_slow", "Slow answers", "Internal process", "%", "down", "leading", ("support",), "aggregate",
        Aggregate("tickets", "share", hits=(Condition("first_response_minutes", "at least", "3100"),)),
    )  # fmt: skip
    add_kpi(workspace, own, "Ada")
    workspace.ledger.record("target", "support/own_slow", {"target": 0.25, "weight": 2.0, "owner": "Bea"}, "Ada")
    retire_kpi(workspace, "own_slow", "Ada", "nobody looks at it")
    told = in_words(workspace.ledger.entries(), names_of(workspace, workspace.scorecard()))
    assert list(told["About"][:3]) == ["Slow answers", "Support · Slow answers", "Slow answers"]
    assert told["To"][1] == "owner Bea, target 25.0 %, weight 2.00"
