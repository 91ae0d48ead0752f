"""A link opens what it names, also when it is the first that a new server is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from analytics import Workspace
from tests.browser.driving import browser_page, chromium, running_app, settled, shows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def test_the_first_link_to_a_new_server_opens_its_page_and_workspace(tmp_path: Path) -> None:
    for name in ("mine", "other"):
        Workspace(tmp_path / f"{name}.duckdb").close()
    with running_app(tmp_path) as address, browser_page() as page:
        page.goto(f"{address}/pain_points?workspace=other&phase=support")
        shows(page.locator("h1", has_text="Pain points"))
        settled(page)
        assert page.url == f"{address}/pain_points?workspace=other&phase=support"
        expect(page.get_by_role("combobox", name="Workspace")).to_have_value("other")
