"""The whole way in a real browser: three files, a pain point's comments, a target moved, committed and found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from analytics import Workspace
from analytics.sample import FOLDER
from tests.browser.driving import PATIENCE, browser_page, chromium, go, moved_are, running_app, settled, shows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def test_from_three_files_to_a_committed_target(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Workspace(home / "mine.duckdb").close()
    files = [FOLDER / name for name in ("surveys.csv", "tickets.csv", "orders.csv.gz")]
    with running_app(home) as address, browser_page() as page:
        page.goto(address)
        settled(page)
        shows(page.get_by_text("Nothing is loaded into this workspace yet"))

        go(page, "Load files")
        page.locator('input[type="file"]').set_input_files([str(path) for path in files])
        expect(page.get_by_text("Looks like", exact=False)).to_have_count(3, timeout=PATIENCE)
        page.get_by_role("button", name="Load 3 tables").click()
        # The receipt of what came last says so, and below it the whole workspace.
        shows(page.get_by_text("tickets join a customer of sales.", exact=False).first)

        go(page, "Pain points")
        shows(page.get_by_text("What customers wrote"))
        shows(page.locator("mark").first)

        go(page, "Scorecards")
        target = page.locator(".board-target span").first
        agreed = target.inner_text()
        slider = page.locator(".board-track input").first
        slider.focus()
        for _ in range(6):
            page.keyboard.press("ArrowRight")
        moved_are(page, 1)
        settled(page)
        wanted = target.inner_text()
        assert wanted != agreed
        expect(page.locator(".board-target small").first).to_have_text(f"was {agreed}, nobody has agreed")

        page.get_by_role("button", name="Commit changes").click()
        page.get_by_role("button", name="Commit", exact=True).click()
        shows(page.get_by_text("Say why", exact=False))
        page.get_by_label("Why").fill("agreed in the review meeting")
        page.get_by_label("Why").blur()
        page.get_by_role("button", name="Commit", exact=True).click()
        moved_are(page, 0)

        page.reload()
        settled(page)
        expect(page.locator(".board-target span").first).to_have_text(wanted, timeout=PATIENCE)
        shows(page.get_by_text("Decisions on", exact=False))
    decided = Workspace(home / "mine.duckdb").ledger.entries("target")
    assert list(decided["reason"]) == ["agreed in the review meeting"]
