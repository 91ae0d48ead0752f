"""Parquet and ``.duckdb`` files: DuckDB reads them, and every value becomes text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from analytics.errors import UnreadableFile
from analytics.files.column_names import repaired
from analytics.files.limits import MOST_COLUMNS, PREVIEW_CELL, PREVIEW_ROWS
from analytics.files.table import Layout, SourceTable
from analytics.sql import path_literal, quoted

_NESTED = ("STRUCT", "MAP", "UNION", "LIST", "JSON")


def examine_parquet(path: Path, name: str) -> tuple[SourceTable, ...]:
    """The table in a Parquet file."""
    with _reader(name) as connection:
        return (_table(connection, f"read_parquet({path_literal(path)})", path, name, Layout("parquet")),)


def examine_database(path: Path, name: str, told: Layout | None = None) -> tuple[SourceTable, ...]:
    """Every table of a DuckDB file; views are left out, because opening one runs what it says."""
    with _reader(name, path) as connection:
        names = connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal ORDER BY 1"
        ).fetchall()
        wanted = [table for (table,) in names if not told or told.sheet in ("", table)]
        if not wanted:
            raise UnreadableFile(f"{name} is a DuckDB file without tables. Choose one that holds data.")
        return tuple(
            _table(connection, _identifier(table), path, name, Layout("duckdb", sheet=table)) for table in wanted
        )


def stage_database(connection: duckdb.DuckDBPyConnection, table: SourceTable, path: Path, into: str) -> int:
    """All rows as text in the temporary table ``into``; the number of rows."""
    parquet = table.layout.format == "parquet"
    source = f"read_parquet({path_literal(path)})" if parquet else _identifier(table.layout.sheet)
    with _reader(table.name, None if parquet else path) as reader:
        kinds = _kinds(reader, source)
        texts = ", ".join(
            f"{_as_text(position, kind)} AS {quoted(column)}"
            for position, (column, kind) in enumerate(zip(table.columns, kinds, strict=True))
        )
        names = ", ".join(f"c{position}" for position in range(len(kinds)))
        rows = reader.sql(
            f"SELECT row_number() OVER () AS row_number, {texts} FROM {source} AS source({names})"
        ).to_arrow_reader(100_000)
        connection.register(f"{into}_batch", rows)
        try:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(into)} AS FROM {quoted(into + '_batch')}")
        finally:
            connection.unregister(f"{into}_batch")
    ((count,),) = connection.execute(f"SELECT count(*) FROM temp.{quoted(into)}").fetchall()
    return int(count)


def _table(connection: duckdb.DuckDBPyConnection, source: str, path: Path, name: str, layout: Layout) -> SourceTable:
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    if len(described) > MOST_COLUMNS:
        raise UnreadableFile(
            f"{name} has {len(described):,} columns, more than {MOST_COLUMNS:,}. Keep the ones you need."
        )
    texts = ", ".join(_as_text(position, row[1]) for position, row in enumerate(described))
    names = ", ".join(f"c{position}" for position in range(len(described)))
    rows = connection.execute(f"SELECT {texts} FROM {source} AS source({names}) LIMIT {PREVIEW_ROWS}").fetchall()
    labels = tuple(row[0] for row in described)
    preview = tuple(tuple((cell or "")[:PREVIEW_CELL] for cell in row) for row in rows)
    return SourceTable(path, name, layout, repaired(labels), labels, preview)


def _kinds(connection: duckdb.DuckDBPyConnection, source: str) -> list[str]:
    return [row[1] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]


def _as_text(position: int, kind: str) -> str:
    """The SQL text of a value: nested ones as JSON, whole numbers without ``.0``, all others as DuckDB writes them.

    A column of ids with gaps comes as fractions from programs that know no whole number that is missing.
    """
    if kind in ("DOUBLE", "FLOAT"):
        return f"regexp_replace(CAST(c{position} AS VARCHAR), '\\.0$', '')"
    nested = kind.endswith("]") or kind.startswith(_NESTED)
    return f"CAST(to_json(c{position}) AS VARCHAR)" if nested else f"replace(CAST(c{position} AS VARCHAR), chr(0), '')"


def _identifier(table: str) -> str:
    schema, _, name = table.partition(".")
    return f"{quoted(schema)}.{quoted(name)}"


@contextmanager
def _reader(name: str, database: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own that can read and nothing else; damage is told in one sentence."""
    try:
        if database is None:
            connection = duckdb.connect(":memory:")
        else:
            connection = duckdb.connect(str(database), read_only=True, config={"enable_external_access": "false"})
        with connection:
            yield connection
    except duckdb.InterruptException:  # a person ended the reading
        raise
    except duckdb.Error as error:
        raise UnreadableFile(
            f"{name} is damaged, open elsewhere, or from a newer version. Close it there, or export it again."
        ) from error
