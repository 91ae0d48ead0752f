"""Workspaces with rows written in the test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

from analytics import Workspace
from analytics.store.deriving import derive

Rows = list[Mapping[str, Any]]


@pytest.fixture
def loaded(workspace: Workspace) -> Callable[..., Workspace]:
    """Puts rows (dictionaries of fields) into tables, and derives profiles and phases from them."""

    def _loaded(**tables: Rows) -> Workspace:
        with workspace.database.write() as cursor:
            for name, rows in tables.items():
                cursor.register("rows_to_load", pd.DataFrame(rows))
                cursor.execute(f"INSERT INTO {name} BY NAME SELECT * FROM rows_to_load")
            derive(cursor, workspace.rules())
        return workspace

    return _loaded


@pytest.fixture
def put(loaded: Callable[..., Workspace]) -> Callable[[str, Rows], None]:
    """Writes rows into one table and renews the profiles, as loading a file would."""

    def _put(table: str, rows: Rows) -> None:
        loaded(**{table: rows})

    return _put
