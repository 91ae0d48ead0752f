"""Rows that a person wants left out: turned away with that reason, before anything of them is typed."""

from __future__ import annotations

import duckdb

from analytics.files.staging import unstage
from analytics.sql import literal, quoted
from analytics.store.inserting import insert_any
from analytics.store.rejecting import keep_rejected_rows
from analytics.store.row_cells import STAGED
from analytics.store.settled import Settled


def leave_out(
    cursor: duckdb.DuckDBPyConnection, mapping: Settled, columns: tuple[str, ...], import_id: str
) -> tuple[tuple[str, int], ...]:
    """Turn away the staged rows that ``mapping.left_out`` names, and take them out of the staged ones.

    Gives each reason with the number of rows. A column that this file does not have leaves nothing out.
    """
    told = []
    for column, values in mapping.left_out:
        if column not in columns:
            continue
        cell = quoted(column)
        said = ", ".join(literal(value.strip().lower()) for value in values)
        wanted = f"lower(trim({cell})) IN ({said})"
        reason = f"left out as wished: {column} is {' or '.join(values)}"
        found = f"SELECT {literal(import_id)}, row_number, {literal(column)}, {cell}, {literal(reason)} FROM {STAGED} WHERE {wanted}"
        if not (number := insert_any(cursor, "rejected_cells", found)):
            continue
        keep_rejected_rows(cursor, mapping, columns, import_id)
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE wanted_rows AS FROM {STAGED} WHERE ({wanted}) IS NOT TRUE")
        unstage(cursor, STAGED)
        cursor.execute(f"ALTER TABLE wanted_rows RENAME TO {STAGED}")
        told.append((reason, number))
    return tuple(told)
