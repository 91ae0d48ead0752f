"""Ten people at once in real browsers, each with a target of their own: what was confirmed on ten screens is kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analytics import Workspace
from analytics.scorecards.cards import KpiCard
from analytics.scorecards.targets import agreed
from tests.browser.driving import PATIENCE, browser_page, chromium, moved_are, running_app, settled
from tests.small_shop import write_files

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]
PEOPLE = 10


def targets_to_move(home: Path) -> list[KpiCard]:
    """A target per person in the small shop, in several phases."""
    workspace = Workspace(home / "shop.duckdb")
    for path in write_files(home.parent / "files"):
        workspace.load(path, who="Ada", now=datetime(2026, 6, 10))
    kpis = [kpi for phase in workspace.scorecard().phases for kpi in phase.kpis if kpi.target is not None]
    workspace.close()
    return kpis[:PEOPLE]


def opened(first: Page, address: str, kpis: list[KpiCard]) -> list[Page]:
    """A session of its own per KPI, in meeting mode, all of them loading at the same time."""
    assert first.context.browser is not None
    together = first.context.browser.new_context()  # every tab is a session of its own; they share what was downloaded
    together.set_default_timeout(PATIENCE)
    pages = [together.new_page() for _ in kpis]
    for page, kpi in zip(pages, kpis, strict=True):
        page.goto(f"{address}/?meeting=true&phase={kpi.phase}", wait_until="commit")
    for page in pages:
        settled(page)
    return pages


def move(page: Page, kpi: KpiCard) -> None:
    """Three steps away from the threshold; does not wait for what comes of it."""
    slider = page.locator(f'.board-track input[aria-label="Target for {kpi.name}"]')
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight" if kpi.better == "up" else "ArrowLeft")
    page.keyboard.press("Tab")


def ready_to_commit(page: Page, reason: str) -> None:
    """The dialog of the one move, filled in."""
    moved_are(page, 1)
    settled(page)
    page.get_by_role("button", name="Commit changes").click()
    page.get_by_label("Why").fill(reason)
    page.get_by_label("Why").blur()
    settled(page)


def test_ten_sessions_that_move_and_commit_at_once_lose_nothing(tmp_path: Path) -> None:
    kpis = targets_to_move(tmp_path / "home")
    assert len({kpi.subject for kpi in kpis}) == PEOPLE
    with running_app(tmp_path / "home") as address, browser_page() as first:
        pages = opened(first, address, kpis)
        for page, kpi in zip(pages, kpis, strict=True):
            move(page, kpi)
        for number, page in enumerate(pages):
            ready_to_commit(page, f"person {number}")
        for page in pages:  # a click returns at once: all ten commits are under way together
            page.get_by_role("button", name="Commit", exact=True).click(no_wait_after=True)
        for page in pages:
            expect(page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)
            moved_are(page, 0)
    workspace = Workspace(tmp_path / "home" / "shop.duckdb")
    entries = workspace.ledger.entries("target")
    reasons = dict(zip(entries["subject"], entries["reason"], strict=True))
    assert reasons == {kpi.subject: f"person {number}" for number, kpi in enumerate(kpis)}
    for kpi in kpis:
        decided = agreed(workspace.ledger)[kpi.subject].target
        assert decided is not None
        assert decided > kpi.target if kpi.better == "up" else decided < kpi.target
