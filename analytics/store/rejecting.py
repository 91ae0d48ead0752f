"""Turning rows away with a reason: cells that cannot be typed, records that lack what they need.

Each rejected row is kept as it came, so that it can be mended and loaded again.
"""

from __future__ import annotations

import duckdb

from analytics.files.kinds import KINDS, Kind
from analytics.files.mapping import ColumnUse, Mapping
from analytics.store.naming import literal, quoted
from analytics.store.records import STAGED, columns_of, known_uses, score_use
from analytics.store.typing import typed

_WANTED = {
    "time": "a date that exists",
    "number": "a number",
    "money": "an amount of money",
    "minutes": "a duration",
    "whole": "a whole number",
    "flag": "yes or no",
}


def reject_bad_cells(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, import_id: str) -> None:
    """Note every cell that cannot be typed, and its rows in the temporary table ``rejected_now``."""
    kind = KINDS[mapping.kind]
    for use in known_uses(mapping).values():
        if use.column:
            _reject_cells(cursor, import_id, use, kind)
    for question in mapping.questions:
        if question.score_column:
            _reject_cells(cursor, import_id, score_use(question), kind)
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE rejected_now AS "
        "SELECT DISTINCT row_number FROM rejected_cells WHERE import_id = ?",
        [import_id],
    )


def _reject_cells(cursor: duckdb.DuckDBPyConnection, import_id: str, use: ColumnUse, kind: Kind) -> None:
    field = kind.field(use.field)
    cell = typed(use, field)
    if cell.bad.lower() == "false":
        return
    reason = f"{use.column} is not {_WANTED.get(field.type, 'a value')}"
    cursor.execute(
        f"INSERT INTO rejected_cells SELECT {literal(import_id)}, row_number, {literal(use.column)}, "
        f"{quoted(use.column)}, {literal(reason)} "
        f"FROM {STAGED} WHERE {cell.bad}"
    )


def reject_incomplete_records(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, import_id: str) -> None:
    """Turn away records without a required field, and answer sheets without any answer."""
    kind, uses = KINDS[mapping.kind], known_uses(mapping)
    for field in kind.fields:
        if not field.required or (mapping.questions and field.name == "question"):
            continue
        use = uses.get(field.name)
        column = literal(use.column if use else "")
        reason = f"{use.column if use and use.column else field.name} is empty, and {kind.name} need a {field.name}"
        rows = f"SELECT unnest(coalesce(row_numbers, [row_number])) FROM typed WHERE {field.name} IS NULL"
        if field.name not in columns_of(cursor, "typed"):
            rows = "SELECT unnest(coalesce(row_numbers, [row_number])) FROM typed"
        _reject_rows(cursor, import_id, rows, column, reason)
        if field.name in columns_of(cursor, "typed"):
            cursor.execute(f"DELETE FROM typed WHERE {field.name} IS NULL")
    if mapping.questions:
        _reject_rows(
            cursor,
            import_id,
            f"SELECT row_number FROM {STAGED} ANTI JOIN rejected_now USING (row_number) "
            "WHERE row_number NOT IN (SELECT row_number FROM typed) "
            f"AND row_number NOT IN (SELECT row_number FROM rejected_cells WHERE import_id = {literal(import_id)})",
            "''",
            "the row answers none of the questions",
        )
    cursor.execute(
        "INSERT INTO rejected_rows SELECT ?, row_number, to_json(staged) FROM staged WHERE row_number IN "
        "(SELECT row_number FROM rejected_cells WHERE import_id = ?)",
        [import_id, import_id],
    )


def _reject_rows(
    cursor: duckdb.DuckDBPyConnection, import_id: str, rows: str, column: str, reason: str
) -> None:
    cursor.execute(
        f"INSERT INTO rejected_cells SELECT {literal(import_id)}, r, {column}, '', {literal(reason)} "
        f"FROM (SELECT DISTINCT * FROM ({rows})) AS found(r)"
    )
