"""Which files of a watched folder were looked at already, and what came of each."""

from __future__ import annotations

from pathlib import Path

from analytics.store.database import Database


def is_known(database: Database, path: Path) -> bool:
    """Whether the file was looked at as it is now: of this size, changed when it was changed last."""
    facts = path.stat()
    found = database.value(
        "SELECT count(*) FROM watched_files WHERE file = ? AND bytes = ? AND modified = ?",
        [str(path.resolve()), facts.st_size, facts.st_mtime],
    )
    return bool(found)


def remember_file(database: Database, path: Path, outcome: str) -> None:
    """Remember that the file was looked at, and what came of it."""
    facts = path.stat()
    with database.write() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO watched_files VALUES (?, ?, ?, ?, timezone('UTC', now()))",
            [str(path.resolve()), facts.st_size, facts.st_mtime, outcome],
        )
