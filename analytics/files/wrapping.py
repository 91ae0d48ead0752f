"""Files whose every line was wrapped as one quoted cell: a table that was opened as a single column and saved again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analytics.files.dialects import find_dialect
from analytics.files.records import read_records
from analytics.files.row_shapes import filled

_WRAPPED = re.compile(r'"((?:[^"\r\n]|"")*)"([\r\n]*)')
_LEAST_LINES = 3
_MOST_LINES = 2_000  # of a sample that are looked at


def are_wrapped(lines: Sequence[str]) -> bool:
    r"""Whether each line is one quoted cell, and a regular table stands within.

    >>> are_wrapped(['"id,word"\n', '"1,a"\n', '"2,d"\n'])
    True
    >>> are_wrapped(['"Great, thanks"\n', '"So, so"\n', '"Bad, sorry"\n'])
    False
    """
    some = [line for line in lines[:_MOST_LINES] if line.strip()]
    if len(some) < _LEAST_LINES or not all(map(_WRAPPED.fullmatch, some)):
        return False
    inner = list(unwrapped(some))
    dialect = find_dialect(inner)
    rows = [record.cells for record in read_records(inner, dialect)]
    header = rows[0]
    names = {name.strip().casefold() for name in header}
    prose = any(cell[:1] == " " for row in rows for cell in row)  # commas of sentences part no cells
    alike = len(dialect.delimiter) == 1 and {len(row) for row in rows} == {len(header)}
    return alike and not prose and 1 < len(header) == len(names) == filled(header)


def unwrapped(lines: Iterable[str]) -> Iterator[str]:
    r"""The lines without what wraps them; one that is not wrapped stays as it is.

    >>> list(unwrapped(['"1,""a, b"",x"\n', '"1","a"\n']))
    ['1,"a, b",x\n', '"1","a"\n']
    """
    for line in lines:
        found = _WRAPPED.fullmatch(line)
        yield found[1].replace('""', '"') + found[2] if found else line
