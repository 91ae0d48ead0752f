"""Turning rows away with a reason: cells that cannot be typed, records that lack what they need.

Each rejected row is kept as it came, so that it can be mended and loaded again.
"""

from __future__ import annotations

import duckdb

from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping
from analytics.sql import literal, quoted
from analytics.store.inserting import insert_any
from analytics.store.privacy import kept_row
from analytics.store.records import columns_of
from analytics.store.row_cells import STAGED, known_uses, read_cells
from analytics.store.settled import Settled

_WANTED = {
    "time": "a date that exists",
    "number": "a number",
    "money": "an amount of money",
    "minutes": "a duration",
    "whole": "a whole number",
    "flag": "yes or no",
}
_ROWS = "SELECT unnest(coalesce(row_numbers, [row_number])) FROM typed"


def reject_bad_cells(cursor: duckdb.DuckDBPyConnection, mapping: Settled, import_id: str) -> None:
    """Note every cell for which ``cells`` calls its row bad."""
    kind = KINDS[mapping.kind]
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE bad_rows AS FROM {STAGED} SEMI JOIN "
        "(SELECT row_number FROM cells WHERE bad) USING (row_number)"
    )
    for _, use, cell in read_cells(mapping):
        reason = f"{use.column} is not {_WANTED.get(kind.field(use.field).type, 'a value')}"
        found = (
            f"SELECT {literal(import_id)}, row_number, {literal(use.column)}, "
            f"{quoted(use.column) if use.column else 'NULL'}, {literal(reason)} FROM bad_rows WHERE {cell.bad}"
        )
        insert_any(cursor, "rejected_cells", found)
    cursor.execute("DROP TABLE bad_rows")
    if mapping.grain == "items":
        _reject_whole_orders(cursor, kind.key[0], known_uses(mapping), import_id)


def _reject_whole_orders(
    cursor: duckdb.DuckDBPyConnection, key: str, uses: dict[str, ColumnUse], import_id: str
) -> None:
    """Turn away all rows of an order with a bad one: its sum would be wrong, now and when the one is loaded again."""
    column = uses[key].column
    others = f"SELECT row_number FROM cells WHERE NOT bad AND {key} IN (SELECT {key} FROM cells WHERE bad)"
    _reject(cursor, import_id, f"another row with the same {column} was rejected", others, column)
    cursor.execute(f"UPDATE cells SET bad = TRUE WHERE row_number IN ({others})")


def reject_incomplete_records(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, import_id: str) -> None:
    """Turn away records without a required field, and rows without any answer or figure."""
    if mapping.column_questions or mapping.figures:
        lacking = "answers none of the questions" if mapping.column_questions else "holds no figure"
        _reject(
            cursor, import_id, f"the row {lacking}",
            f"SELECT row_number FROM {STAGED} ANTI JOIN typed USING (row_number) "
            f"WHERE row_number NOT IN (SELECT row_number FROM rejected_cells WHERE import_id = {literal(import_id)})",
        )  # fmt: skip
    kind, uses, present = KINDS[mapping.kind], known_uses(mapping), columns_of(cursor, "typed")
    for field in kind.fields:
        if not field.required:
            continue
        column = uses[field.name].column if field.name in uses else ""
        reason = f"{column or field.name} is empty, and {kind.name} need a {field.name}"
        if field.name not in present:
            _reject(cursor, import_id, reason, _ROWS, column)
        elif cursor.execute(f"SELECT 1 FROM typed WHERE {field.name} IS NULL LIMIT 1").fetchall():
            _reject(cursor, import_id, reason, f"{_ROWS} WHERE {field.name} IS NULL", column)
            cursor.execute(f"DELETE FROM typed WHERE {field.name} IS NULL")


def keep_rejected_rows(
    cursor: duckdb.DuckDBPyConnection, mapping: Settled, columns: tuple[str, ...], import_id: str
) -> None:
    """Keep every rejected row as it came, but for what the mapping does not let into the workspace."""
    rejected = f"{STAGED} WHERE row_number IN (SELECT row_number FROM rejected_cells WHERE import_id = ?)"
    cursor.execute(
        f"INSERT INTO rejected_rows SELECT ?, row_number, to_json(kept) FROM ({kept_row(mapping, columns, rejected)}) AS kept",
        [import_id, import_id],
    )


def _reject(cursor: duckdb.DuckDBPyConnection, import_id: str, reason: str, rows: str, column: str = "") -> None:
    found = f"FROM (SELECT DISTINCT * FROM ({rows})) AS found(r)"
    insert_any(
        cursor, "rejected_cells", f"SELECT {literal(import_id)}, r, {literal(column)}, '', {literal(reason)} {found}"
    )
