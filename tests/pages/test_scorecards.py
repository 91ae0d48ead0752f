"""Scorecards: a moved slider is a sandbox, a committed one is a decision with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from tests.pages.conftest import texts

pytestmark = pytest.mark.slow


def target_slider(at: AppTest):
    """The first target slider of the page."""
    return next(slider for slider in at.slider if slider.key.startswith("target-"))


def moved(at: AppTest) -> AppTest:
    """The page after the first target was moved by one step, away from what would contradict its threshold."""
    slider = target_slider(at)
    up = slider.value + slider.step
    return slider.set_value(up if up <= slider.max else slider.value - slider.step).run()


def scores(at: AppTest) -> str:
    """The strip of scores above the perspectives."""
    return next(
        html.proto.body
        for html in at.get("html")
        if "score-strip" in html.proto.body and "<style" not in html.proto.body
    )


def test_an_empty_workspace_says_what_to_load(app: AppTest, empty: Path) -> None:
    at = app.run()
    assert not at.exception
    assert "Nothing is loaded" in texts(at)


def test_a_phase_shows_its_perspectives_with_scores(app: AppTest, shop: Path) -> None:
    at = app.run()
    assert not at.exception
    assert "Internal process" in texts(at)
    assert "Whole company" in scores(at)
    assert "<strong>–</strong>" not in scores(at)


def test_a_moved_slider_changes_the_score_and_nothing_is_stored(app: AppTest, shop: Path) -> None:
    at = app.run()
    before = target_slider(at).value
    at = moved(at)
    assert "not committed" in texts(at)
    assert target_slider(at).value != before
    assert Workspace(shop).ledger.present("target") == {}


def test_reset_puts_the_slider_back(app: AppTest, shop: Path) -> None:
    at = app.run()
    agreed = target_slider(at).value
    at = moved(at)
    at = at.button(key="reset").click().run()
    assert target_slider(at).value == agreed
    assert "Nothing moved" in texts(at)


def test_what_would_be_committed_is_listed_first(app: AppTest, shop: Path) -> None:
    at = moved(app.run())
    at = at.button(key="commit").click().run()
    assert not at.exception
    assert list(at.dataframe[0].value["What"]) == ["target"]
    assert Workspace(shop).ledger.present("target") == {}


def test_the_scorecard_of_another_phase_can_be_linked_to(app: AppTest, shop: Path) -> None:
    app.query_params["phase"] = "support"
    at = app.run()
    assert "Score of Support" in scores(at)
