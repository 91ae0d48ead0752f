"""Explore, rename, merge, split, promise an action: in a real browser, and all of it is still there after a reload."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from analytics import Workspace
from analytics.sample import FOLDER
from tests.browser.driving import PATIENCE, browser_page, choose, chromium, go, running_app, settled, shows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with one workspace: the tickets of the sample, whose pain points are still to be found."""
    workspace = Workspace(tmp_path / "home" / "mine.duckdb")
    workspace.load(FOLDER / "tickets.csv", who="Ada")
    workspace.close()
    return tmp_path / "home"


def open_dialog(page: Page, name: str) -> Locator:
    """Press the button that opens a dialog, once nothing is drawn anew any more; gives the dialog's own button."""
    page.wait_for_timeout(1500)
    settled(page)
    page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True).click()
    now = page.get_by_test_id("stDialog").get_by_role("button", name=name, exact=True)
    shows(now)
    return now


def test_explore_rename_merge_split_and_act(home: Path) -> None:
    with running_app(home) as address, browser_page(1366, 900) as page:
        page.goto(address)
        settled(page)
        go(page, "Pain points")
        # While pain points are being found, comments can be read.
        shows(page.locator("mark").or_(page.get_by_text("You can read on")).first)
        shows(page.get_by_text("What customers wrote"), 2 * PATIENCE)
        page.get_by_text("All phases", exact=True).first.click()
        settled(page)

        # Explore: other views of the same, and the comments of one pain point.
        for view in ("Map", "Over phases", "Ranked"):
            page.get_by_test_id("stMain").get_by_text(view, exact=True).click()
            settled(page)
            shows(page.locator("canvas, svg.marks").first)
        shows(page.locator("mark").first)

        # Rename in place.
        page.get_by_role("button", name="Rename").click()
        page.get_by_label("Name", exact=True).fill("Parcels that come late")
        page.get_by_role("button", name="Keep this name").click()
        shows(page.locator("h3", has_text="Parcels that come late"))
        settled(page)

        # Split off what the app proposes.
        now = open_dialog(page, "Split")
        part = page.get_by_test_id("stDialog").get_by_role("textbox").nth(1).input_value()
        now.click()
        expect(page.get_by_test_id("stDialog")).to_have_count(0, timeout=PATIENCE)
        settled(page)

        # Merge it into another pain point: the name that was given is gone from the list, the part is not.
        now = open_dialog(page, "Merge")
        into = choose(page, page.get_by_role("combobox", name="Merge into"))
        now.click()
        expect(page.get_by_test_id("stDialog")).to_have_count(0, timeout=PATIENCE)
        settled(page)
        expect(page.locator("h3", has_text="Parcels that come late")).to_have_count(0, timeout=PATIENCE)

        # Promise an action about what is on the screen, and find it in the history.
        page.get_by_role("button", name="Action").click()
        page.get_by_label("What will be done").fill("Ask another carrier for an offer")
        page.get_by_label("Who", exact=True).fill("Carl")
        page.get_by_role("button", name="Promise it").click()
        settled(page)
        page.get_by_text("History", exact=True).click()
        shows(page.get_by_text("Ask another carrier for an offer").last)

    stands = Workspace(home / "mine.duckdb")
    values = stands.ledger.present("pain_point")
    assert "Parcels that come late" in values.values()
    names = set(stands.pain_points().pain_points["name"])
    assert {into, part} <= names
    assert "Parcels that come late" not in names
    assert len(stands.ledger.present("action")) == 1
    stands.close()
