"""A real browser on the real app: started from the command of the README, on a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ROOT = Path(__file__).parents[2]
# Without these a browser in a container does not start, or tries to reach addresses of its own.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE = 90_000  # milliseconds; a machine may be busy


def chromium() -> str | None:
    """The path of a Chromium on this machine, None where there is none."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome", "chrome"))
    return os.environ.get("JOURNEY_CHROMIUM") or next((path for path in found if path), None)


@contextmanager
def running_app(home: Path, script: Path = ROOT / "app.py") -> Iterator[str]:
    """The app on a free port of this machine, with ``home`` as its folder of workspaces; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | {"JOURNEY_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            raise RuntimeError(f"the app ended with status {server.returncode} before it answered")
        time.sleep(0.2)
    raise RuntimeError("the app did not answer within a minute")


@contextmanager
def browser_page(width: int = 1366, height: int = 768, scheme: str = "light") -> Iterator[Page]:
    """A page in a headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE)
        yield page
        browser.close()


def settled(page: Page) -> None:
    """Wait until the script of the page has run and nothing is still being drawn."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=PATIENCE)
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=PATIENCE)
    page.wait_for_timeout(300)


def shows(element: Locator, patience: int = PATIENCE) -> None:
    """Wait until this stands on the page, once.

    While a page is drawn anew, what moves down may stand there twice for a moment: a plain ``to_be_visible`` gives up then.
    """
    expect(element.filter(visible=True)).to_have_count(1, timeout=patience)


def go(page: Page, title: str) -> None:
    """Open a page of the app by its name in the navigation."""
    page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
    shows(page.locator("h1", has_text=title))
    settled(page)


def moved_are(page: Page, number: int) -> None:
    """Wait until so many targets of the scorecard are moved and not committed.

    Told as a list of one: while the board is drawn anew, the old one may stand beside it.
    """
    moved = page.locator(".board-scores > div", has_text="Moved, not committed").locator("strong")
    expect(moved).to_have_text([str(number)], timeout=PATIENCE)


def choose(page: Page, box: Locator, words: str = "") -> str:
    """Choose the first option with these words in a select box; gives all its words.

    A menu shuts when the page scrolls under it or is drawn anew; a person then clicks again, and so does this.
    """
    option = page.get_by_role("option").filter(has_text=words).first
    box.scroll_into_view_if_needed()
    for _ in range(PATIENCE // 3_000):
        settled(page)
        box.click()
        try:
            said = option.inner_text(timeout=3_000)
            option.click(timeout=3_000)
        except PlaywrightTimeout:
            continue
        return said
    raise AssertionError(f"the select box never offered {words!r}")
