"""A workspace that a test fills row by row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from analytics import Workspace
from analytics.store.deriving import derive

Put = Callable[[str, list[dict[str, Any]]], None]


@pytest.fixture
def put(workspace: Workspace) -> Put:
    """Writes rows into a table and renews the profiles, as loading a file would."""

    def write(table: str, rows: list[dict[str, Any]]) -> None:
        with workspace.database.write() as cursor:
            cursor.register("new_rows", pd.DataFrame(rows))
            cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows")
            cursor.unregister("new_rows")
            derive(cursor, workspace.rules())

    return write
