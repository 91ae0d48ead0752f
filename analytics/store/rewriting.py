"""Writing a whole table anew: a change to millions of rows that fits into memory.

DuckDB keeps every value that an UPDATE replaces in memory until the end of the transaction. What is inserted goes to the
disk as it comes, so beyond :data:`MANY` rows it is the table that is replaced.
"""

from __future__ import annotations

import duckdb

from analytics.store.naming import quoted

MANY = 1_000_000  # rows; up to here an UPDATE is as quick, and needs a few hundred megabytes


def write_anew(cursor: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    """Replace the rows of ``table`` by those that ``query`` gives, in the caller's transaction.

    ``query`` has the columns of the table, by name, and may read the table itself; views of it stay what they are.

    >>> store = duckdb.connect()
    >>> _ = store.execute("CREATE TABLE sales (amount INTEGER); INSERT INTO sales VALUES (1), (2)")
    >>> write_anew(store, "sales", "SELECT amount * 10 AS amount FROM sales")
    >>> store.execute("FROM sales").fetchall()
    [(10,), (20,)]
    """
    anew = f"{table}_anew"
    described = "SELECT sql FROM duckdb_tables() WHERE table_name = ? AND NOT temporary"
    made = cursor.execute(described, [table]).fetchall()[0][0]
    # The statement says how each column is to be kept, too, which CREATE TABLE AS would forget.
    columns = made[made.index("(") :]
    cursor.execute(f"CREATE TABLE {quoted(anew)} {columns}")
    cursor.execute(f"INSERT INTO {quoted(anew)} BY NAME {query}")
    cursor.execute(f"DROP TABLE {quoted(table)}")
    cursor.execute(f"ALTER TABLE {quoted(anew)} RENAME TO {quoted(table)}")
