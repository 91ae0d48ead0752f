"""From collapsing a cell to the page at rest, in a real browser: a notebook of fifty cells against one of five, in the same run.

Prints one JSON line with medians in milliseconds; ``ratio`` is fifty cells over five, ``open_ratio`` the same for opening the page.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Page

from analytics import Workspace
from analytics.notebooks.keeping import keep_runs, make_notebook
from analytics.notebooks.notebook import Analysis
from analytics.notebooks.running import Runner
from analytics.notebooks.view import View
from analytics.support.months import Months
from analytics.workspace import utc_now
from tests.browser.driving import browser_page, chromium, running_app, settled
from tests.small_shop import write_files

TURNS = 7


def main() -> None:
    """Make both notebooks, open them in turns, and print the figures."""
    if chromium() is None:
        sys.exit("no Chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        workspace = Workspace(home / "shop.duckdb")
        for path in write_files(Path(folder) / "files"):
            workspace.load(path)
        ids = {cells: _notebook(workspace, cells) for cells in (5, 50)}
        workspace.close()
        with running_app(home) as address, browser_page() as page:
            for cells in ids:
                _opened(page, address, ids[cells])
            opening: dict[int, list[float]] = {cells: [] for cells in ids}
            acting: dict[int, list[float]] = {cells: [] for cells in ids}
            for _ in range(TURNS):
                for cells, id in ids.items():
                    opening[cells].append(_opened(page, address, id))
                    acting[cells].append(_toggled(page))
    opened, acted = ({cells: statistics.median(times) for cells, times in of.items()} for of in (opening, acting))
    print(
        json.dumps(
            {"benchmark": "notebook", "five_ms": round(acted[5]), "fifty_ms": round(acted[50]),
             "ratio": round(acted[50] / acted[5], 2), "open_five_ms": round(opened[5]), "open_fifty_ms": round(opened[50]),
             "open_ratio": round(opened[50] / opened[5], 2)}
        )
    )  # fmt: skip


def _notebook(workspace: Workspace, cells: int) -> str:
    view = View("support.trend", Months("response")).as_value()
    made = make_notebook(workspace, f"{cells} cells", "Ada", [Analysis(f"c{n}", "trend", view) for n in range(cells)])
    keep_runs(workspace, made.id, Runner(workspace, made, utc_now).run_all())
    return made.id


def _opened(page: Page, address: str, notebook: str) -> float:
    begun = perf_counter()
    page.goto(f"{address}/notebook?notebook={notebook}")
    page.get_by_role("button", name="Run all").wait_for()
    settled(page)
    return 1000 * (perf_counter() - begun)


def _toggled(page: Page) -> float:
    """Open the form of the first cell, and close it again."""
    edit = page.locator('[data-testid="stButton"] button:has([data-testid="stIconMaterial"])', has_text="edit").first
    begun = perf_counter()
    edit.click()
    page.get_by_role("button", name="Keep and run").wait_for()
    took = 1000 * (perf_counter() - begun)
    edit.click()
    settled(page)
    return took


if __name__ == "__main__":
    main()
