"""From a slider's release to the redrawn score, in a real browser, against a bare one-slider page in the same run.

Prints one JSON line with medians in milliseconds; ``ratio`` is what is to stay under 1.5. Both pages are driven by the
keyboard on one slider, in turns, so that a busy moment of the machine falls on both. ``--rows N`` puts N events of
usage into the workspace beside the small shop (the issue names ten million: a minute to write, one more to open).
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from analytics import Workspace
from tests.browser.driving import browser_page, chromium, running_app, settled
from tests.small_shop import write_files

BARE = 'import streamlit as st\nvalue = st.slider("Value", 0, 100, 50)\nst.metric("Score", value * 2)\n'
MOVES = 25

SCORES = "[...document.querySelectorAll('.board-scores, [data-testid=\"stMetric\"]')].map(m => m.innerText).join('|')"
# Resolves with the time at which the scores on the page are others than they were; fails after twenty seconds.
WAIT = f"""old => new Promise((done, fail) => {{
    const begun = performance.now();
    const look = () => {{
        const now = {SCORES};
        if (now && now !== old) done(performance.now());
        else if (performance.now() - begun > 20000) fail(new Error('the scores did not change'));
        else requestAnimationFrame(look);
    }};
    look();
}})"""


# Events of the 60 customers of the small shop, evenly over its year.
USAGE = """
    INSERT INTO usage (customer_id, occurred_at, event, quantity, nth, import_id, row_number, phase, phase_rule)
    SELECT 'c' || n % 60, TIMESTAMP '2025-06-01' + to_seconds(n * 31536000 // $rows), 'opened', 1, n, 'made', n,
        'adoption', 'made'
    FROM range($rows) AS made (n)
"""


def main() -> None:
    """Start both pages, move both sliders, print the figures."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    asked.add_argument("--rows", type=int, default=0, help="events of usage beside the small shop")
    rows = asked.parse_args().rows
    if chromium() is None:
        sys.exit("no Chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        home, bare = Path(folder) / "home", Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        workspace = Workspace(home / "shop.duckdb")
        for path in write_files(Path(folder) / "files"):
            workspace.load(path)
        if rows:
            with workspace.database.write() as cursor:
                cursor.execute(USAGE, {"rows": rows})
            workspace.scorecard()  # as it is when a meeting begins: somebody has looked at it before
        workspace.close()
        with running_app(home) as app, running_app(home, bare) as reference, browser_page() as ours:
            ours.goto(f"{app}/?phase=Support")
            assert ours.context.browser is not None
            theirs = ours.context.browser.new_context().new_page()
            theirs.goto(reference)
            for page in (ours, theirs):
                settled(page)
                page.wait_for_timeout(2500)
                page.locator('.board-track input, [data-testid="stSlider"] input').first.focus()
            times: dict[str, list[float]] = {"ours": [], "theirs": []}
            for move in range(MOVES):
                key = "ArrowRight" if move % 2 else "ArrowLeft"
                times["ours"].append(_milliseconds(ours, key))
                times["theirs"].append(_milliseconds(theirs, key))
    mine, bare_page = (statistics.median(times[name]) for name in ("ours", "theirs"))
    print(
        json.dumps(
            {
                "benchmark": "slider",
                "moves": MOVES,
                "usage_rows": rows,
                "milliseconds": round(mine),
                "reference": "bare page with one slider and one metric",
                "reference_milliseconds": round(bare_page),
                "ratio": round(mine / bare_page, 2),
            }
        )
    )


def _milliseconds(page: Page, key: str) -> float:
    before = page.evaluate(SCORES)
    begun = page.evaluate("performance.now()")
    page.keyboard.press(key)
    ended = page.evaluate(WAIT, before)
    page.wait_for_timeout(400)
    return float(ended - begun)


if __name__ == "__main__":
    main()
