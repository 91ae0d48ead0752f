"""Loading what a query over the loaded tables gives, as if it were a file, and running it again."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from analytics.errors import UnclearQuery
from analytics.files.mapping import Mapping as ColumnMapping
from analytics.files.reading import examine
from analytics.files.table import SourceTable
from analytics.store.asking import ask_into
from analytics.store.queries import RememberedQuery, all_remembered, base_tables, remember, remembered
from analytics.store.receipts import Receipt
from analytics.store.watching import Cancel, Progress, nobody
from analytics.workspace import Workspace, utc_now, whoami


def query_table(workspace: Workspace, name: str, sql: str, folder: Path) -> SourceTable:
    """The result of a query as a table to be recognised and loaded; its rows stand in a file in ``folder``.

    Raises UnclearQuery for a query that is no single SELECT or does not run.
    """
    path = folder / "result.parquet"
    ask_into(workspace.database, sql, path)
    (table,) = examine(path, name)
    return table


def load_query(
    workspace: Workspace,
    table: SourceTable,
    sql: str,
    mapping: ColumnMapping,
    *,
    timezone: str = "",
    who: str | None = None,
    now: datetime | None = None,
    progress: Progress = nobody,
    cancel: Cancel | None = None,
) -> Receipt:
    """Load a result that ``query_table`` gave, under its name, and remember the query.

    What the query of this name loaded before is replaced, so that rows it no longer gives are gone.
    Raises UnclearQuery for a query that reads the table that it would be loaded into.
    """
    if mapping.kind in base_tables(workspace.database, sql):
        raise UnclearQuery(
            f"The query reads {mapping.kind} and would be loaded into {mapping.kind}: it would feed on its own result. "
            "Load the file that it reads as other, then run the query again."
        )
    now, who = now or utc_now(), who or whoami()
    for before in all_remembered(workspace.database):
        if before.name == table.name and before.stands:
            workspace.undo(before.import_id, now)
    receipt = workspace.load(table, mapping, timezone=timezone, who=who, now=now, progress=progress, cancel=cancel)
    remember(
        workspace.database, RememberedQuery(table.name, sql, mapping.kind, receipt.import_id, timezone), who, at=now
    )
    return receipt


def ask_and_load(
    workspace: Workspace,
    name: str,
    sql: str,
    kind: str | None = None,
    fields: Mapping[str, str] | None = None,
    timezone: str = "",
    who: str | None = None,
    progress: Progress = nobody,
) -> tuple[Receipt, ColumnMapping]:
    """Run a query and load its result as what it is taken for, or as ``kind``: the receipt, and the mapping followed."""
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        progress(0.0, "running the query")
        table = query_table(workspace, name, sql, Path(folder))
        mapping = workspace.propose(table, kind, fields, timezone)
        return load_query(workspace, table, sql, mapping, timezone=timezone, who=who, progress=progress), mapping


def run_again(workspace: Workspace, name: str, who: str | None = None, progress: Progress = nobody) -> Receipt:
    """Run a remembered query on what is loaded now; its result takes the place of the one before."""
    query = remembered(workspace.database, name)
    receipt, _ = ask_and_load(workspace, name, query.sql, query.kind, None, query.timezone, who, progress)
    return receipt
