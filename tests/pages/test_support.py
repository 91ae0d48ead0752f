"""Support: every view says something on a small shop, and service levels are agreed with a reason."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from analytics.support.levels import Level, agree_levels, agreed_levels
from pages.parts.support_levels import levels_of
from pages.support import VIEWS
from tests.pages.conftest import htmls, texts


def opened(app: AppTest, view: str) -> AppTest:
    app.run()
    app.query_params["support_view"] = view
    at = app.switch_page("pages/support.py").run()
    assert not at.exception
    return at


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_view_opens(app: AppTest, shop: Path, view: str) -> None:
    at = opened(app, view)
    assert "Something went wrong" not in texts(at)
    said = ("No service level is agreed yet", "The tickets tell no channel")
    assert at.get("vega_lite_chart") or any(sentence in texts(at) for sentence in said)


def test_the_figures_say_how_many_tickets_they_rest_on(app: AppTest, shop: Path) -> None:
    at = opened(app, "At a glance")
    workspace = Workspace(shop)
    assert f"{workspace.count('tickets'):,} tickets of all time" in texts(at)
    workspace.close()
    assert "95 %: " in htmls(at)
    assert " · n " in htmls(at)


def test_a_period_stays_on_the_next_page_and_a_page_that_knows_none_says_so(app: AppTest, shop: Path) -> None:
    at = opened(app, "At a glance")
    at.selectbox(key="period").select("Last 90 days").run()
    assert not at.exception
    at = at.switch_page("pages/scorecards.py").run()
    assert "The filter Last 90 days does not apply here" in texts(at)
    at = at.switch_page("pages/support.py").run()
    assert at.selectbox(key="period").value == "Last 90 days"


def test_an_empty_workspace_says_what_to_load(app: AppTest, empty: Path) -> None:
    assert "Load support tickets that tell when" in texts(opened(app, "At a glance"))


def test_agreed_levels_stand_beside_what_was_kept(app: AppTest, shop: Path) -> None:
    workspace = Workspace(shop)
    priorities = workspace.execute(workspace.table("tickets").priority.fill_null("no priority").name("p")).unique()
    agree_levels(workspace.ledger, {name: Level(4, 48) for name in priorities}, "Ada", "agreed in May")
    workspace.close()
    assert "4 h" in htmls(opened(app, "Service levels"))


def test_a_level_is_not_agreed_without_a_reason(app: AppTest, shop: Path) -> None:
    at = opened(app, "Service levels")
    at = next(button for button in at.button if button.label == "Agree").click().run()
    assert "Say why" in texts(at)
    workspace = Workspace(shop)
    assert agreed_levels(workspace.ledger) == {}
    workspace.close()


def test_an_empty_cell_of_the_grid_promises_nothing() -> None:
    grid = pd.DataFrame({"Priority": ["high"], "First response within (h)": [4.0], "Solved within (h)": [None]})
    assert levels_of(grid) == {"high": Level(4, None)}
