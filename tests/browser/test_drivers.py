"""From the question to a scenario on the scorecard, in a real browser on the sample."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analytics import Workspace, shelf
from analytics.sample import fill_with_sample
from tests.browser.driving import browser_page, choose, chromium, go, running_app, settled, shows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def test_question_answer_what_if_scenario_scorecard(tmp_path: Path) -> None:
    home = tmp_path / "home"
    workspace = Workspace(home / f"{shelf.SAMPLE}.duckdb")
    fill_with_sample(workspace)
    workspace.drivers()
    workspace.close()
    with running_app(home) as address, browser_page() as page:
        page.goto(address)
        settled(page)
        go(page, "Drivers")
        shows(page.get_by_text("What goes most with whether customers bought again"))
        slider = page.get_by_role("slider", name="hours until the first response")
        slider.focus()
        page.keyboard.press("Home")
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        shows(page.get_by_text("Customers kept").first)
        settled(page)
        page.get_by_label("Keep as scenario").fill("Answer sooner")
        page.get_by_label("Why").fill("two more people")
        choose(page, page.get_by_label("Take it to the scorecard"), "First response")
        page.get_by_role("button", name="Keep scenario").click()
        shows(page.get_by_text("Scenarios (1)"))
    workspace = Workspace(home / f"{shelf.SAMPLE}.duckdb")
    ((_, kept),) = workspace.ledger.present("scenario").items()
    assert kept["moves"][0]["name"] == "first_response_hours"
    subject = kept["target"]
    decision = workspace.ledger.entries("target").set_index("subject").loc[[subject]].iloc[0]
    assert 'scenario "Answer sooner": expected +' in decision["reason"]
    assert json.loads(decision["value"])["target"] > 0
    # the scorecard says what was expected of the target
    card = workspace.scorecard().kpi(subject)
    assert "Answer sooner" in card.provenance
    workspace.close()
