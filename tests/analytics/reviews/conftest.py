"""A small shop that reviews are held about; made once, each test works on its own copy."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from analytics import Workspace
from tests.small_shop import write_files

LOADED_AT = datetime(2026, 6, 10)
OPENED_AT = datetime(2026, 6, 11, 9)


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace file with surveys, tickets and orders, loaded in this order (import-1 to import-3)."""
    folder = tmp_path_factory.mktemp("reviewed")
    workspace = Workspace(folder / "shop.duckdb")
    for path in write_files(folder / "files"):
        workspace.load(path, who="Ada", now=LOADED_AT)
    workspace.scorecard()
    workspace.close()
    return folder / "shop.duckdb"


@pytest.fixture
def shop(shop_file: Path, tmp_path: Path) -> Workspace:
    """A shop of the test's own."""
    return Workspace(shutil.copy(shop_file, tmp_path / "shop.duckdb"))
