"""From a page's address to the page at rest, in a new session of a real browser: each page on a million rows, against a bare
Streamlit page with as many charts in the same run.

Prints one JSON line. Each page (and each view of a page) is first opened cold, when nothing is kept: ``silent_seconds`` is the
longest that the server then worked without the screen saying what it does and how far it is (before that, the browser reads
Streamlit's own program: no page has begun, and nothing turns). Warm, ``ratio`` is the median time over
that of the bare page. ``--rows N`` makes a smaller workspace, ``--home FOLDER`` keeps it for another run, ``--shots FOLDER``
keeps pictures of the cold pages after 1.5 and 5 seconds, and ``--only WORDS`` opens only pages whose name begins so.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

from benchmarks.big_shop import big_shop
from tests.browser.driving import browser_page, chromium, running_app

TURNS = 3
PATIENCE = 900_000  # milliseconds; pain points of a million rows take minutes
SHOTS = (1500, 5000)  # milliseconds after which a cold page is looked at

VIEWS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    # page: its address, what its views are called there, and the views beside the first
    "Scorecards": ("", "", ()),
    "Journey": ("journey", "journey_view", ("Side by side",)),
    "Pain points": ("pain_points", "", ()),
    "Drivers": ("drivers", "", ()),
    "Adoption": ("adoption", "adoption_view", ("Rates", "What it foretells", "Obstacles")),
    "Support": ("support", "support_view", ("Waiting", "Service levels", "Open tickets", "Groups and needs")),
    "Retention": ("retention", "retention_view", ("Cohorts", "How long they stay", "Value", "Who may leave")),
    "Referrals": ("referrals", "referral_view", ("What they are worth", "Loyalty", "Who sends them")),
}

BARE = """
import altair as alt
import pandas as pd
import streamlit as st

st.title("Bare")
for n in range(int(st.query_params.get("charts", "0"))):
    rows = pd.DataFrame({"month": range(24), "value": range(n, n + 24)}).assign(low=lambda r: r.value - 2, high=lambda r: r.value + 2)
    base = alt.Chart(rows).encode(x="month:O")
    bars = base.mark_bar().encode(y="value:Q", tooltip=["month", "value"])
    st.altair_chart(bars + base.mark_rule().encode(y="low:Q", y2="high:Q"), key=f"chart{n}")
"""

# Resolves, once the page has been at rest for a second, with when it came to rest, how many charts it has, and the longest
# that it worked without saying what it does. At rest: the script has run, every chart is drawn, and nothing is said to be under way.
WATCH = """patience => new Promise((done, fail) => {
    let rested = null, silent = null, longest = 0;
    const look = () => {
        const now = performance.now();
        const app = document.querySelector('[data-testid="stApp"]');
        const works = !app || app.dataset.testScriptState !== 'notRunning';
        const said = [...document.querySelectorAll('[data-testid="stProgress"]')].some(bar => getComputedStyle(bar).opacity > 0);
        const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
        const drawn = charts.every(chart => chart.querySelector('canvas, svg')) && !document.querySelector('[data-testid="stSkeleton"]');
        const there = document.querySelector('h1') && !works && drawn && !said;
        rested = there ? rested ?? now : null;
        silent = app?.dataset.testScriptState === 'running' && !said ? silent ?? now : null;
        if (silent !== null) longest = Math.max(longest, now - silent);
        if (rested !== null && now - rested > 1000)
            done({milliseconds: rested, charts: charts.length, silent: longest,
                  told: [...document.querySelectorAll('[data-testid="stAlert"]')].map(alert => alert.innerText)});
        else if (now > patience) fail(new Error('the page did not come to rest'));
        else setTimeout(look, 20);
    };
    look();
})"""


def main() -> None:
    """Make the workspace, open every page cold and then warm, print the figures."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    asked.add_argument("--rows", type=int, default=1_000_000, help="rows of the workspace")
    asked.add_argument("--home", type=Path, help="a folder that keeps the workspace for another run")
    asked.add_argument("--shots", type=Path, help="a folder for pictures of the cold pages")
    asked.add_argument("--only", default="", help="only pages whose name begins so")
    told = asked.parse_args()
    if chromium() is None:
        sys.exit("no Chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(told.rows, told.home or Path(folder), told.shots, told.only)))


def measure(rows: int, home: Path, shots: Path | None = None, only: str = "") -> dict[str, Any]:
    """The figures of all pages (of those whose name begins with ``only``) on a workspace of so many rows in ``home``."""
    path, bare = home / "shop.duckdb", home / "bare.py"
    if not path.exists():
        big_shop(path, rows).close()
    bare.write_text(BARE, encoding="utf-8")
    wanted = {name: there for name, there in addresses().items() if name.startswith(only)}
    with running_app(home) as app, running_app(home, bare) as reference, browser_page() as page:
        browser = page.context.browser
        assert browser is not None
        for address in (app + "/ledger", reference):
            _opened(browser, address)  # the servers have read their programs
        cold = {name: _opened(browser, f"{app}/{there}", shots and shots / name) for name, there in wanted.items()}
        pages = {name: _page(browser, f"{app}/{there}", reference, cold[name]) for name, there in wanted.items()}
    ratios = [figures["ratio"] for figures in pages.values()]
    return {
        "benchmark": "pages",
        "rows": rows,
        "reference": "bare Streamlit page with as many charts",
        "largest_ratio": max(ratios),
        "median_ratio": statistics.median(ratios),
        "longest_silent_seconds": max(figures["silent_seconds"] for figures in pages.values()),
        "pages": pages,
    }


def addresses() -> dict[str, str]:
    """Where each page and each of its views stands, by what they are called."""
    found = {}
    for name, (page, key, others) in VIEWS.items():
        found[name] = page
        found |= {f"{name}, {view}": f"{page}?{urlencode({key: view})}" for view in others}
    return found


def _page(browser: Browser, address: str, reference: str, cold: dict[str, Any]) -> dict[str, Any]:
    """One page against the bare one, opened in turns so that a busy moment of the machine falls on both."""
    charts = _opened(browser, address)["charts"]
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(_opened(browser, address)["milliseconds"])
        theirs.append(_opened(browser, f"{reference}/?charts={charts}")["milliseconds"])
    mine, bare = statistics.median(ours), statistics.median(theirs)
    found = {
        "charts": charts,
        "milliseconds": round(mine),
        "reference_milliseconds": round(bare),
        "ratio": round(mine / bare, 2),
        "cold_seconds": round(cold["milliseconds"] / 1000, 1),
        "silent_seconds": round(cold["silent"] / 1000, 1),
    } | ({"told": cold["told"]} if cold["told"] else {})
    print(address, json.dumps(found), file=sys.stderr)  # it takes its time: whoever waits sees what there is
    return found


def _opened(browser: Browser, address: str, shots: Path | None = None) -> dict[str, Any]:
    """Open an address in a new session; what ``WATCH`` tells of it, in milliseconds since the address was asked for."""
    session = browser.new_context(viewport={"width": 1366, "height": 768})
    session.set_default_timeout(PATIENCE)
    page = session.new_page()
    page.goto(address, wait_until="commit")
    if shots:
        _keep(page, shots)
    found: dict[str, Any] = page.evaluate(WATCH, PATIENCE)
    session.close()
    return found


def _keep(page: Page, shots: Path) -> None:
    """Pictures of the page as it stands after a while."""
    before = 0
    for after in SHOTS:
        page.wait_for_timeout(after - before)
        page.screenshot(path=shots.with_name(f"{shots.name} {after}.png"))
        before = after


if __name__ == "__main__":
    main()
