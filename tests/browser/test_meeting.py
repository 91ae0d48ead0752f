"""A whole meeting in a real browser: opened, three targets moved, committed, noted, promised, closed, found again, compared."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from analytics import Workspace
from analytics.reviews.actions import actions
from analytics.reviews.reviews import close_review, decisions, notes, open_review, reviews, snapshot_of
from analytics.scorecards.cards import ScorecardResult
from tests.browser.driving import PATIENCE, browser_page, chromium, go, moved_are, running_app, settled, shows
from tests.small_shop import write_files

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def shop_with_a_review(home: Path) -> ScorecardResult:
    """The small shop, in which a first review was held a month ago; gives the scorecards as they stand."""
    workspace = Workspace(home / "shop.duckdb")
    for path in write_files(home.parent / "files"):
        workspace.load(path, who="Ada", now=datetime(2026, 6, 10))
    first = open_review(workspace, date(2026, 5, 12), ["Ada"], "Ada", datetime(2026, 6, 10, 9))
    close_review(workspace.ledger, first, "Ada", datetime(2026, 6, 10, 10))
    stood = workspace.scorecard()
    workspace.close()
    return stood


def part(page: Page, name: str) -> None:
    """Another part of the review."""
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()
    settled(page)


def move_three_targets(page: Page) -> None:
    """With the keyboard, as somebody at the sliders does: each a few steps away from its threshold."""
    sliders = page.locator(".board-track input")
    for number in range(3):
        slider = sliders.nth(number)
        slider.focus()
        threshold_left = slider.evaluate("slider => slider.parentElement.querySelector('i').dataset.status === 'red'")
        for _ in range(3):
            page.keyboard.press("ArrowRight" if threshold_left else "ArrowLeft")
        page.keyboard.press("Tab")
        moved_are(page, number + 1)
    settled(page)


def somebody_else_follows(page: Page, address: str) -> None:
    """Another browser in meeting mode: who is on which decision, and next and back by keyboard, whatever has the focus."""
    assert page.context.browser is not None
    other = page.context.browser.new_context().new_page()
    other.set_default_timeout(PATIENCE)
    other.goto(f"{address}/?meeting=true&phase=support")
    settled(other)
    expect(other.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(other.get_by_text("is on", exact=False)).to_contain_text("Support ·", timeout=PATIENCE)
    shown = other.locator(".board-scores > div").first
    expect(shown).to_contain_text("Score of Support", timeout=PATIENCE)
    other.keyboard.press("PageDown")
    expect(shown).to_contain_text("Score of Retention", timeout=PATIENCE)
    other.locator(".board-track input").first.focus()
    other.keyboard.press("PageUp")
    expect(shown).to_contain_text("Score of Support", timeout=PATIENCE)
    moved_are(other, 0)
    other.close()


def exported_slides(page: Page, folder: Path) -> list[str]:
    """The texts of all table cells of the slides that the page's button gives."""
    page.get_by_role("button", name="Export").click()
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="Slides").click()
    path = folder / "scorecard.pptx"
    download.value.save_as(path)
    slides = Presentation(str(path)).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def test_a_whole_meeting(tmp_path: Path) -> None:
    home = tmp_path / "home"
    stood = shop_with_a_review(home)
    with running_app(home) as address, browser_page() as page:
        page.goto(address)
        settled(page)
        go(page, "Reviews")
        page.get_by_text("Open a review").click()
        page.get_by_role("textbox", name="Who is there").fill("Ada, Bea")
        page.get_by_role("button", name="Open the review").click()
        shows(page.get_by_text("Ada, Bea. Scorecards as they stood", exact=False))

        go(page, "Scorecards")
        move_three_targets(page)
        somebody_else_follows(page, address)
        page.get_by_role("button", name="Commit changes").click()
        page.get_by_label("Why").fill("agreed in the review meeting")
        page.get_by_label("Why").blur()
        page.get_by_role("button", name="Commit", exact=True).click()
        shows(page.get_by_text("Decisions on", exact=False))

        go(page, "Reviews")
        part(page, "Scorecards and notes")
        page.get_by_role("textbox", name="Note", exact=True).fill("Two people short until autumn")
        page.get_by_role("textbox", name="Note", exact=True).blur()
        page.get_by_role("button", name="Save note").click()
        shows(page.get_by_text("Two people short until autumn (", exact=False).first)
        part(page, "Decisions")
        expect(page.locator("td", has_text="agreed in the review meeting")).to_have_count(3, timeout=PATIENCE)

        part(page, "Actions")
        page.get_by_role("textbox", name="What is to be done").fill("Answer within a working day")
        page.get_by_role("textbox", name="Owner").fill("Bea")
        page.get_by_role("button", name="Add", exact=True).click()
        shows(page.locator("td", has_text="Answer within a working day"))
        page.get_by_role("button", name="Close the review").click()
        shows(page.get_by_text("closed", exact=False).first)

        page.reload()
        settled(page)
        part(page, "Since last time")
        shows(page.get_by_text("What changed since the review of 12 May 2026"))
        shows(page.locator("th", has_text="Target changed"))
        go(page, "Scorecards")
        shown = exported_slides(page, tmp_path)
    assert {"Answer within a working day", "agreed in the review meeting"} <= set(shown)
    assert {kpi.name for phase in stood.phases for kpi in phase.kpis} <= {text.removesuffix(" *") for text in shown}
    workspace = Workspace(home / "shop.duckdb")
    (review, _) = reviews(workspace.ledger)
    assert not review.is_open
    assert snapshot_of(workspace, review).scorecard == stood
    assert len(decisions(workspace.ledger, review)) == 3
    assert [note.text for note in notes(workspace.ledger, review).values()] == ["Two people short until autumn"]
    assert [action.owner for action in actions(workspace.ledger)] == ["Bea"]
