"""Short codes in the place of ids: the same for the same id in one workspace, and no way back without its salt."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable

import duckdb
import pandas as pd

from analytics.files.kinds import Field
from analytics.files.mapping import CUSTOMER_IDS, ColumnUse, Mapping
from analytics.sql import literal, quoted
from analytics.store.cells import let
from analytics.store.database import Database
from analytics.store.typing import Typed, typed

_ID = Field("customer_id", "id")
_CODE = "^c-[0-9a-f]{16}$"
_SALT = "journey_salt"  # the connection's variable

# A code costs what looking it up in a table costs some three times; such a table is to stay small beside the rows.
_WORTH, _REPEATED, _MOST = 50_000, 4, 2_000_000


def with_salt(cursor: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    """Make the workspace's salt known to ``cursor``, where the mapping needs it; it is made when first needed."""
    if mapping.hashed:
        _know_salt(cursor)


def _know_salt(cursor: duckdb.DuckDBPyConnection) -> None:
    found = cursor.execute("SELECT salt FROM salts").fetchall()
    if not found:
        # 22 signs of 128 random bits: with an e-mail address they mostly fit into one block of SHA-256.
        found = [(secrets.token_urlsafe(16),)]
        cursor.execute("INSERT INTO salts VALUES (?)", [found[0][0]])
    cursor.execute(f"SET VARIABLE {_SALT} = {literal(found[0][0])}")


def codes_for(database: Database, ids: Iterable[str]) -> list[str]:
    """The codes of customer ids, in their order: for lists that leave the workspace without telling who is on them."""
    frame = pd.DataFrame({"id": pd.Series(list(ids), dtype=object)})
    with database.write() as cursor:
        _know_salt(cursor)
        cursor.register("ids_to_code", frame)
        found = cursor.execute(f"SELECT {code_of('id')} FROM ids_to_code").fetchall()
        cursor.unregister("ids_to_code")
    return [str(code) for (code,) in found]


def code_of(value: str) -> str:
    """SQL for the short code that stands for an id: the same for the same id in one workspace, and what is a code stays."""
    code = f"'c-' || left(sha256(getvariable('{_SALT}') || said), 16)"
    is_code = f"starts_with(said, 'c-') AND regexp_matches(said, '{_CODE}')"
    return let("said", value, f"CASE WHEN {is_code} THEN said ELSE {code} END")


def coded_cell(mapping: Mapping, use: ColumnUse, cell: Typed) -> Typed:
    """The cell of a mapped column, an id as a code where the mapping says so."""
    if use.field in CUSTOMER_IDS and use.column in mapping.hashed:
        return Typed(code_of(f"({cell.value})"), cell.says)
    return cell


def coded_column(mapping: Mapping, column: str) -> str:
    """SQL for the code of what stands in a hashed column: as the id that it is or could be, which has one code wherever it stands."""
    found = (use for use in mapping.uses if use.column == column and use.field in CUSTOMER_IDS)
    use = next(found, ColumnUse("customer_id", column))
    return coded_cell(mapping, use, typed(use, _ID)).value


def coded_once(
    cursor: duckdb.DuckDBPyConnection, mapping: Mapping, columns: Collection[str], staged: str, rows: str
) -> tuple[str, dict[str, str]]:
    """``rows`` (SQL for rows of the table ``staged``) beside the codes of hashed columns, each different one made once.

    With them the SQL for the code, by column; ``columns`` are those of the file. Columns that a field reads have none
    here, nor those that hold mostly different cells. The tables of codes go by ``forget_codes``.

    >>> from analytics import Workspace
    >>> cells = "SELECT n AS row_number, 'ann' || n % 9 || '@x.example' AS Agent FROM range(60000) AS t(n)"
    >>> with Workspace().database.write() as cursor:
    ...     _ = cursor.execute(f"CREATE TEMP TABLE staged AS {cells}")
    ...     with_salt(cursor, mapping := Mapping("tickets", (), hashed=("Agent",)))
    ...     rows, codes = coded_once(cursor, mapping, ["Agent"], "staged", "staged")
    ...     cursor.execute(f"SELECT any_value({codes['Agent']}) LIKE 'c-%', count(DISTINCT Agent) FROM {rows}").fetchall()
    ...     forget_codes(cursor, codes)
    [(True, 9)]
    """
    kept = [column for column in mapping.hashed if column in columns and column not in mapping.columns]
    count = cursor.execute(f"SELECT count(*) FROM {staged}").fetchall()[0][0] if kept else 0
    codes: dict[str, str] = {}
    for column in kept if count >= _WORTH else ():
        different = cursor.execute(f"SELECT approx_count_distinct({quoted(column)}) FROM {staged}").fetchall()[0][0]
        if different > min(_MOST, count // _REPEATED):
            continue
        table, cell, codes[column] = _table(column), quoted(column), quoted(_free_name(f"code of {column}", columns))
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {cell} AS said, {coded_column(mapping, column)} AS code "
            f"FROM (SELECT DISTINCT {cell} FROM {staged})"
        )
        rows = f"(SELECT r.*, c.code AS {codes[column]} FROM {rows} AS r LEFT JOIN {table} AS c ON c.said = r.{cell})"
    return rows, codes


def forget_codes(cursor: duckdb.DuckDBPyConnection, columns: Iterable[str]) -> None:
    """Drop the tables of codes for these columns: plain ids stand in them."""
    for column in columns:
        cursor.execute(f"DROP TABLE {_table(column)}")


def _table(column: str) -> str:
    return quoted(f"codes of {column}")


def _free_name(name: str, columns: Collection[str]) -> str:
    taken = {column.casefold() for column in columns}
    while name.casefold() in taken:
        name += "_"
    return name
