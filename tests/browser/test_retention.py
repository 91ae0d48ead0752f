"""A walk through the views of Retention in a real browser on the sample, and the list of who may leave taken along."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from analytics import Workspace, shelf
from analytics.sample import fill_with_sample
from tests.browser.driving import PATIENCE, browser_page, chromium, go, running_app, settled, shows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def view(page: Page, name: str, said: str) -> None:
    """Another view of the page: it says what it is about (a pattern), draws a chart, and nothing failed."""
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).first.click()
    shows(page.get_by_text(re.compile(said)).first)
    settled(page)
    expect(page.locator('[data-testid="stVegaLiteChart"]').first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)


def test_a_walk_through_the_views_to_the_list_of_who_may_leave(tmp_path: Path) -> None:
    home = tmp_path / "home"
    workspace = Workspace(home / f"{shelf.SAMPLE}.duckdb")
    fill_with_sample(workspace)
    ids = set(workspace.execute(workspace.table("profiles").customer_id))
    workspace.close()
    with running_app(home) as address, browser_page() as page:
        page.goto(address)
        settled(page)
        go(page, "Retention")
        shows(page.get_by_text("Customers retained").first)
        view(page, "Cohorts", "Still there after month|Ordered in month")
        view(page, "How long they stay", "are known to have left")
        view(page, "Value", r"Stays, of \d+ months|Tried on the last")
        view(page, "Who may leave", "With customer ids as they are")
        page.reload()
        shows(page.get_by_text("With customer ids as they are").first)  # the URL holds the view
        settled(page)
        with page.expect_download(timeout=PATIENCE) as download:
            page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
        download.value.save_as(tmp_path / "leaving.csv")
    listed = pd.read_csv(tmp_path / "leaving.csv", encoding="utf-8-sig")
    assert len(listed) > 100
    assert not ids & set(listed.iloc[:, 0].astype(str)), "the list leaves with codes"
