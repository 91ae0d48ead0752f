"""Renews the pictures of the README from the sample: ``python -m tests.browser.screenshots FOLDER``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from analytics import Workspace, shelf
from analytics.notebooks.keeping import keep_runs, make_notebook
from analytics.notebooks.running import Runner
from analytics.notebooks.templates import template_cells
from analytics.sample import fill_with_sample
from analytics.workspace import utc_now
from tests.browser.driving import browser_page, chromium, go, running_app, settled

PAGES = {
    "journey": "Journey",
    "pain-points": "Pain points",
    "drivers": "Drivers",
    "notebook": "Notebook",
    "load-files": "Load files",
}


def main(folder: Path) -> None:
    """Make the sample workspace, open every page, and keep a picture of each."""
    if chromium() is None:
        sys.exit("no Chromium on this machine (Debian: apt-get install chromium)")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        workspace = Workspace(home / f"{shelf.SAMPLE}.duckdb")
        fill_with_sample(workspace)
        workspace.drivers()
        made = make_notebook(workspace, "Onboarding check", "Ada", template_cells("Onboarding check"))
        keep_runs(workspace, made.id, Runner(workspace, made, utc_now).run_all())
        workspace.close()
        with running_app(home) as address, browser_page(1366, 860) as page:
            page.goto(address)
            settled(page)
            page.screenshot(path=folder / "scorecards.png")
            for name, title in PAGES.items():
                go(page, title)
                page.wait_for_timeout(2500)
                page.screenshot(path=folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
