"""Numbered migrations: what a workspace file must go through to be understood by this version.

Each ``NNNN_name.sql`` runs once, in one transaction with its own record. A migration that has been
released is never edited; the next change is the next number.
"""

from __future__ import annotations

from importlib import resources

import duckdb

from analytics.errors import WorkspaceUnavailable


def scripts() -> list[tuple[int, str, str]]:
    """All migrations as (number, name, SQL), in order."""
    found = []
    for entry in resources.files(__package__).iterdir():
        if entry.name.endswith(".sql"):
            number, _, name = entry.name.removesuffix(".sql").partition("_")
            found.append((int(number), name, entry.read_text(encoding="utf-8")))
    return sorted(found)


def migrate(connection: duckdb.DuckDBPyConnection, workspace: str) -> None:
    """Bring the workspace behind ``connection`` to the newest version.

    Raises WorkspaceUnavailable when a newer program made it.
    """
    known = scripts()
    version = _version(connection)
    if version > known[-1][0]:
        raise WorkspaceUnavailable(
            f"The workspace {workspace} was made by a newer version of this program (format {version}, "
            f"this one knows up to {known[-1][0]}). Update the program, or open the workspace where it was made."
        )
    for number, name, sql in known:
        if number > version:
            _apply(connection, number, name, sql)


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    connection.execute("CREATE TABLE IF NOT EXISTS schema_version (number BIGINT, name VARCHAR, applied_at TIMESTAMP)")
    row = connection.execute("SELECT coalesce(max(number), 0) FROM schema_version").fetchone()
    return int(row[0]) if row else 0


def _apply(connection: duckdb.DuckDBPyConnection, number: int, name: str, sql: str) -> None:
    connection.execute("BEGIN TRANSACTION")
    try:
        connection.execute(sql)
        connection.execute("INSERT INTO schema_version VALUES (?, ?, now()::TIMESTAMP)", [number, name])
        connection.execute("COMMIT")
    except duckdb.Error:
        connection.execute("ROLLBACK")
        raise
