"""Cells written in a test, typed for a field."""

from __future__ import annotations

import duckdb

from analytics.files.kinds import Field
from analytics.files.mapping import ColumnUse
from analytics.store.typing import typed


def read(cells: list[str | None], field: Field, **how) -> list[tuple]:
    """The value of every cell, and whether it is bad."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE staged (row_number BIGINT, cell VARCHAR)")
    connection.executemany("INSERT INTO staged VALUES (?, ?)", list(enumerate(cells)))
    use = typed(ColumnUse(field.name, "cell", **how), field)
    return connection.execute(f"SELECT {use.value}, {use.bad} FROM staged ORDER BY row_number").fetchall()


def values(cells: list[str | None], field: Field, **how) -> list:
    rows = read(cells, field, **how)
    assert not any(bad for _, bad in rows)
    return [value for value, _ in rows]


def are_bad(cells: list[str], field: Field, **how) -> bool:
    return read(cells, field, **how) == [(None, True)] * len(cells)
