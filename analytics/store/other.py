"""Tables of no known kind, kept as they came for questions that nobody has asked yet."""

from __future__ import annotations

import duckdb

from analytics.files.column_names import repaired
from analytics.files.table import SourceTable
from analytics.sql import literal, quoted
from analytics.store.inserting import insert_any
from analytics.store.masking import masked_words, untouched
from analytics.store.naming import slug
from analytics.store.privacy import masked_note
from analytics.store.receipts import Receipt
from analytics.store.row_cells import STAGED
from analytics.store.said_again import forget_said_again

_OWN_COLUMNS = ("row_key", "import_id", "row_number")


def load_other(
    cursor: duckdb.DuckDBPyConnection, table: SourceTable, import_id: str, read: int, mask: bool = True
) -> Receipt:
    """Load the staged rows into a table of text named after the file; rows that are there already stay.

    A row is known by its whole content as it came; rows that are alike to the letter are counted apart. With
    ``mask``, cells of several words are masked; what may be a key stays.
    """
    kept = repaired(table.columns, _OWN_COLUMNS)
    name = _table_for(cursor, table, kept)
    named = ", ".join(map(quoted, kept))
    content = ", ".join(f"coalesce({quoted(column)}, '')" for column in table.columns)
    cursor.execute(
        f"CREATE TABLE IF NOT EXISTS {quoted(name)} "
        f"({', '.join(f'{quoted(c)} VARCHAR' for c in kept)}, row_key VARCHAR, import_id VARCHAR, row_number BIGINT)"
    )
    as_it_came = set(untouched(cursor, STAGED, table.columns) if mask else table.columns)
    cells = ", ".join(
        f"{quoted(c) if c in as_it_came else masked_words(quoted(c))} AS {quoted(own)}"
        for c, own in zip(table.columns, kept, strict=True)
    )
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE arriving AS SELECT {named}, row_number, "
        "row_key || '-' || row_number() OVER (PARTITION BY row_key ORDER BY row_number) AS row_key FROM "
        f"(SELECT {cells}, row_number, md5(concat_ws(chr(31), {content})) AS row_key FROM {STAGED})"
    )
    insert_any(
        cursor,
        "said_again (table_name, key, import_id, row_number)",
        f"SELECT {literal(name)}, row_key, {literal(import_id)}, row_number FROM arriving SEMI JOIN {quoted(name)} USING (row_key)",
    )
    loaded = cursor.execute(
        f"INSERT INTO {quoted(name)} ({named}, row_key, import_id, row_number) "
        f"SELECT {named}, row_key, {literal(import_id)}, row_number FROM arriving "
        f"ANTI JOIN {quoted(name)} USING (row_key) ORDER BY row_number"
    ).fetchall()[0][0]
    cursor.execute("DROP TABLE arriving")
    return Receipt(
        import_id, table.name, "other", "", read, loaded=loaded, unchanged=read - loaded, records=loaded, table=name,
        notes=masked_note(cursor, name, list(map(quoted, kept)), import_id) if mask else (),
    )  # fmt: skip


def remove_other(cursor: duckdb.DuckDBPyConnection, name: str, import_id: str) -> int:
    """Take an import's rows away, and the table with its last row. Returns how many rows it had loaded.

    Rows that others repeated stay, as rows of the first who did.
    """
    if name not in other_tables(cursor):
        return 0
    forget_said_again(cursor, name, import_id)
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE heirs AS SELECT key, arg_min(import_id, number) AS heir, arg_min(s.row_number, number) AS row_number "
        f"FROM said_again AS s JOIN imports USING (import_id) WHERE s.table_name = {literal(name)} AND key IN "
        f"(SELECT row_key FROM {quoted(name)} WHERE import_id = {literal(import_id)}) GROUP BY key"
    )
    inherited = cursor.execute(
        f"UPDATE {quoted(name)} AS o SET import_id = heir, row_number = heirs.row_number FROM heirs "
        f"WHERE o.row_key = heirs.key AND o.import_id = {literal(import_id)}"
    ).fetchall()[0][0]
    cursor.execute(
        "DELETE FROM said_again AS s USING heirs "
        f"WHERE s.table_name = {literal(name)} AND s.key = heirs.key AND s.import_id = heir"
    )
    cursor.execute("DROP TABLE heirs")
    removed = cursor.execute(f"DELETE FROM {quoted(name)} WHERE import_id = ?", [import_id]).fetchall()[0][0]
    if not cursor.execute(f"SELECT count(*) FROM {quoted(name)}").fetchall()[0][0]:
        cursor.execute(f"DROP TABLE {quoted(name)}")
    return int(inherited + removed)


def other_tables(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of all tables of no known kind."""
    return [
        row[0]
        for row in cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'other_') "
            "AND NOT temporary ORDER BY table_name"
        ).fetchall()
    ]


def _table_for(cursor: duckdb.DuckDBPyConnection, table: SourceTable, kept: tuple[str, ...]) -> str:
    """The table that takes this file: the one of its name with the same columns, else a new one."""
    wanted = {*kept, *_OWN_COLUMNS}
    base = name = "other_" + slug(table.name)
    number = 1
    while True:
        there = {
            row[0]
            for row in cursor.execute(
                "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND NOT internal", [name]
            ).fetchall()
        }
        if not there or there == wanted:
            return name
        number += 1
        name = f"{base}_{number}"
