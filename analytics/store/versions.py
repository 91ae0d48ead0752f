"""Several imports about one record: what each said is kept, and the present row is made from all of it.

A record that one import speaks about stands in its table and nowhere else. When a second import
speaks about it, both versions go to the table's ``_versions`` twin, and each field of the present
row is what the latest import that fills this field says. What an import only repeats is noted in
``said_again``. So taking any import back, the first or the last, restores what the others said.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from analytics.files.kinds import Kind
from analytics.sql import literal, quoted
from analytics.store.extras import emptied, taking_out
from analytics.store.inserting import insert_any


def same_key(kind: Kind, left: str, right: str) -> str:
    """SQL that is true where two rows are about the same record."""
    required = {field.name for field in kind.fields if field.required}
    return " AND ".join(
        f"{left}.{name} {'=' if name in required else 'IS NOT DISTINCT FROM'} {right}.{name}" for name in kind.identity
    )


def insert_records(cursor: duckdb.DuckDBPyConnection, kind: Kind, fields: tuple[str, ...], import_id: str) -> None:
    """Write the records whose key the workspace does not know yet."""
    target, own = _columns(kind, fields, import_id)
    arriving = "SEMI JOIN (SELECT r FROM fated WHERE last AND NOT known) AS f ON f.r = typed.rowid"
    insert_any(cursor, f"{kind.name} ({target})", f"SELECT {own} FROM typed {arriving}")


def update_records(
    cursor: duckdb.DuckDBPyConnection, kind: Kind, fields: tuple[str, ...], import_id: str, kept: Sequence[str] = ()
) -> None:
    """Where the workspace knows the key and the import says something new: keep both versions, and merge.

    ``kept`` are the columns of the file that stand beside the fields; what is empty there now is taken out.
    """
    arriving = "SELECT r FROM fated WHERE last AND known AND changed"
    if not cursor.execute(f"{arriving} LIMIT 1").fetchall():
        return
    versions, key = f"{kind.name}_versions", ", ".join(kind.identity)
    target, own = _columns(kind, fields, import_id)
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT {key} FROM typed SEMI JOIN ({arriving}) AS f ON f.r = typed.rowid"
    )
    keep_first(cursor, kind)
    patch = taking_out("t.extra", emptied("p.extra", "t.extra", kept))
    cursor.execute(
        f"INSERT INTO {versions} ({target}) SELECT {own} FROM (SELECT t.* REPLACE ({patch} AS extra) FROM typed AS t "
        f"SEMI JOIN ({arriving}) AS f ON f.r = t.rowid JOIN {kind.name} AS p ON {same_key(kind, 'p', 't')})"
    )
    merge_versions(cursor, kind, {import_id: fields})
    cursor.execute("DROP TABLE touched")


def keep_first(cursor: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Of the keys in ``touched``: a record that one import alone spoke about has no versions yet; what stands is its first."""
    versions = f"{kind.name}_versions"
    first = (
        f"SELECT p.* FROM {kind.name} AS p SEMI JOIN touched AS a ON {same_key(kind, 'p', 'a')} "
        f"ANTI JOIN {versions} AS v ON {same_key(kind, 'p', 'v')}"
    )
    insert_any(cursor, versions, first)


def _columns(kind: Kind, fields: tuple[str, ...], import_id: str) -> tuple[str, str]:
    """The columns to write, and what is written into them from ``typed``."""
    columns = [
        *fields,
        *(["satisfaction_scale"] if "satisfaction" in fields else []),
        *(["nth"] if kind.repeats else []),
    ]
    named = ", ".join(quoted(column) for column in columns)
    return f"{named}, extra, import_id, row_number", f"{named}, extra, {literal(import_id)}, row_number"


def merge_versions(
    cursor: duckdb.DuckDBPyConnection, kind: Kind, unrecorded: dict[str, tuple[str, ...]] | None = None
) -> None:
    """Make the present rows of the keys in ``touched`` anew from all that the imports said about them.

    Each field is what the latest import that speaks about it says. ``unrecorded`` are imports under
    way, which the table of imports does not know yet. A key that only one import speaks about
    needs no versions any more.
    """
    versions = f"{kind.name}_versions"
    under_way = "".join(
        f" UNION ALL SELECT {literal(i)}, 9223372036854775807, [{', '.join(literal(f) for f in fields)}]"
        for i, fields in (unrecorded or {}).items()
    )
    imports = f"SELECT import_id, number, fields FROM imports{under_way}"
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE merged AS {merged_versions(cursor, kind, 'touched', imports)}")
    where = same_key(kind, kind.name, "touched")
    cursor.execute(f"DELETE FROM {kind.name} USING touched WHERE {where}")
    cursor.execute(f"INSERT INTO {kind.name} BY NAME SELECT * EXCLUDE (spoken, named) FROM merged")
    single = same_key(kind, versions, "merged")
    cursor.execute(f"DELETE FROM {versions} USING merged WHERE spoken = 1 AND {single}")
    cursor.execute("DROP TABLE merged")


def merged_versions(cursor: duckdb.DuckDBPyConnection, kind: Kind, keys: str, imports: str) -> str:
    """The query for what ``imports`` (import_id, number, fields) said together about ``keys``.

    With it goes how many spoke (``spoken``), and what any of them named in ``extra`` (``named``).
    """
    merged = ", ".join(
        f"arg_max_null({quoted(c)}, number) FILTER (list_contains(fields, {literal(spoken_as(c))})) AS {quoted(c)}"
        for c in data_columns(cursor, kind)
    )
    key = ", ".join(f"v.{name}" for name in kind.identity)
    return (
        f"SELECT {key}, {merged}, "
        "list_reduce(list_prepend('{}'::JSON, list(coalesce(v.extra, '{}'::JSON) ORDER BY number)), "
        "lambda a, b: json_merge_patch(a, b)) AS extra, "
        "arg_max(v.import_id, number) AS import_id, arg_max(v.row_number, number) AS row_number, count(*) AS spoken, "
        "flatten(list(json_keys(v.extra))) AS named "
        f"FROM {kind.name}_versions AS v SEMI JOIN {keys} AS k ON {same_key(kind, 'v', 'k')} "
        f"JOIN ({imports}) AS i USING (import_id) GROUP BY {key}"
    )


def data_columns(cursor: duckdb.DuckDBPyConnection, kind: Kind) -> list[str]:
    """The columns of a table that are neither its key nor about the row."""
    columns = [row[0] for row in cursor.execute(f"DESCRIBE {kind.name}").fetchall()]
    return [c for c in columns if c not in (*kind.identity, "import_id", "row_number", "extra", "phase", "phase_rule")]


def spoken_as(column: str) -> str:
    """The field by which an import speaks about a column."""
    return "satisfaction" if column == "satisfaction_scale" else column


def remove_import(cursor: duckdb.DuckDBPyConnection, kind: Kind, import_id: str) -> int:
    """Take away all that an import said. Returns how many records it had spoken about."""
    versions, key = f"{kind.name}_versions", ", ".join(kind.identity)
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT {key} FROM {versions} WHERE import_id = ?",
        [import_id],
    )
    several = cursor.execute("SELECT count(*) FROM touched").fetchall()[0][0]
    cursor.execute(f"DELETE FROM {versions} WHERE import_id = ?", [import_id])
    alone = cursor.execute(
        f"SELECT count(*) FROM {kind.name} AS p ANTI JOIN touched AS t ON {same_key(kind, 'p', 't')} WHERE p.import_id = ?",
        [import_id],
    ).fetchall()[0][0]
    cursor.execute(
        f"DELETE FROM {kind.name} WHERE import_id = ? AND NOT EXISTS "
        f"(SELECT 1 FROM touched AS t WHERE {same_key(kind, kind.name, 't')})",
        [import_id],
    )
    if several:
        merge_versions(cursor, kind)
    cursor.execute("DROP TABLE touched")
    return int(alone + several)
