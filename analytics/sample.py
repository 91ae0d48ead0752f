"""The sample: an invented coffee shop with two years of data, so that the first screen is a filled one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from analytics.store.receipts import Receipt
from analytics.workspace import Workspace

FOLDER = Path(__file__).parents[1] / "data" / "sample"
FILES = ("customers.csv", "orders.csv.gz", "tickets.csv", "surveys.csv", "usage.csv.gz", "measures.csv")
# The files were "exported" on this day: what is dated later is a planted fault.
EXPORTED_AT = datetime(2026, 11, 1)


def fill_with_sample(workspace: Workspace, progress: Callable[[str], None] = lambda step: None) -> list[Receipt]:
    """Load the sample files into ``workspace``, as a person would; gives their receipts."""
    receipts = []
    for name in FILES:
        progress(f"loading {name}")
        receipts.append(workspace.load(FOLDER / name, who="sample", now=EXPORTED_AT))
    return receipts
