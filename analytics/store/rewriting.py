"""Changing some columns of some rows of a table, be it ten or ten million.

DuckDB keeps every value that an UPDATE replaces in memory until the end of the transaction. What is inserted goes to the
disk as it comes, so beyond :data:`MANY` rows the whole table is written anew.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from analytics.sql import quoted

MANY = 1_000_000  # rows; up to here an UPDATE is as quick, and needs a few hundred megabytes


def change_rows(cursor: duckdb.DuckDBPyConnection, table: str, changes: str, columns: Mapping[str, str]) -> int:
    """Give the rows that the query ``changes`` names by ``r``, their rowid, new values; gives how many there are.

    ``columns`` says of each column to change what it becomes, as SQL over a row ``c`` of ``changes``. All is done in the
    caller's transaction. Views of the table stay what they are; its rowids may be others afterwards.

    >>> store = duckdb.connect()
    >>> _ = store.execute("CREATE TABLE sales (amount INTEGER, paid BOOLEAN); INSERT INTO sales VALUES (1, NULL), (2, NULL)")
    >>> change_rows(store, "sales", "SELECT rowid AS r, amount FROM sales WHERE amount > 1", {"amount": "c.amount * 10"})
    1
    >>> store.execute("SELECT amount FROM sales ORDER BY 1").fetchall()
    [(1,), (20,)]
    """
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE changed_rows AS {changes}")
    many = int(cursor.execute("SELECT count(*) FROM changed_rows").fetchall()[0][0])
    if many > MANY:
        kept = ", ".join(
            f"CASE WHEN c.r IS NULL THEN t.{quoted(column)} ELSE {value} END AS {quoted(column)}"
            for column, value in columns.items()
        )
        rows = f"FROM {quoted(table)} AS t LEFT JOIN changed_rows AS c ON c.r = t.rowid"
        _write_anew(cursor, table, f"SELECT t.* REPLACE ({kept}) {rows}")
    elif many:
        values = ", ".join(f"{quoted(column)} = {value}" for column, value in columns.items())
        cursor.execute(f"UPDATE {quoted(table)} AS t SET {values} FROM changed_rows AS c WHERE t.rowid = c.r")
    cursor.execute("DROP TABLE changed_rows")
    return many


def _write_anew(cursor: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    """Replace the rows of ``table`` by those that ``query`` gives, which may read the table itself."""
    anew = f"{table}_anew"
    described = "SELECT sql FROM duckdb_tables() WHERE table_name = ? AND NOT temporary"
    made = cursor.execute(described, [table]).fetchall()[0][0]
    # The statement says how each column is to be kept, too, which CREATE TABLE AS would forget.
    columns = made[made.index("(") :]
    cursor.execute(f"CREATE TABLE {quoted(anew)} {columns}")
    cursor.execute(f"INSERT INTO {quoted(anew)} BY NAME {query}")
    cursor.execute(f"DROP TABLE {quoted(table)}")
    cursor.execute(f"ALTER TABLE {quoted(anew)} RENAME TO {quoted(table)}")
