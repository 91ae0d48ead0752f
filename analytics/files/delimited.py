"""Delimited text (CSV, TSV and their relatives): its dialect, its header, its first rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analytics.errors import UnreadableFile
from analytics.files.commented_headers import are_named_in_a_comment
from analytics.files.delimited_rows import dialect_of, lines_within
from analytics.files.delimited_tables import Sample, table_in, tables_apart
from analytics.files.dialects import find_dialect
from analytics.files.footers import rows_below
from analytics.files.headers import Frame, find_frame, usual_width
from analytics.files.limits import MOST_COLUMNS
from analytics.files.records import Record, read_records
from analytics.files.row_shapes import filled, is_rule, trimmed
from analytics.files.rulers import BETWEEN, cells_under, ruler_of
from analytics.files.sampling import encoding_of, head_of, newline_of, split_lines, tail_of
from analytics.files.sections import sections_of
from analytics.files.stacked_records import fields_of
from analytics.files.table import UNTOLD, Layout, SourceTable
from analytics.files.wrapping import are_wrapped

_SEPARATOR_HINT = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)


def examine_delimited(path: Path, name: str, told: Layout | None = None) -> tuple[SourceTable, ...]:
    """What stands in the plain text file at ``path``: the layout, columns and first rows of each table, the longest first.

    Fields of ``told`` are followed; an empty encoding or delimiter and a negative number of header,
    skipped or footer rows are found out. Raises ``UnreadableFile`` for blank files and monstrous ones.
    """
    layout = replace(told or UNTOLD, format="csv")
    layout = replace(layout, encoding=layout.encoding or encoding_of(path))
    text, whole = head_of(path, layout.encoding)
    lines = split_lines(text, "")
    lines = lines if whole or len(lines) < 2 else lines[:-1]  # the sample may end within a cell, of any length
    layout = replace(layout, wrapped=bool(layout.quote) and are_wrapped(lines))
    if not layout.delimiter and (ruler := ruler_of(lines)):
        layout = replace(layout, ruler=ruler, delimiter=BETWEEN, quote="", escape="")
    elif not layout.delimiter and (fields := fields_of(lines)):
        layout = replace(layout, stacked=fields, delimiter=BETWEEN, quote="", escape="", header_rows=1)
    elif not layout.delimiter and are_named_in_a_comment(lines):
        layout = replace(layout, commented=True, delimiter=BETWEEN, quote="", escape="", header_rows=1)
    lines = list(lines_within(lines, layout))
    hint = _SEPARATOR_HINT.match(lines[0]) if lines and not layout.delimiter else None
    layout = _with_dialect(layout, lines[1:] if hint else lines, hint[1] if hint else "")
    layout = replace(layout, newline=newline_of(text, layout.delimiter))
    records = _records(_lines(text, layout), layout)
    _check_width(records, name)
    if not whole and len(records) > 1:
        records.pop()  # the sample may end within it
    rows = [record for record in records if filled(record.cells)]
    if usual_width([record.cells for record in rows]) > 1:
        rows = [record for record in rows if not is_rule(record.cells)]
    if len(rows) <= bool(hint):
        raise UnreadableFile(f"{name} holds no text, only blanks and separators. Export the data again.")
    if rows[-1].number <= layout.skip_rows:
        raise UnreadableFile(f"{name} has no rows below line {layout.skip_rows:,}. Skip fewer lines.")
    found = Sample(path, name, layout, records, rows)
    if whole and not _says_where(layout):
        sections = sections_of(rows, frozenset(record.number for record in records if not filled(record.cells)))
        if len(sections) > 1:
            return tables_apart(found, sections)
    frame = _frame(rows, layout, bool(hint), whole)
    if not whole and layout.footer_rows < 0:
        footers = _footers_at_end(path, layout, frame.width)
        return (table_in(found, replace(frame, below=len(footers)), footers),)
    return (table_in(found, frame),)


def _says_where(layout: Layout) -> bool:
    """Whether a person said where the table begins or ends: then it is the only one."""
    return max(layout.skip_rows, layout.footer_rows) >= 0


def _with_dialect(layout: Layout, lines: Sequence[str], hint: str) -> Layout:
    """The layout with delimiter, quote and escape: as told, as the file says itself, or as found."""
    if layout.delimiter:
        return layout
    found = find_dialect([line for line in lines if not is_rule([line.rstrip("\r\n")])])
    return replace(layout, delimiter=hint or found.delimiter, quote=found.quote, escape=found.escape)


def _lines(text: str, layout: Layout) -> list[str]:
    return list(lines_within(split_lines(text, layout.newline), layout))


def _records(lines: Sequence[str], layout: Layout) -> list[Record]:
    """The records of the sample, read a second time once their usual width is known."""
    dialect = dialect_of(layout)
    records = list(read_records(lines, dialect))
    width = usual_width([record.cells for record in records if filled(record.cells)])
    return list(read_records(lines, dialect, width))


def _check_width(records: Sequence[Record], name: str) -> None:
    """Refuse a table that nobody could map, before more work goes into it."""
    width = max((len(trimmed(record.cells)) for record in records), default=0)
    if width > MOST_COLUMNS:
        raise UnreadableFile(
            f"{name} has more than {MOST_COLUMNS:,} columns. Keep the ones you need and choose it again."
        )


def _frame(rows: Sequence[Record], layout: Layout, hinted: bool, whole: bool) -> Frame:
    """Where the table begins and ends among the filled rows: found, then overruled by what was told."""
    skipped = int(hinted)
    if layout.skip_rows >= 0:
        skipped = sum(1 for record in rows if record.number <= layout.skip_rows)
    frame = find_frame([record.cells for record in rows[skipped:]], complete=whole)
    return replace(
        frame,
        above=skipped if layout.skip_rows >= 0 else skipped + frame.above,
        header_rows=frame.header_rows if layout.header_rows < 0 else layout.header_rows,
        below=frame.below if layout.footer_rows < 0 else layout.footer_rows,
    )


def _footers_at_end(path: Path, layout: Layout, width: int) -> tuple[str, ...]:
    """Totals and notes in the last part of a file that is too long to be looked at as a whole.

    The part may begin inside a quoted cell, so a line with a quote in it ends the search: it may be the
    end of a comment of several lines, and no record may be taken for a note.
    """
    if layout.stacked or layout.commented:
        return ()
    lines = [line for line in tail_of(path, layout.encoding) if line.strip()]
    rows = [cells_under(layout.ruler, line) if layout.ruler else line.split(layout.delimiter) for line in lines]
    plain = 0
    while plain < len(lines) and not (layout.quote and layout.quote in lines[-1 - plain]):
        plain += 1
    below = min(rows_below(rows, width), plain)
    return tuple(lines[len(lines) - below :])
