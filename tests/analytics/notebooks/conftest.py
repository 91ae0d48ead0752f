"""One well-filled small workspace, shared by what only reads it, and copies of it for what changes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from analytics import Workspace
from tests.filled_shop import filled


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace file with the filled shop, made once."""
    folder = tmp_path_factory.mktemp("filled")
    filled(folder / "files", folder / "shop.duckdb").close()
    return folder / "shop.duckdb"


@pytest.fixture(scope="module")
def shop(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The filled shop, for tests that only look."""
    copy = shutil.copy(filled_file, tmp_path_factory.mktemp("looked_at") / "shop.duckdb")
    workspace = Workspace(copy)
    yield workspace
    workspace.close()


@pytest.fixture
def own_shop(filled_file: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The filled shop, for one test that changes it."""
    workspace = Workspace(shutil.copy(filled_file, tmp_path / "shop.duckdb"))
    yield workspace
    workspace.close()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that stands still, so that values can be compared."""
    return lambda: datetime(2026, 3, 21, 9, 30)
