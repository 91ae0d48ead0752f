"""What the different cells of a column prove of all of them: where they are few, one look at each spares a look at every row."""

from __future__ import annotations

import duckdb

from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping
from analytics.sql import quoted
from analytics.store.typing import typed

WORTH = 50_000  # rows from which typing each of them costs more than this look
_FIRST, _FEW = 2_048, 100  # so many rows, and so many different cells among them at most


def plain_fields(cursor: duckdb.DuckDBPyConnection, table: str, mapping: Mapping) -> tuple[str, ...]:
    """The text fields of which every cell in ``table`` is its own value: not empty, not padded, not translated.

    Left as they are, such cells also stay packed as DuckDB read them, and what journey rules ask of them it asks once for
    each different one.

    >>> from analytics.files.mapping import ColumnUse
    >>> cursor = duckdb.connect()
    >>> cells = "SELECT ['web', 'app'][1 + n % 2] AS Via, ['open', 'n/a'][1 + n % 2] AS State FROM range(60000) AS t(n)"
    >>> _ = cursor.execute(f"CREATE TABLE staged AS {cells}")
    >>> plain_fields(cursor, "staged", Mapping("tickets", (ColumnUse("channel", "Via"), ColumnUse("status", "State"))))
    ('channel',)
    """
    kind = {field.name: field for field in KINDS[mapping.kind].fields}
    uses = [use for use in mapping.uses if use.column and use.field in kind and kind[use.field].type == "text"]
    if not uses or cursor.execute(f"SELECT count(*) FROM {quoted(table)}").fetchall()[0][0] < WORTH:
        return ()
    different = ", ".join(f"count(DISTINCT {quoted(use.column)})" for use in uses)
    first = cursor.execute(f"SELECT {different} FROM (FROM {quoted(table)} LIMIT {_FIRST})").fetchall()[0]
    few = [use for use, number in zip(uses, first, strict=True) if number <= _FEW]
    return tuple(
        use.field
        for use in few
        if cursor.execute(
            f"SELECT bool_and(coalesce(({typed(use, kind[use.field]).value}) = {quoted(use.column)}, FALSE)) "
            f"FROM (SELECT DISTINCT {quoted(use.column)} FROM {quoted(table)})"
        ).fetchall()
        == [(True,)]
    )
