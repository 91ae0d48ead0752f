"""What tests of loading share."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.files.mapping import Mapping
from analytics.store.receipts import Receipt
from analytics.workspace import Workspace
from tests.analytics.store.ticket_rows import HEADER, NOW, TICKETS


@pytest.fixture
def load(workspace: Workspace, tmp_path: Path) -> Callable[..., Receipt]:
    """Loads rows written in the test as a CSV file."""
    count = iter(range(100))

    def _load(rows: list[list[str]], mapping: Mapping = TICKETS, header: list[str] = HEADER) -> Receipt:
        path = tmp_path / f"file-{next(count)}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
        receipt = workspace.load(path, mapping, now=NOW, who="Ada")
        assert receipt.adds_up, receipt
        return receipt

    return _load
