"""What an import said that stood there already: noted by its key, and written out when what it repeated is taken back.

Most rows of an overlapping export say nothing new, and a full copy of each would double the workspace with every such file.
So only the key and the number of the row are kept. When an import is taken back, whoever said the same still says it:
only then its rows become versions of their own, made from what stood there when it came.
"""

from __future__ import annotations

import duckdb

from analytics.files.kinds import Kind
from analytics.sql import literal, quoted
from analytics.store.extras import missing_names, taking_out
from analytics.store.inserting import insert_any
from analytics.store.rewriting import change_rows
from analytics.store.versions import data_columns, keep_first, merged_versions, same_key, spoken_as


def note_said_again(cursor: duckdb.DuckDBPyConnection, kind: Kind, import_id: str) -> None:
    """Note the records of ``typed`` of which the workspace held all that this import says."""
    repeated = "SEMI JOIN (SELECT r FROM fated WHERE last AND known AND NOT changed) AS f ON f.r = t.rowid"
    insert_any(
        cursor,
        "said_again (table_name, key, import_id, row_number)",
        f"SELECT {literal(kind.name)}, {_key(kind, 't')}, {literal(import_id)}, row_number FROM typed AS t {repeated}",
    )


def hand_down(cursor: duckdb.DuckDBPyConnection, kind: Kind, import_id: str) -> None:
    """Before ``import_id`` is taken back: give those who said the same a version of their own.

    It says what stood there when they came, in the fields that they speak about; ``extra`` is kept whole.
    """
    versions, key = f"{kind.name}_versions", ", ".join(kind.identity)
    forget_said_again(cursor, kind.name, import_id)
    _rename(cursor, kind, import_id)
    spoken = " UNION ".join(
        f"SELECT {key} FROM {table} WHERE import_id = {literal(import_id)}" for table in (kind.name, versions)
    )
    noted = f"said_again AS s JOIN ({spoken}) AS p ON s.table_name = {literal(kind.name)} AND s.key = {_key(kind, 'p')}"
    others = cursor.execute(
        f"SELECT import_id, number, fields FROM imports WHERE import_id IN (SELECT s.import_id FROM {noted}) ORDER BY number"
    ).fetchall()
    for other, number, fields in others:
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE touched AS SELECT p.*, s.row_number, s.key AS noted FROM {noted} "
            f"WHERE s.import_id = {literal(other)}"
        )
        keep_first(cursor, kind)
        before = f"SELECT import_id, number, fields FROM imports WHERE number < {number}"
        extra = taking_out("m.extra", missing_names("m.named", "m.extra"))
        own = [f"m.{name}" for name in kind.identity]
        own += [quoted(column) for column in data_columns(cursor, kind) if spoken_as(column) in fields]
        cursor.execute(
            f"INSERT INTO {versions} BY NAME SELECT {', '.join(own)}, {extra} AS extra, {literal(other)} AS import_id, k.row_number "
            f"FROM ({merged_versions(cursor, kind, 'touched', before)}) AS m JOIN touched AS k ON {same_key(kind, 'm', 'k')}"
        )
        cursor.execute(
            "DELETE FROM said_again AS s USING touched AS k "
            f"WHERE s.table_name = {literal(kind.name)} AND s.import_id = {literal(other)} AND s.key = k.noted"
        )
        cursor.execute("DROP TABLE touched")


def _rename(cursor: duckdb.DuckDBPyConnection, kind: Kind, import_id: str) -> None:
    """Where nobody else said anything new of a record, and who repeated it first speaks of all its fields: it is theirs as it is."""
    versions, named = f"{kind.name}_versions", literal(kind.name)
    heirs = (
        "SELECT p.rowid AS r, s.key, arg_min(s.import_id, i.number) AS heir, arg_min(s.row_number, i.number) AS row_number "
        f"FROM {kind.name} AS p JOIN said_again AS s ON s.table_name = {named} AND s.key = {_key(kind, 'p')} "
        f"JOIN imports AS i ON i.import_id = s.import_id JOIN imports AS o ON o.import_id = p.import_id "
        f"ANTI JOIN {versions} AS v ON {same_key(kind, 'p', 'v')} "
        f"WHERE p.import_id = {literal(import_id)} GROUP BY ALL HAVING list_has_all(arg_min(i.fields, i.number), any_value(o.fields))"
    )
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE heirs AS {heirs}")
    columns = {"import_id": "c.heir", "row_number": "c.row_number"}
    if change_rows(cursor, kind.name, "FROM heirs", columns):
        cursor.execute(
            "DELETE FROM said_again AS s USING heirs AS h "
            f"WHERE s.table_name = {named} AND s.import_id = h.heir AND s.key = h.key"
        )
    cursor.execute("DROP TABLE heirs")


def forget_said_again(cursor: duckdb.DuckDBPyConnection, table: str, import_id: str) -> None:
    """What an import that is taken back repeated is repeated no more."""
    cursor.execute("DELETE FROM said_again WHERE table_name = ? AND import_id = ?", [table, import_id])


def _key(kind: Kind, row: str) -> str:
    """The key of a row as one text."""
    parts = [f"CAST({row}.{name} AS VARCHAR)" for name in kind.identity]
    return parts[0] if len(parts) == 1 else f"to_json([{', '.join(parts)}])::VARCHAR"
