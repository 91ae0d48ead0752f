"""Options by which a person overrules what the reader would decide about a file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

import click

from analytics.errors import NotFound
from analytics.files.corrections import Correction, reread
from analytics.files.table import SourceTable

Choose = Callable[[Iterable[SourceTable]], tuple[SourceTable, ...]]

_NAMED = {"tab": "\t", "space": " ", "comma": ",", "semicolon": ";", "pipe": "|", r"\t": "\t", "none": ""}
_OPTIONS = (
    click.option("--encoding", help="The encoding of the file, such as cp1252."),
    click.option("--delimiter", help="The sign between columns; tab and space may be spelt out."),
    click.option("--quote", help="The sign around text, or none."),
    click.option("--header-rows", type=click.IntRange(0, 20), help="How many rows name the columns."),
    click.option("--skip", "skip_rows", type=click.IntRange(0), help="How many lines stand above the header."),
    click.option("--footer-rows", type=click.IntRange(0), help="How many rows stand below the data."),
    click.option("--sheet", help="The sheet, table, list or archived file to read."),
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; it is called with ``choose``, which applies them to a file's tables."""

    @functools.wraps(command)
    def with_choice(
        *args: Any, encoding: str | None, delimiter: str | None, quote: str | None, header_rows: int | None,
        skip_rows: int | None, footer_rows: int | None, sheet: str | None, **others: Any,
    ) -> Any:  # fmt: skip
        correction = Correction(encoding, _sign(delimiter), _sign(quote), header_rows, skip_rows, footer_rows)

        def choose(tables: Iterable[SourceTable]) -> tuple[SourceTable, ...]:
            return tuple(reread(table, correction) for table in _named(tuple(tables), sheet))

        return command(*args, choose=choose, **others)

    for option in reversed(_OPTIONS):
        with_choice = option(with_choice)
    return with_choice


def _sign(text: str | None) -> str | None:
    """A sign that may be spelt out, because a shell swallows a tab.

    >>> _sign("tab"), _sign(";"), _sign(None)
    ('\\t', ';', None)
    """
    return None if text is None else _NAMED.get(text.casefold(), text)


def _named(tables: tuple[SourceTable, ...], sheet: str | None) -> tuple[SourceTable, ...]:
    """The tables of that sheet or archived file; all where none is named."""
    if sheet is None:
        return tables
    wanted = tuple(table for table in tables if sheet in _names_of(table))
    if not wanted:
        offered = ", ".join(dict.fromkeys(_names_of(table)[0] for table in tables))
        raise NotFound(f"{tables[0].name} has no sheet or table called {sheet}. It has: {offered}.")
    return wanted


def _names_of(table: SourceTable) -> tuple[str, ...]:
    layout = table.layout
    names = (layout.sheet, layout.within, layout.member, layout.sheet.rpartition(".")[2])
    return tuple(name for name in names if name) or ("one table without a name",)
