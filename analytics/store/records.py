"""Source rows as records: the temporary table ``typed``, one row per record with its fields typed.

The rows of a source file stand as text in the temporary table ``staged``. One row can be one record,
several records (the questions of an answer sheet) or part of one (the lines of an order).
"""

from __future__ import annotations

import duckdb

from analytics.files.kinds import KINDS, Kind
from analytics.files.mapping import ColumnUse, Mapping, Question
from analytics.store.naming import literal, quoted
from analytics.store.typing import typed

STAGED = "staged"


def known_uses(mapping: Mapping) -> dict[str, ColumnUse]:
    """The column uses by field, without fields that the kind does not have."""
    known = {field.name for field in KINDS[mapping.kind].fields}
    return {use.field: use for use in mapping.uses if use.field in known}


def spoken_fields(mapping: Mapping) -> tuple[str, ...]:
    """The fields that an import under this mapping speaks about, its key included."""
    kind = KINDS[mapping.kind]
    filled = set(known_uses(mapping)) | set(kind.key)
    if mapping.questions:
        filled |= {"question", "metric", "score", "scale_low", "scale_high", "comment", "touchpoint"}
    return tuple(field.name for field in kind.fields if field.name in filled)


def score_use(question: Question) -> ColumnUse:
    """The score column of a question as the use of a field."""
    return ColumnUse("score", question.score_column, values=question.values)


def make_typed(
    cursor: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    columns: tuple[str, ...],
) -> None:
    """One row per record of the source: its fields typed, ``extra``, and the source row it came from.

    ``from_rows`` lists the source rows of a record that several rows make together.
    """
    kind, uses = KINDS[mapping.kind], known_uses(mapping)
    source = f"(SELECT * FROM {STAGED} ANTI JOIN rejected_now USING (row_number))"
    if not cursor.execute("SELECT count(*) FROM rejected_now").fetchall()[0][0]:
        source = STAGED
    made_id = _made_id(kind, uses, columns)
    extra = _extra(mapping, columns)
    values = {name: typed(use, kind.field(name)).value for name, use in uses.items()}
    if made_id:
        values[kind.key[0]] = made_id
    if kind.name == "tickets":
        values["satisfaction_scale"] = _satisfaction_scale(cursor, uses)
    if mapping.questions:
        parts = [_one_question(kind, values, question, extra, source) for question in mapping.questions]
        body = " UNION ALL BY NAME ".join(parts)
    elif mapping.grain == "lines":
        body = _lines_as_records(kind, values, extra, source)
    else:
        body = f"SELECT row_number, {_aliased(values)}, {extra} AS extra FROM {source}"
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE typed AS {body}")
    if "row_numbers" not in columns_of(cursor, "typed"):
        cursor.execute("ALTER TABLE typed ADD COLUMN row_numbers BIGINT[]")
    if made_id:
        _tell_repeats_apart(cursor, kind.key[0], bool(mapping.questions))
    _fill_absent_keys(cursor, kind)


def _aliased(values: dict[str, str]) -> str:
    return ", ".join(f"{value} AS {quoted(name)}" for name, value in values.items())


def _extra(mapping: Mapping, columns: tuple[str, ...]) -> str:
    kept = [column for column in columns if column not in mapping.columns]
    if not kept:
        return "NULL::JSON"
    parts = ", ".join(f"{literal(column)}, nullif({quoted(column)}, '')" for column in kept)
    return f"json_merge_patch('{{}}', json_object({parts}))"


def _made_id(kind: Kind, uses: dict[str, ColumnUse], columns: tuple[str, ...]) -> str:
    """An id from the row's content, for files that number nothing (bills, anonymous answers)."""
    key = kind.key[0]
    if key in uses or not key.endswith("_id") or key == "customer_id":
        return ""
    content = ", ".join(f"coalesce({quoted(column)}, '')" for column in columns)
    return f"'row-' || left(md5(concat_ws(chr(31), {content})), 16)"


def _tell_repeats_apart(cursor: duckdb.DuckDBPyConnection, key: str, several: bool) -> None:
    """Rows that are alike to the letter are still several rows: number them from the second on."""
    rank = f"dense_rank() OVER (PARTITION BY {key} ORDER BY row_number)"
    if not several:
        rank = f"row_number() OVER (PARTITION BY {key} ORDER BY row_number)"
    cursor.execute(
        f"UPDATE typed SET {key} = {key} || '-' || repeat FROM "
        f"(SELECT rowid AS r, {rank} AS repeat FROM typed WHERE {key} IN "
        f"(SELECT {key} FROM typed GROUP BY {key} HAVING count(DISTINCT row_number) > 1)) AS repeats "
        "WHERE typed.rowid = repeats.r AND repeat > 1"
    )


def _one_question(kind: Kind, values: dict[str, str], question: Question, extra: str, source: str) -> str:
    score = "NULL::DOUBLE"
    if question.score_column:
        score = typed(score_use(question), kind.field("score")).value
    comment = "NULL::VARCHAR"
    if question.comment_column:
        comment = typed(ColumnUse("comment", question.comment_column), kind.field("comment")).value
    touchpoint = values.get("touchpoint", "NULL::VARCHAR")
    if question.touchpoint:
        touchpoint = f"coalesce({touchpoint}, {literal(question.touchpoint)})"
    fields = values | {
        "question": literal(question.name),
        "metric": literal(question.metric),
        "score": score,
        "scale_low": "NULL::DOUBLE" if question.scale_low is None else f"{question.scale_low}::DOUBLE",
        "scale_high": "NULL::DOUBLE" if question.scale_high is None else f"{question.scale_high}::DOUBLE",
        "comment": comment,
        "touchpoint": touchpoint,
    }
    return (
        f"SELECT * FROM (SELECT row_number, {_aliased(fields)}, {extra} AS extra FROM {source}) "
        "WHERE score IS NOT NULL OR comment IS NOT NULL"
    )


def _lines_as_records(kind: Kind, values: dict[str, str], extra: str, source: str) -> str:
    """Several rows of one key become one record: the first value that is there, texts of products together."""
    key = kind.key[0]
    parts = []
    for name in values:
        if name == key:
            continue
        if name == "product":
            parts.append("string_agg(DISTINCT product, ', ' ORDER BY product) AS product")
        else:
            parts.append(f"arg_min({quoted(name)}, row_number) FILTER ({quoted(name)} IS NOT NULL) AS {quoted(name)}")
    return (
        f"SELECT min(row_number) AS row_number, {key}, {', '.join(parts)}, "
        "arg_min(extra, row_number) AS extra, list(row_number ORDER BY row_number) AS row_numbers "
        f"FROM (SELECT row_number, {_aliased(values)}, {extra} AS extra FROM {source}) GROUP BY {key}"
    )


def _satisfaction_scale(cursor: duckdb.DuckDBPyConnection, uses: dict[str, ColumnUse]) -> str:
    """The top of the scale on which tickets were rated, seen from the highest rating there is."""
    use = uses.get("satisfaction")
    if use is None:
        return "NULL::BIGINT"
    value = typed(use, KINDS["tickets"].field("satisfaction")).value
    top = cursor.execute(f"SELECT quantile_disc({value}, 0.99) FROM {STAGED}").fetchall()[0][0]
    scale = next((scale for scale in (1, 5, 7, 10) if (top or 0) <= scale), 100)
    return f"CASE WHEN {value} IS NULL THEN NULL ELSE {scale} END::BIGINT"


def _fill_absent_keys(cursor: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """A key that no column fills is there as empty, so that records can be compared by it."""
    present = columns_of(cursor, "typed")
    for name in kind.key:
        if name not in present:
            field = kind.field(name)
            cursor.execute(f"ALTER TABLE typed ADD COLUMN {name} {'TIMESTAMP' if field.type == 'time' else 'VARCHAR'}")


def columns_of(cursor: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [row[0] for row in cursor.execute(f"DESCRIBE {quoted(table)}").fetchall()]
