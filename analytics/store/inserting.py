"""Inserting what a query gives, where it may give nothing.

After an INSERT that wrote no row, DuckDB 2.0.0 loses sight of the rows that the next one of the same transaction writes, once
they are more than it keeps together (122,880) and two threads write them: some scans find the table empty until the
transaction ends. So within a transaction nothing is inserted where there is nothing to insert, and no table is made
empty to be filled afterwards.
"""

from __future__ import annotations

import duckdb


def insert_any(cursor: duckdb.DuckDBPyConnection, target: str, query: str) -> int:
    """Insert the rows of ``query`` into ``target`` (a table, with its columns in brackets); how many there were.

    >>> store = duckdb.connect()
    >>> _ = store.execute("CREATE TABLE colours (name VARCHAR)")
    >>> insert_any(store, "colours (name)", "SELECT 'red'"), insert_any(store, "colours", "FROM colours LIMIT 0")
    (1, 0)
    """
    if not cursor.execute(f"SELECT 1 FROM ({query}) LIMIT 1").fetchall():
        return 0
    return int(cursor.execute(f"INSERT INTO {target} {query}").fetchall()[0][0])
