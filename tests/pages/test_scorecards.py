"""Scorecards: a moved slider is a sandbox, a committed one is a decision with a reason.

A test cannot hold the board's sliders (tests/browser does): what they report is put into the sandbox by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from analytics.scorecards.rescoring import Change
from pages.parts.session import MOVES
from tests.pages.conftest import htmls, texts

pytestmark = pytest.mark.slow


def board(at: AppTest) -> dict[str, Any]:
    """What the board of the page was sent."""
    return json.loads(at.get("bidi_component")[0].proto.json)


def first_row(at: AppTest) -> dict[str, Any]:
    """The first KPI with a slider."""
    return next(row for card in board(at)["perspectives"] for row in card["rows"] if row["slider"])


def moved(at: AppTest) -> AppTest:
    """The page after the first target was moved by some steps, away from its threshold."""
    row = first_row(at)
    step = row["slider"]["step"] * (10 if row["bullet"]["better"] == "up" else -10)
    change = Change(target=row["agreed"]["target"] + step)
    at.session_state[MOVES] = {at.session_state["workspace"]: {row["subject"]: change}}
    return at.run()


def test_an_empty_workspace_says_what_to_load(app: AppTest, empty: Path) -> None:
    at = app.run()
    assert not at.exception
    assert "Nothing is loaded" in texts(at)


def test_a_phase_shows_its_perspectives_with_scores(app: AppTest, shop: Path) -> None:
    at = app.run()
    assert not at.exception
    sent = board(at)
    assert "Internal process" in [card["name"] for card in sent["perspectives"]]
    assert [score["label"] for score in sent["scores"]][3] == "Whole company"
    assert "–" not in {score["score"] for score in sent["scores"]}


def test_a_moved_slider_changes_the_score_and_nothing_is_stored(app: AppTest, shop: Path) -> None:
    at = app.run()
    before = first_row(at)
    at = moved(at)
    after = first_row(at)
    assert after["moved"]["target"] != before["moved"]["target"] == after["agreed"]["target"]
    assert after["score"] != before["score"]
    assert board(at)["scores"][4] == {"label": "Moved, not committed", "score": "1", "change": ""}
    assert Workspace(shop).ledger.present("target") == {}


def test_reset_puts_the_slider_back(app: AppTest, shop: Path) -> None:
    at = moved(app.run())
    at = at.button(key="reset").click().run()
    assert first_row(at)["moved"] == first_row(at)["agreed"]
    assert board(at)["scores"][4]["score"] == "0"


def test_what_would_be_committed_is_listed_first(app: AppTest, shop: Path) -> None:
    at = moved(app.run())
    at = at.button(key="commit").click().run()
    assert not at.exception
    assert list(at.dataframe[0].value["What"]) == ["target"]
    assert Workspace(shop).ledger.present("target") == {}


def test_the_scorecard_of_another_phase_can_be_linked_to(app: AppTest, shop: Path) -> None:
    app.query_params["phase"] = "support"
    at = app.run()
    assert board(at)["scores"][0]["label"] == "Score of Support"


def test_contradictory_targets_in_a_ledger_from_elsewhere_leave_a_page_that_says_so(app: AppTest, shop: Path) -> None:
    workspace = Workspace(shop)
    best = {kpi.id: kpi for kpi in workspace.scorecard("Support").phases[0].kpis}
    kpi = best["resolution_minutes"]
    # Better than the proposed threshold could ever be; and a pair that contradicts itself.
    workspace.ledger.record("target", kpi.subject, {"target": kpi.threshold * 3}, "Eve")
    workspace.ledger.record("target", "support/nps", {"target": 10.0, "threshold": 50.0}, "Eve")
    workspace.ledger.record("target", "support/csat", "nonsense", "Eve")
    workspace.close()
    at = app.run()
    at.session_state["phase"] = "support"
    at = at.run()
    assert not at.exception
    rows = {row["subject"]: row for card in board(at)["perspectives"] for row in card["rows"]}
    assert rows[kpi.subject]["status"]["id"] in ("green", "amber", "red", "unclear")


def test_meeting_mode_is_in_the_url_and_turns_from_phase_to_phase(app: AppTest, shop: Path) -> None:
    app.query_params["meeting"] = "true"
    app.query_params["phase"] = "support"
    at = app.run()
    assert not at.exception
    assert at.toggle(key="meeting").value is True
    assert board(at)["meeting"] is True
    at = at.button(key="meeting-next").click().run()
    assert board(at)["scores"][0]["label"] == "Score of Retention"
    at = at.toggle(key="meeting").set_value(False).run()
    assert board(at)["scores"][0]["label"] == "Score of Retention"
    assert "Scorecards" in texts(at)


def test_the_check_of_the_scorecard_says_what_to_mend(app: AppTest, shop: Path) -> None:
    at = app.run()
    assert any("to look at" in expander.label for expander in at.expander)
    assert "say who answers for" in htmls(at)


def test_the_grid_offers_nothing_to_commit_before_something_is_changed(app: AppTest, shop: Path) -> None:
    at = app.run().toggle(key="grid-on").set_value(True).run()
    assert not at.exception
    assert at.button(key="grid-commit").disabled
