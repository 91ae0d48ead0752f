"""Running a query that a person typed: read-only, on a copy, with the doors of DuckDB locked.

The query never meets the workspace. The tables that it mentions are copied into a database of its own in
memory, which may open no file, no network and no extension, and whose settings cannot be changed any more.
What the query does there is thrown away; only its result is handed back.
"""

from __future__ import annotations

import json
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

import duckdb
import pandas as pd

from analytics.errors import Cancelled, UnclearQuery
from analytics.files.kinds import KINDS
from analytics.sql import literal, quoted
from analytics.store.database import Database
from analytics.store.other import other_tables
from analytics.store.watching import Cancel

# What is derived from the kinds' tables, and from which; a query may read it like a table.
DERIVED: dict[str, tuple[str, ...]] = {
    "comments": ("surveys", "tickets"),
    "counted_sales": ("sales",),
    "purchases": ("sales",),
    "known_customers": ("customers",),
    "profiles": ("customers", "sales", "subscriptions", "surveys", "tickets", "usage"),
}
_LONGEST = 120.0  # seconds; who needs more asks a smaller question
_PAUSE = 0.1  # seconds between two looks whether it is to end
_BATCH = 50_000
# DuckDB proposes tables of its own where a name is not known.
_SYSTEM = re.compile(r' Did you mean "(pg_|duckdb_|sqlite_|information_schema)[^"]*"\?')
# A query sees rows, and nothing of the program around them: no settings, no memory of it, no other way to ask.
_TABLE_FUNCTIONS = {"range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree"}
_OF_THE_PROGRAM = {"current_setting", "getenv", "write_log", "pg_settings"}
# They make gigabytes of one short cell, and nothing can interrupt them.
_GROWING = {"repeat", "lpad", "rpad", "list_resize", "array_resize", "bitstring"}
# Set in this order; after the last one nothing can be set any more.
_LOCKS = {"python_enable_replacements": "false", "enable_external_access": "false", "lock_configuration": "true"}
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}


def ask(
    database: Database,
    sql: str,
    most: int = 1000,
    seconds: float = _LONGEST,
    frames: Mapping[str, pd.DataFrame] | None = None,
    cancel: Cancel | None = None,
) -> pd.DataFrame:
    """The first ``most`` rows that a query over the workspace's tables, and over ``frames`` by name, gives.

    Raises UnclearQuery, in one sentence, for what is no single SELECT, does not run, or takes longer than ``seconds``,
    and Cancelled once ``cancel`` is set.

    >>> database = Database()
    >>> ask(database, "SELECT count(*) AS tickets FROM tickets").to_dict("records")
    [{'tickets': 0}]
    >>> ask(database, "DROP TABLE tickets")
    Traceback (most recent call last):
        ...
    analytics.errors.UnclearQuery: A query has to be a single SELECT; this one is a DROP.
    """
    with _answered(database, sql, seconds, frames, cancel or Cancel()) as answer:
        rows: pd.DataFrame = answer.limit(int(most)).df()
    return rows


def ask_into(
    database: Database,
    sql: str,
    path: Path,
    seconds: float = _LONGEST,
    frames: Mapping[str, pd.DataFrame] | None = None,
) -> None:
    """Write all rows that a query gives to ``path``, a Parquet file to be loaded like any other.

    Raises what ``ask`` raises.
    """
    with _answered(database, sql, seconds, frames, Cancel()) as answer, duckdb.connect(config=_SETTINGS) as writer:
        writer.register("answer", answer.to_arrow_reader(_BATCH))
        writer.execute(f"COPY answer TO {literal(str(path))} (FORMAT parquet)")


def sources(database: Database, sql: str) -> tuple[str, ...]:
    """The tables that a query mentions. Raises UnclearQuery for what is no single SELECT.

    >>> sources(Database(), "WITH late AS (SELECT * FROM tickets) SELECT * FROM late JOIN profiles USING (customer_id)")
    ('profiles', 'tickets')
    """
    words = _words(sql)
    return tuple(name for name in askable(database) if name.lower() in words)


def mentioned(sql: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of ``names`` that a query mentions. Raises UnclearQuery for what is no single SELECT.

    >>> mentioned("SELECT * FROM late JOIN tickets USING (ticket_id)", ["late", "early"])
    ('late',)
    """
    words = _words(sql)
    return tuple(name for name in names if name.lower() in words)


def askable(database: Database) -> dict[str, list[str]]:
    """The tables that a query may read, and their columns."""
    with database.read() as cursor:
        names = [*KINDS, *DERIVED, *other_tables(cursor)]
        found = cursor.execute(
            "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
            "WHERE NOT internal AND list_contains($names, table_name) GROUP BY table_name ORDER BY table_name",
            {"names": names},
        ).fetchall()
    return dict(found)


@contextmanager
def _answered(
    database: Database, sql: str, seconds: float, frames: Mapping[str, pd.DataFrame] | None, cancel: Cancel
) -> Iterator[duckdb.DuckDBPyRelation]:
    """The result of the query, as long as the context lasts; what DuckDB says against it becomes a sentence.

    A frame stands before a table of the same name.
    """
    given = {name: frame for name, frame in (frames or {}).items() if name.lower() in _words(sql)}
    wanted = tuple(name for name in sources(database, sql) if name not in given)
    with tempfile.TemporaryDirectory(prefix="journey-") as spill:
        locked = duckdb.connect(":memory:", config=_SETTINGS | {"temp_directory": spill})
        try:
            with _ending(locked, seconds, cancel):
                _copy_tables(database, locked, wanted, _words(sql))
                for name, frame in given.items():
                    locked.register("arriving", frame)
                    locked.execute(f"CREATE TABLE {quoted(name)} AS FROM arriving")
                    locked.unregister("arriving")
                for setting, value in _LOCKS.items():
                    locked.execute(f"SET {setting} = {value}")
                yield locked.sql(sql)
        except duckdb.InterruptException as error:
            if cancel.is_set:
                raise Cancelled("The query was stopped; nothing of it stays.") from error
            raise UnclearQuery(f"The query took longer than {seconds:.0f} seconds. Ask for less at a time.") from error
        except duckdb.Error as error:
            raise UnclearQuery(f"The query does not run: {_complaint(error)}") from error
        finally:
            locked.close()


@contextmanager
def _ending(connection: duckdb.DuckDBPyConnection, seconds: float, cancel: Cancel) -> Iterator[None]:
    """While this lasts, what runs on the connection is interrupted after ``seconds``, or once that is wished."""
    done = threading.Event()
    latest = monotonic() + seconds

    def look() -> None:
        while not done.wait(_PAUSE):
            if cancel.is_set or monotonic() > latest:
                # Again and again: between two statements there is nothing to interrupt.
                connection.interrupt()

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _copy_tables(
    database: Database, locked: duckdb.DuckDBPyConnection, names: tuple[str, ...], words: frozenset[str]
) -> None:
    """Copy what the query can see: of the tables that it mentions, the columns that it mentions."""
    columns = askable(database)
    with database.read() as cursor:
        for name in names:
            kept = [column for column in columns[name] if "*" in words or column.lower() in words] or columns[name][:1]
            listed = ", ".join(map(quoted, kept))
            reader = cursor.sql(f"SELECT {listed} FROM {quoted(name)}").to_arrow_reader(_BATCH)
            locked.register("arriving", reader)
            locked.execute(f"CREATE TABLE {quoted(name)} AS FROM arriving")
            locked.unregister("arriving")


@lru_cache(maxsize=1000)
def _words(sql: str) -> frozenset[str]:
    """Every name in the query, in small letters; ``*`` where it may mean columns that it does not name.

    Found in the query as DuckDB understands it, where names, texts and functions alike stand: too many do no harm.
    """
    try:
        sql.encode()
        statements = duckdb.extract_statements(sql)
    except UnicodeEncodeError as error:
        raise UnclearQuery("The query holds half a character, as broken copying leaves it. Write it anew.") from error
    except duckdb.Error as error:
        raise UnclearQuery(f"The query cannot be understood: {_complaint(error)}") from error
    if len(statements) != 1:
        raise UnclearQuery(f"A query has to be a single SELECT; these are {len(statements)} statements.")
    if statements[0].type.name != "SELECT":
        raise UnclearQuery(f"A query has to be a single SELECT; this one is a {statements[0].type.name}.")
    with duckdb.connect(config=_SETTINGS) as parser:
        tree = json.loads(parser.execute("SELECT json_serialize_sql(?)", [statements[0].query]).fetchall()[0][0])
    if tree.get("error"):
        raise UnclearQuery(
            "A query has to be a single SELECT; this one cannot be taken apart. Write it as SELECT ... FROM."
        )
    words: set[str] = set()
    tables: set[str] = set()
    rows: set[str] = set()
    for node in _nodes(tree):
        _refuse_reaching_out(node)
        words |= {value.lower() for value in _texts(node)}
        if node.get("type") == "BASE_TABLE":
            tables |= {node["table_name"].lower(), node["alias"].lower()}
        if node.get("type") == "COLUMN_REF":
            rows.add(node["column_names"][-1].lower())
        if node.get("class") == "STAR" or node.get("ref_type") == "NATURAL" or node.get("type") == "SHOW_REF":
            words.add("*")
    # A column that is called like a table means its whole row.
    return frozenset(words | {"*"} if rows & tables else words)


def _refuse_reaching_out(node: dict[str, Any]) -> None:
    """UnclearQuery for a part of a query that asks for anything but rows; DuckDB's own locks stand behind this."""
    function = node.get("function")
    named = str(node.get("function_name") or node.get("table_name") or "").lower()
    if node.get("type") == "TABLE_FUNCTION" and isinstance(function, dict):
        named = str(function.get("function_name", "")).lower()
        closed = named not in _TABLE_FUNCTIONS
    else:
        closed = named in _OF_THE_PROGRAM or named in _GROWING
    if closed:
        raise UnclearQuery(
            f"The query asks for {named}, which is closed here. Read the loaded tables and results by name."
        )


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON document."""
    if isinstance(tree, dict):
        yield tree
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _nodes(part)


def _texts(node: dict[str, Any]) -> Iterator[str]:
    """The texts that stand in an object itself, also within a list."""
    for value in node.values():
        yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))


def _complaint(error: Exception) -> str:
    """What DuckDB says, without the sort of error in front and without the drawing below."""
    first = str(error).strip().split("\n\n")[0].split("\nLINE")[0]
    said = " ".join(first.partition("Error: ")[2].split() or first.split())
    return _SYSTEM.sub("", said)[:300]
