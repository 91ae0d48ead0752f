"""What the cells of notebooks gave when they were last run, as JSON beside the data."""

from __future__ import annotations

import json
from typing import Any

from analytics.store.database import Database


def keep_run(database: Database, notebook: str, cell: str, content: dict[str, Any]) -> None:
    """Keep what a cell gave, instead of what it gave before."""
    with database.write() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO cell_runs VALUES (?, ?, ?)",
            [notebook, cell, json.dumps(content, ensure_ascii=False)],
        )


def kept_runs(database: Database, notebook: str) -> dict[str, dict[str, Any]]:
    """What each cell of a notebook gave, by its id."""
    rows = database.rows("SELECT cell, content FROM cell_runs WHERE notebook = ?", [notebook])
    return {cell: json.loads(content) for cell, content in rows}
