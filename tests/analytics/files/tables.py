"""Small tables as the reader gives them, written in a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analytics.files.mapping import Mapping
from analytics.files.table import Layout, SourceTable


def table(
    columns: str | Sequence[str],
    *rows: Sequence[str],
    name: str = "export.csv",
    labels: Sequence[str] | None = None,
    path: Path | None = None,
) -> SourceTable:
    columns = tuple(columns.split(",")) if isinstance(columns, str) else tuple(columns)
    rows_as_text = tuple(map(tuple, rows))
    return SourceTable(path or Path(name), name, Layout("csv"), columns, tuple(labels or columns), rows_as_text)


def columns_by_field(mapping: Mapping) -> dict[str, str]:
    return {use.field: use.column for use in mapping.uses}
