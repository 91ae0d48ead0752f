"""Source rows as records: the temporary table ``typed``, one row per record with its fields typed.

The cells of the source rows stand typed in ``cells`` (``analytics.store.row_cells``). One row can be one record,
several (the questions of an answer sheet) or part of one (the lines of an order), and so ``cells`` become ``typed``.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from analytics.files.kinds import KINDS, Kind
from analytics.files.mapping import ColumnUse, Mapping, Question
from analytics.files.times import formats_like
from analytics.sql import literal, quoted
from analytics.store.asked import OF_ASKED
from analytics.store.messages import derived_fields, tickets_of_messages
from analytics.store.row_cells import STAGED, known_uses
from analytics.store.typing import typed

# The fields that each question of an answer sheet fills.
OF_QUESTIONS = frozenset({"question", "metric", "score", "scale_low", "scale_high", "comment", "touchpoint"})


def spoken_fields(mapping: Mapping) -> tuple[str, ...]:
    """The fields that an import under this mapping speaks about, its key included."""
    kind = KINDS[mapping.kind]
    filled = set(known_uses(mapping)) | set(kind.key)
    if mapping.column_questions:
        filled |= OF_QUESTIONS
    if mapping.row_questions:
        filled |= set(OF_ASKED)
    if mapping.figures:
        filled |= {"measure", "period", "value"}
    filled |= derived_fields(mapping)
    return tuple(field.name for field in kind.fields if field.name in filled)


def satisfaction_scale(cursor: duckdb.DuckDBPyConnection, mapping: Mapping) -> int | None:
    """The top of the scale on which tickets were rated, seen from the highest ratings there are.

    None where no column holds ratings.
    """
    use = known_uses(mapping).get("satisfaction")
    if use is None:
        return None
    rating = typed(use, KINDS[mapping.kind].field("satisfaction")).value
    top = cursor.execute(f"SELECT quantile_disc({rating}, 0.99) FROM {STAGED}").fetchall()[0][0]
    return next((scale for scale in (1, 5, 7, 10) if (top or 0) <= scale), 100)


def make_records(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, scale: int | None = None) -> None:
    """Turn the good rows of ``cells`` into ``typed``, and drop ``cells``.

    ``row_numbers`` lists the source rows of a record that several rows make together, else NULL.
    ``scale`` is the top of the scale of satisfaction.
    """
    kind, uses = KINDS[mapping.kind], known_uses(mapping)
    if mapping.column_questions:
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE typed AS {answers_of_rows(mapping, 'cells')}")
        cursor.execute("DROP TABLE cells")
    elif mapping.figures:
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE typed AS {_figures_as_records(mapping)}")
        cursor.execute("DROP TABLE cells")
    elif mapping.grain in ("lines", "items"):
        sums = {"amount", "refunded"} if mapping.grain == "items" else set()
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE typed AS {_lines_as_records(kind, uses, sums)}")
        cursor.execute("DROP TABLE cells")
    elif mapping.grain == "messages":
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE typed AS {tickets_of_messages(mapping, list(uses))}")
        cursor.execute("DROP TABLE cells")
    else:
        cursor.execute("DELETE FROM cells WHERE bad")
        cursor.execute("DROP TABLE IF EXISTS typed")
        cursor.execute("ALTER TABLE cells RENAME TO typed")
    if mapping.grain == "row":
        cursor.execute("ALTER TABLE typed ADD COLUMN row_numbers BIGINT[]")
    if not mapping.figures and kind.key[0] not in uses and kind.key[0] in columns_of(cursor, "typed"):
        _tell_repeats_apart(cursor, kind.key[0])
    if "satisfaction" in uses:
        cursor.execute("ALTER TABLE typed ADD COLUMN satisfaction_scale BIGINT")
        cursor.execute("UPDATE typed SET satisfaction_scale = ? WHERE satisfaction IS NOT NULL", [scale])
    _add_absent_keys(cursor, kind)


def columns_of(cursor: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The names of a table's columns."""
    return [row[0] for row in cursor.execute(f"DESCRIBE {quoted(table)}").fetchall()]


def _tell_repeats_apart(cursor: duckdb.DuckDBPyConnection, key: str) -> None:
    """Rows that are alike to the letter are still several rows: number them from the second on."""
    cursor.execute(
        f"UPDATE typed SET {key} = {key} || '-' || repeat FROM (SELECT rowid AS r, "
        f"dense_rank() OVER (PARTITION BY {key} ORDER BY row_number) AS repeat FROM typed WHERE {key} IN "
        f"(SELECT {key} FROM typed GROUP BY {key} HAVING count(DISTINCT row_number) > 1)) AS repeats "
        "WHERE typed.rowid = repeats.r AND repeat > 1"
    )


def answers_of_rows(mapping: Mapping, cells: str, *also: str) -> str:
    """The query for the answers in good rows of ``cells`` (a table, or SQL in brackets): one row per question answered.

    Each has the columns ``also`` of its row.
    """
    uses = known_uses(mapping)
    parts = [
        _one_question(uses, number, question, cells, also) for number, question in enumerate(mapping.column_questions)
    ]
    return " UNION ALL BY NAME ".join(parts)


def _one_question(uses: dict[str, ColumnUse], number: int, question: Question, cells: str, also: Sequence[str]) -> str:
    """The answers to one question, for the rows that answer it."""
    score = f"score_{number}" if question.score_column else "NULL::DOUBLE"
    comment = f"comment_{number}" if question.comment_column else "NULL::VARCHAR"
    touchpoint = "touchpoint" if "touchpoint" in uses else "NULL::VARCHAR"
    if question.touchpoint:
        touchpoint = f"coalesce({touchpoint}, {literal(question.touchpoint)})"
    own = [name for name in uses if name not in ("score", "comment", "touchpoint", "question", "metric")]
    named = ", ".join(quoted(name) for name in ("response_id", *(name for name in own if name != "response_id"), *also))
    return (
        f"SELECT row_number, {named}, extra, {literal(question.name)} AS question, "
        f"{literal(question.metric)} AS metric, {score} AS score, {comment} AS comment, {touchpoint} AS touchpoint, "
        f"{_bound(question.scale_low)} AS scale_low, {_bound(question.scale_high)} AS scale_high FROM {cells} "
        f"WHERE NOT bad AND ({score} IS NOT NULL OR {comment} IS NOT NULL)"
    )


def _figures_as_records(mapping: Mapping) -> str:
    """Each figure in good rows of ``cells``, of the measure or the period that its column is called."""
    uses = known_uses(mapping)
    named = ", ".join(quoted(name) for name in uses)
    return " UNION ALL ".join(
        f"SELECT row_number, {named}, extra, {_said_by_name(use.column, 'period' in uses)}, value_{number} AS value FROM cells "
        f"WHERE NOT bad AND value_{number} IS NOT NULL"
        for number, use in enumerate(mapping.figures)
    )


def _said_by_name(column: str, dated: bool) -> str:
    """What the name of a column of figures says: the measure where the rows are dated, else the period."""
    if dated:
        return f"{literal(column)} AS measure"
    period = ColumnUse("period", "", formats=formats_like(column)[:1], constant=column)
    return f"{typed(period, KINDS['measures'].field('period')).value} AS period"


def _bound(number: float | None) -> str:
    return "NULL::DOUBLE" if number is None else f"{float(number)!r}::DOUBLE"


def _lines_as_records(kind: Kind, uses: dict[str, ColumnUse], sums: set[str]) -> str:
    """Several rows of one key become one record: the first value that is there, the products together, ``sums`` added up."""
    key = kind.key[0]
    parts = ["string_agg(DISTINCT product, ', ' ORDER BY product) AS product"] if "product" in uses else []
    parts += [f"sum({name})::DECIMAL(18, 4) AS {name}" for name in uses if name in sums]
    parts += [
        f"arg_min({quoted(name)}, row_number) FILTER ({quoted(name)} IS NOT NULL) AS {quoted(name)}"
        for name in uses
        if name not in (key, "product") and name not in sums
    ]
    return (
        f"SELECT min(row_number) AS row_number, {key}, {', '.join(parts)}, arg_min(extra, row_number) AS extra, "
        f"list(row_number ORDER BY row_number) AS row_numbers FROM cells WHERE NOT bad GROUP BY {key}"
    )


def _add_absent_keys(cursor: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """A key that no column fills is there as empty, so that records can be compared by it."""
    present = columns_of(cursor, "typed")
    for name in kind.key:
        if name not in present:
            of_type = "TIMESTAMP" if kind.field(name).type == "time" else "VARCHAR"
            cursor.execute(f"ALTER TABLE typed ADD COLUMN {name} {of_type}")
    if kind.repeats:
        cursor.execute("ALTER TABLE typed ADD COLUMN nth BIGINT")
        cursor.execute(
            "UPDATE typed SET nth = numbered.nth FROM (SELECT rowid AS r, "
            f"row_number() OVER (PARTITION BY {', '.join(kind.key)} ORDER BY row_number) AS nth FROM typed) AS numbered "
            "WHERE typed.rowid = numbered.r"
        )
