"""Scorecards as they stood, kept to the last digit whatever happens to the data afterwards."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from analytics.errors import NotFound
from analytics.store.database import Database

# What changes the data: loads, loads taken back, and decisions about where rows and ids belong.
_CHANGES = """
SELECT max(moment) FROM (
    SELECT loaded_at AS moment FROM imports UNION ALL SELECT undone_at FROM imports
    UNION ALL SELECT decided_at FROM ledger WHERE kind = 'join' OR (kind = 'journey' AND subject = 'rules')
) WHERE moment <= ?
"""


def data_since(database: Database, at: datetime) -> datetime | None:
    """Since when (UTC) the data has been as it was at ``at``; None while nothing was ever loaded."""
    found = database.value(_CHANGES, [at])
    return found if isinstance(found, datetime) else None


def keep_snapshot(database: Database, taken_at: datetime, data_version: int, content: Any) -> int:
    """Keep what stood at ``taken_at`` (UTC), plain values as JSON holds them; gives its number.

    >>> database = Database()
    >>> number = keep_snapshot(database, datetime(2026, 5, 4), 1, {"score": 0.1 + 0.2})
    >>> kept_snapshot(database, number)
    {'score': 0.30000000000000004}
    """
    since = data_since(database, taken_at)
    with database.write() as cursor:
        row = cursor.execute(
            "INSERT INTO snapshots SELECT coalesce(max(snapshot_id), 0) + 1, ?, ?, ?, ? FROM snapshots "
            "RETURNING snapshot_id",
            [taken_at, since, data_version, json.dumps(content, ensure_ascii=False)],
        ).fetchall()
    return int(row[0][0])


def kept_snapshot(database: Database, snapshot_id: int) -> Any:
    """What was kept under this number; NotFound when nothing was."""
    content = database.value("SELECT content FROM snapshots WHERE snapshot_id = ?", [snapshot_id])
    if content is None:
        raise NotFound(f"The scorecards with the number {snapshot_id} are not in this workspace.")
    return json.loads(content)


def snapshot_at(database: Database, at: datetime) -> int | None:
    """The number of what was kept while the data was as it was at ``at`` (UTC); None where nothing was."""
    found = database.value(
        "SELECT snapshot_id FROM snapshots WHERE (since IS NULL OR since <= $at) AND $at <= taken_at "
        "ORDER BY taken_at LIMIT 1",
        {"at": at},
    )
    return None if found is None else int(found)
