"""Three vendors' exports dropped into a real browser, seen and loaded."""

from __future__ import annotations

import base64
import csv
import gzip
import io
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analytics import Workspace
from analytics.sample import FOLDER
from tests.browser.driving import browser_page, chromium, go, running_app, settled, shows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def beginning(name: str, rows: int = 40) -> str:
    """The first rows of a file of the sample, as CSV: a browser test needs no megabytes."""
    opened = gzip.open if name.endswith(".gz") else open
    with opened(FOLDER / name, "rt", encoding="utf-8-sig", newline="") as file:
        written = io.StringIO()
        csv.writer(written).writerows(islice(csv.reader(file), rows))
    return written.getvalue()


TICKETS, ORDERS, SURVEY = beginning("tickets.csv"), beginning("orders.csv.gz"), beginning("surveys.csv")


def drop(page: Page, files: dict[str, str]) -> None:
    """Drop files onto the page as a mouse does: one drag with all of them."""
    packed = {name: base64.b64encode(content.encode()).decode() for name, content in files.items()}
    carried = page.evaluate_handle(
        """files => {
            const carried = new DataTransfer();
            for (const [name, content] of Object.entries(files)) {
                const bytes = Uint8Array.from(atob(content), sign => sign.charCodeAt(0));
                carried.items.add(new File([bytes], name, {type: "text/csv"}));
            }
            return carried;
        }""",
        packed,
    )
    zone = page.get_by_test_id("stFileUploaderDropzone")
    for event in ("dragenter", "dragover", "drop"):
        zone.dispatch_event(event, {"dataTransfer": carried})


def test_three_vendor_files_are_dropped_seen_and_loaded(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Workspace(home / "mine.duckdb").close()
    with running_app(home) as address, browser_page() as page:
        page.goto(address)
        settled(page)
        go(page, "Load files")
        drop(page, {"tickets.csv": TICKETS, "orders.csv": ORDERS, "survey.csv": SURVEY})
        for taken_for in ("tickets from Zendesk", "sales from Shopify", "surveys from Qualtrics"):
            shows(page.get_by_text(f"Looks like {taken_for}"))
        expect(page.get_by_text("In this workspace")).to_have_count(0)  # nothing is loaded before it was seen
        page.get_by_role("button", name="Load 3 tables").click()
        shows(page.get_by_text("loaded (import-3)", exact=False))
    tables = Workspace(home / "mine.duckdb").status()["tables"]
    assert set(tables) == {"tickets", "sales", "surveys"}
