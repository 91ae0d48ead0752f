"""The cells of staged rows, typed and as private as the mapping asks for, as SQL.

The rows of a source file stand as text in the temporary table ``staged``. Their cells are typed in one pass, because
reading the text is what costs; ``analytics.store.records`` makes records of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from analytics.files.kinds import KINDS, Kind
from analytics.files.mapping import ColumnUse, Mapping
from analytics.sql import literal, quoted
from analytics.store.asked import asked_cell, asked_extra, asked_values
from analytics.store.codes import coded_cell
from analytics.store.masking import HINTS, masked
from analytics.store.messages import message_cells
from analytics.store.placing import PROSE, one_below_the_other, pattern_of
from analytics.store.privacy import is_masked, kept_cell
from analytics.store.settled import Settled
from analytics.store.typing import Typed, typed

STAGED = "staged"


def known_uses(mapping: Mapping) -> dict[str, ColumnUse]:
    """The column uses by field, without fields that the kind does not have and those that nothing fills."""
    known = {field.name for field in KINDS[mapping.kind].fields}
    return {use.field: use for use in mapping.uses if use.field in known and (use.column or use.constant)}


def read_cells(mapping: Settled) -> list[tuple[str, ColumnUse, Typed]]:
    """Everything that is read from a source row: where it goes in ``cells``, from where, and how."""
    kind = KINDS[mapping.kind]
    read = [(name, use, _cell(mapping, use, kind)) for name, use in known_uses(mapping).items()]
    if mapping.row_questions:
        read = [(name, use, asked_cell(mapping, use, cell)) for name, use, cell in read]
    for number, question in enumerate(mapping.column_questions):
        if question.score_column:
            use = ColumnUse("score", question.score_column, values=question.values)
            read.append((f"score_{number}", use, typed(use, kind.field("score"))))
        if question.comment_column:
            use = ColumnUse("comment", question.comment_column)
            read.append((f"comment_{number}", use, _cell(mapping, use, kind)))
    read += [(f"value_{number}", use, typed(use, kind.field("value"))) for number, use in enumerate(mapping.figures)]
    return read + message_cells(mapping)


def _cell(mapping: Settled, use: ColumnUse, kind: Kind) -> Typed:
    """A cell typed for its field, an id as a code where the mapping asks for it."""
    plain = use.field in mapping.plain and use == mapping.use_of(use.field)
    return coded_cell(mapping, use, Typed(quoted(use.column)) if plain else typed(use, kind.field(use.field)))


def type_cells(cursor: duckdb.DuckDBPyConnection, mapping: Settled, columns: tuple[str, ...]) -> int:
    """Make ``cells``: every staged row typed, with ``extra``, and ``bad`` where a cell cannot be typed.

    Gives the number of bad rows. One pass over the staged text, because typing it is what costs.
    """
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE cells AS {cells_of_rows(mapping, columns)}")
    return int(cursor.execute("SELECT count(*) FILTER (bad) FROM cells").fetchall()[0][0])


def cells_of_rows(
    mapping: Settled,
    columns: tuple[str, ...],
    source: str = STAGED,
    words: Sequence[str] | None = None,
    codes: dict[str, str] | None = None,
) -> str:
    """The query that types the rows of ``source``: ``row_number``, every cell that is read, ``extra`` and ``bad``.

    Where ``words`` are told there is ``hinted`` as well, false only where none of them is in what the customer wrote.
    ``codes`` is SQL over ``source`` for the codes of columns, by column, that stand there already.
    """
    read = read_cells(mapping)
    values = {name: cell.value for name, _, cell in read}
    if mapping.row_questions:
        values |= asked_values(mapping)
    if made := _made_id(KINDS[mapping.kind], known_uses(mapping), columns):
        values[KINDS[mapping.kind].key[0]] = made
    # The values get names of their own, because whether a cell is bad is asked of its value and its text.
    mark = _free_mark(columns)
    own = {name: quoted(mark + name) for name in values}
    hinted = quoted(f"{mark}hinted")
    private = [name for name, use, _ in read if is_masked(mapping, use)]
    prose = [name for name, use, _ in read if use.field in PROSE.get(mapping.kind, ())]
    look = _look(
        {HINTS: [own[name] for name in private], pattern_of(words or ()): [own[name] for name in prose if words]}
    )
    parts = [
        f"{f'CASE WHEN {hinted} THEN {masked(value)} ELSE {value} END' if name in private else value} AS {quoted(name)}"
        for name, value in own.items()
    ]
    if words is not None:
        parts.append(f"{hinted} AS hinted")
    bad = [cell.bad_where(own[name]) for name, _, cell in read if cell.says != "FALSE"]
    return (
        f"SELECT row_number, {', '.join(parts)}, {_extra(mapping, columns, codes or {})} AS extra, {' OR '.join(bad) or 'FALSE'} AS bad "
        f"FROM (SELECT *, {look} AS {hinted} FROM "
        f"(SELECT *, {', '.join(f'{value} AS {own[name]}' for name, value in values.items())} FROM {source}))"
    )


def _look(wanted: dict[str, list[str]]) -> str:
    """Whether any of the patterns is found in a text it is wanted in: one look for all, which costs a third of one for each."""
    patterns = [pattern for pattern, texts in wanted.items() if texts]
    if not patterns:
        return "FALSE"
    below = one_below_the_other(dict.fromkeys(text for texts in wanted.values() for text in texts))
    # DuckDB would look again wherever the answer is used; what holds a random number is computed once.
    return f"regexp_matches({below}, {literal('|'.join(patterns))}, 'i') AND random() < 2"


def key_of_row(mapping: Settled, columns: tuple[str, ...]) -> list[str]:
    """The parts of a staged row's key as SQL, typed; NULL for a part that no column fills."""
    kind, uses = KINDS[mapping.kind], known_uses(mapping)
    made = _made_id(kind, uses, columns)
    return [
        _cell(mapping, uses[name], kind).value if name in uses else (name == kind.key[0] and made) or "NULL"
        for name in kind.key
    ]


def kept_columns(mapping: Mapping, columns: tuple[str, ...]) -> list[str]:
    """The columns that no field reads and that are kept beside the fields, in ``extra``."""
    return [column for column in columns if column not in mapping.columns and column not in mapping.dropped]


def _extra(mapping: Settled, columns: tuple[str, ...], codes: dict[str, str]) -> str:
    """The cells that no field reads and that hold something, as the text of one JSON object.

    Put together as text: ``json_object`` keeps empty cells, and taking them out again reads all of it once more.
    """
    kept = kept_columns(mapping, columns)
    partly = asked_extra(mapping)
    if not kept and not partly:
        return "NULL::JSON"
    if len(kept) == 1 and not partly:
        (column,) = kept
        cell = f"json_object({literal(column)}, {codes.get(column) or kept_cell(mapping, column)})"
        return f"CASE WHEN {quoted(column)} <> '' THEN {cell} ELSE '{{}}'::JSON END"
    conditions = {column: f"{quoted(column)} <> ''" for column in kept}
    if partly:
        conditions[partly[0]] = f"{quoted(partly[0])} <> '' AND {partly[1]}"
    parts = ", ".join(
        f"CASE WHEN {condition} THEN to_json({literal(column)}) || ':' || "
        f"to_json({codes.get(column) or kept_cell(mapping, column)}) END"
        for column, condition in conditions.items()
    )
    return f"('{{' || concat_ws(',', {parts}) || '}}')::JSON"


def _free_mark(columns: tuple[str, ...]) -> str:
    """Something to put in front of a name so that it is none of the file's."""
    mark = "as "
    while any(column.casefold().startswith(mark) for column in columns):
        mark = f"as {mark}"
    return mark


def _made_id(kind: Kind, uses: dict[str, ColumnUse], columns: tuple[str, ...]) -> str:
    """An id from the row's content, for files that number nothing (bills, anonymous answers)."""
    key = kind.key[0]
    if key in uses or not key.endswith("_id") or key == "customer_id":
        return ""
    content = ", ".join(f"coalesce({quoted(column)}, '')" for column in columns)
    return f"'row-' || left(md5(concat_ws(chr(31), {content})), 16)"
