"""The page to print in a real browser: what it prints, and that it needs nothing from elsewhere."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from analytics import Workspace
from analytics.exports.exporting import export
from analytics.exports.report import Reporting
from tests.browser.driving import browser_page, chromium
from tests.small_shop import write_files

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def test_it_prints_a_sheet_per_phase_and_asks_the_network_for_nothing(tmp_path: Path) -> None:
    workspace = Workspace()
    for path in write_files(tmp_path / "files"):
        workspace.load(path, who="Ada", now=datetime(2026, 6, 10))
    report = Reporting(datetime(2026, 6, 20)).run(workspace)
    export(report, tmp_path / "report.html")
    asked: list[str] = []
    with browser_page() as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "report.html").as_uri())
        assert page.locator("section").count() == len(report.result.phases) + 2
        broken = page.evaluate("[...document.images].filter(image => !image.complete || !image.naturalWidth).length")
        paper = page.pdf(prefer_css_page_size=True)
    assert broken == 0
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == len(report.result.phases) + 2
