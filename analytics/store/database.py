"""A workspace file as a database: opened once per process, one cursor per call, one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pandas as pd

from analytics.errors import JourneyError, StorageFull, TooLittleMemory, WorkspaceUnavailable
from analytics.sql import literal, quoted
from analytics.store.migrations import migrate

# DuckDB would take 80 % of the machine: too much beside a browser and a spreadsheet. With this limit a program that
# loads ten million rows stays below 1.5 GB; what does not fit goes to disk for the time being. Nothing is fetched at run time.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class Database:
    """One workspace file, shared by all sessions of this process.

    Every call gets its own cursor, so reading never waits. Writing is one transaction at a time:
    it either happens whole or not at all.

    >>> database = Database()
    >>> with database.write() as cursor:
    ...     _ = cursor.execute("CREATE TABLE colours (name VARCHAR)")
    ...     _ = cursor.execute("INSERT INTO colours VALUES ('red')")
    >>> database.rows("SELECT name FROM colours")
    [('red',)]
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._connection = _connect(path)
        self._writing = threading.RLock()
        self._schemas: dict[str, ibis.Schema] = {}
        with translated_errors(self.name):
            migrate(self._connection, self.name)

    @property
    def name(self) -> str:
        """What a person calls this workspace: its file's name without the ending."""
        return self.path.stem if self.path else "in memory"

    def rows(self, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with translated_errors(self.name), self._cursor() as cursor:
            return cursor.execute(sql, parameters).fetchall()

    def frame(self, sql: str, parameters: Any = None) -> pd.DataFrame:
        """The rows of a query as a frame."""
        with translated_errors(self.name), self._cursor() as cursor:
            return cursor.execute(sql, parameters).df()

    def value(self, sql: str, parameters: Any = None) -> Any:
        """The one value that a query gives, or None when it gives no row."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for several queries in a row."""
        with translated_errors(self.name), self._cursor() as cursor:
            yield cursor

    @contextmanager
    def write(
        self, before: Callable[[duckdb.DuckDBPyConnection], object] = lambda cursor: None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside a transaction: committed at the end, rolled back on any error.

        ``before`` works on the cursor's temporary tables ahead of the transaction: a query that may fail
        and be tried another way (reading a file) would abort a transaction that had begun.
        """
        with self._writing, translated_errors(self.name), self._cursor() as cursor:
            before(cursor)
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield cursor
            except BaseException:
                # A failed statement may already have ended the transaction.
                with suppress(duckdb.TransactionException):
                    cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")
        self._schemas = {}

    def table(self, name: str) -> ibis.Table:
        """The table called ``name`` as an unbound Ibis table: the same expression runs on any engine."""
        # A write puts a new dict in place meanwhile: what was read before it is never kept for after it.
        known = self._schemas
        schema = known.get(name)
        if schema is None:
            with self._cursor() as cursor:
                schema = known[name] = ibis.duckdb.from_connection(cursor).get_schema(name)
        return ibis.table(schema, name=name)

    def execute(self, expression: ibis.Expr) -> Any:
        """What an Ibis expression over the tables gives: a frame, a column or one value."""
        with translated_errors(self.name), self._cursor() as cursor:
            return ibis.duckdb.from_connection(cursor).execute(expression)

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the whole file to ``path``, while others go on working.

        Copying the bytes of an open file would miss what still stands in its log.
        """
        with self._writing, translated_errors(self.name), self._cursor() as cursor:
            source = cursor.execute("SELECT current_database()").fetchall()[0][0]
            cursor.execute(f"ATTACH {literal(str(path))} AS copy_of_workspace")
            try:
                cursor.execute(f"COPY FROM DATABASE {quoted(source)} TO copy_of_workspace")
            finally:
                cursor.execute("DETACH copy_of_workspace")

    def close(self) -> None:
        """Close the file; it can then be opened by another process."""
        self._connection.close()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    if path is None:
        return duckdb.connect(":memory:", config=SETTINGS)
    if path.exists() and path.stat().st_size == 0:
        raise WorkspaceUnavailable(
            f"The workspace file {path.name} is empty (0 bytes), so it holds no workspace. "
            "Delete it, or put a copy of the right file in its place."
        )
    with translated_errors(path.stem):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _sentence(path.stem, str(error)) from error
        return duckdb.connect(str(path), config=SETTINGS)


@contextmanager
def translated_errors(name: str) -> Iterator[None]:
    """Turn what DuckDB says about files, disks and locks into a sentence for a person.

    Anything else is a fault of the program and passes through unchanged; what the system says against other
    files, such as one that is loaded, is none of a workspace's.
    """
    try:
        yield
    except JourneyError:
        raise
    except (duckdb.IOException, duckdb.SerializationException) as error:
        raise _sentence(name, str(error)) from error
    except duckdb.OutOfMemoryException as error:
        raise _out_of_memory(name, str(error)) from error
    except duckdb.FatalException as error:
        raise WorkspaceUnavailable(
            f"The workspace {name} had to be closed after a serious fault ({_first_line(error)}). "
            "What was confirmed before is kept; start the program again."
        ) from error


def _out_of_memory(name: str, said: str) -> JourneyError:
    """Rows that do not fit into memory go to disk: what is full may be either."""
    if "max_temp_directory_size" in said:
        return _sentence(name, "no space left")
    return TooLittleMemory(
        f"This takes more memory than the program may use, so nothing was changed in the workspace {name}. "
        "Close other programs and try again, or load and ask for less at a time."
    )


def _sentence(name: str, said: str) -> JourneyError:
    lowered = said.lower()
    if "no space left" in lowered or "file too large" in lowered or "disk quota" in lowered:
        return StorageFull(
            f"The disk is full, so nothing was changed in the workspace {name}. Free some space and try again."
        )
    if "lock" in lowered and ("conflicting" in lowered or "could not set" in lowered):
        return WorkspaceUnavailable(f"The workspace {name} is open in another program. Close it there, then try again.")
    if "newer version" in lowered or "version number" in lowered:
        return WorkspaceUnavailable(
            f"The workspace {name} was made by a newer version of this program. "
            "Update the program, or open the workspace where it was made."
        )
    if "permission denied" in lowered or "read-only" in lowered:
        return WorkspaceUnavailable(
            f"The workspace {name} may not be written to. Give yourself the right to write the file, or copy it."
        )
    return WorkspaceUnavailable(
        f"The workspace file {name} is damaged or is no workspace ({_first_line(said)}). "
        "Put a copy of the right file in its place; nothing in it was changed."
    )


def _first_line(said: object) -> str:
    return str(said).strip().splitlines()[0][:160]
