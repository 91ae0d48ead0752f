"""Names and values inside SQL text: quoted so that nothing in a file can become part of a query."""

from __future__ import annotations

from pathlib import Path


def quoted(name: str) -> str:
    """An identifier in double quotes.

    >>> print(quoted('say "hi" twice'))
    "say ""hi"" twice"
    """
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text value in single quotes.

    >>> print(literal("it's"))
    'it''s'
    """
    return "'" + value.replace("'", "''") + "'"


def path_literal(path: Path) -> str:
    """The path of one file in single quotes, in which DuckDB sees no pattern that other files match as well.

    >>> print(path_literal(Path("may*[2].csv")))
    'may[*][[]2].csv'
    """
    return literal("".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path)))
