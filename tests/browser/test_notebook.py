"""A notebook in a real browser: figures pinned on three pages, SQL and words added, run again after a load, taken home."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analytics import Workspace
from tests.browser.driving import PATIENCE, browser_page, chromium, go, running_app, settled, shows
from tests.small_shop import write_files

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def pin(page: Page, to: str) -> None:
    """Pin the last figure of the page."""
    page.get_by_role("button", name="Table · file · pin").last.click()
    settled(page)
    page.get_by_role("button", name="Pin", exact=True).click()
    shows(page.get_by_text(f"Pinned to {to}.").first)
    page.keyboard.press("Escape")


def test_a_notebook_from_three_pages_is_rerun_after_a_load_and_opens_at_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    workspace = Workspace(home / "shop.duckdb")
    paths = write_files(tmp_path / "files")
    for path in paths:
        workspace.load(path)
    workspace.close()
    header, first = paths[1].read_text(encoding="utf-8").splitlines()[:2]
    later = f"{header}\nlater{first}\n"  # a ticket of another number
    (tmp_path / "tickets 2.csv").write_text(later, encoding="utf-8")
    with running_app(home) as address, browser_page() as page:
        page.goto(address)
        settled(page)
        for name in ("Support", "Retention", "Journey"):
            go(page, name)
            shows(page.get_by_role("button", name="Table · file · pin").last)
            settled(page)
            pin(page, "Notebook")
        go(page, "Notebook")
        page.get_by_role("button", name="SQL").last.click()
        settled(page)
        box = page.locator(".sql textarea")
        box.click()
        box.type("SELECT count(*) AS tickets FROM ticke")
        shows(page.locator(".sql li", has_text="tickets").first)  # names are suggested
        page.keyboard.press("Tab")
        page.locator("h1").click()
        settled(page)
        page.get_by_role("button", name="Keep and run").click()
        expect(page.get_by_text("query · ran", exact=False)).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Words").last.click()
        shows(page.get_by_label("Words, in Markdown"))
        page.get_by_label("Words, in Markdown").fill("What this means for us")
        page.get_by_role("button", name="Keep", exact=True).last.click()
        shows(page.get_by_text("What this means for us", exact=True))
        shows(page.get_by_role("button", name="Nothing is stale"))

        go(page, "Load files")
        page.locator('input[type="file"]').first.set_input_files(tmp_path / "tickets 2.csv")
        page.get_by_role("button", name="Load 1 table").click()
        shows(page.get_by_text("loaded (import-4)", exact=False))
        go(page, "Notebook")
        page.get_by_role("button", name="stale").click()
        shows(page.get_by_role("button", name="Nothing is stale"))
        page.get_by_role("button", name="Take home").click()
        with page.expect_download(timeout=PATIENCE) as download:
            page.get_by_role("button", name="Page with living charts").click()
        download.value.save_as(tmp_path / "home.html")

        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "home.html").as_uri())
        expect(page.locator(".chart svg").first).to_be_visible(timeout=PATIENCE)
        shows(page.get_by_text("What this means for us", exact=True))
        assert asked == [(tmp_path / "home.html").as_uri()], "the page reaches for nothing else"
