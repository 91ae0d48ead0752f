"""Lines of text -> records of cells, losing nothing however badly the quotes are set.

A line without a quote is split and done. A line with quotes is read as the standard says; where that
breaks, or gives another number of cells than the table has columns, gentler readings are tried:
a quote closes a cell only before a delimiter, a stray quote is text, and a cell that never closes
ends with its line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analytics.files.dialects import ALIGNED, Dialect
from analytics.files.splitting import (
    cut_off,
    gentlest,
    joined_at_escapes,
    may_close,
    split_gently,
    split_strictly,
    under_other_delimiter,
    unended,
    unfused,
)

_MOST_LINES = 2_000  # a cell may run over this many lines before its opening quote counts as stray
_MOST_ATTEMPTS = 20
_MOST_PATIENCE = 50
_MOST_EXTRA = 3  # cells that a row over several lines may have more than the table
_MOST_CHARACTERS = 4_000_000


class Record(NamedTuple):
    """One record: its number in the file (from 1, blank ones counted), its cells, its lines."""

    number: int
    cells: list[str]
    lines: int
    text: str


def read_records(lines: Iterable[str], dialect: Dialect, width: int = 0, first: int = 1) -> Iterator[Record]:
    r"""Every record of ``lines`` (with their line ends); ``width`` is the expected number of cells.

    >>> lines = ["a,b\n", "1,\"two\n", "lines\"\n", "\"2,x\n", "3,\"5\" tall\"\n"]
    >>> [record.cells for record in read_records(lines, Dialect(), width=2)]
    [['a', 'b'], ['1', 'two\nlines'], ['"2', 'x'], ['3', '5" tall']]
    """
    source = _Lines(lines)
    number = first - 1
    quote, delimiter = dialect.quote, dialect.delimiter
    escaped = "\\" + delimiter
    for line in source:
        number += 1
        if delimiter == ALIGNED:
            yield Record(number, line.split() or [""], 1, line)
        elif quote and quote in line:
            cells, used, text = _quoted(line, source, dialect, width)
            yield Record(number, cells, used, text)
        else:
            cells = unended(line).split(delimiter)
            if len(cells) > width > 0 and escaped in line:
                cells = joined_at_escapes(cells, delimiter, width)
            yield Record(number, cells, 1, line)


class _Lines:
    """Lines that can be looked ahead and given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rest = iter(lines)
        self._waiting: deque[str] = deque()
        self.patience = _MOST_PATIENCE  # falls with each quote that never closes, so that many cost little

    def __iter__(self) -> Iterator[str]:
        while (line := self.next()) is not None:
            yield line

    def next(self) -> str | None:
        return self._waiting.popleft() if self._waiting else next(self._rest, None)

    def give_back(self, lines: Iterable[str]) -> None:
        self._waiting.extendleft(reversed(list(lines)))


def _quoted(line: str, source: _Lines, dialect: Dialect, width: int) -> tuple[list[str], int, str]:
    """The cells of the record that starts with ``line``, the lines it took, and its text."""
    strict, is_open = split_strictly(line, dialect)
    if strict is not None:
        return unfused(line, strict, dialect, width), 1, line
    gentle, is_open = ([], True) if is_open else split_gently(line, dialect)
    if not is_open:
        cells = gentle if not width or len(gentle) == width else gentlest(line, gentle, dialect, width)
        return cells, 1, line
    other = under_other_delimiter(line, dialect, width)
    if other is not None:
        return other, 1, line
    return _gather(line, source, dialect, width)


def _gather(line: str, source: _Lines, dialect: Dialect, width: int) -> tuple[list[str], int, str]:
    """The record whose quote ``line`` leaves open: with further lines, or alone where these do not fit."""
    gathered, several = _until_closed(line, source, dialect, width)
    text = "".join(gathered)
    fits = several is not None and (not width or len(several) == width)
    if several is not None and fits and split_strictly(text, dialect)[0] is not None:
        source.patience = _MOST_PATIENCE
        return several, len(gathered), text
    source.patience = max(0, source.patience - 1)
    alone = gentlest(line, None, dialect, width)
    if several is not None and len(alone) != width:
        return several, len(gathered), text
    source.give_back(gathered[1:])
    if len(gathered) == 1:  # perhaps the file ends within a quoted cell
        cut = cut_off(line, dialect)
        if len(alone) != width or (len(cut) == width and unended(line) == line):
            return cut, 1, line
    return alone, 1, line


def _until_closed(line: str, source: _Lines, dialect: Dialect, width: int) -> tuple[list[str], list[str] | None]:
    """Lines up to where the quotes close, and their cells; None where no such place is near."""
    gathered, size, attempts = [line], len(line), 0
    quotes = line.count(dialect.quote)
    most_lines, most_attempts = (_MOST_LINES, _MOST_ATTEMPTS) if source.patience else (3, 1)
    while len(gathered) < most_lines and size < _MOST_CHARACTERS and attempts < most_attempts:
        if (following := source.next()) is None:
            break
        gathered.append(following)
        size += len(following)
        fresh = following.count(dialect.quote)
        quotes += fresh
        even = dialect.escape != dialect.quote or quotes % 2 == 0
        if not fresh or not (even or may_close(following, dialect)):
            continue
        attempts += 1
        strict, is_open = split_strictly("".join(gathered), dialect)
        if is_open:
            continue
        gentle, is_open = split_gently("".join(gathered), dialect) if strict is None else (strict, False)
        if is_open or (width and not even and len(gentle) != width):
            continue
        most = width + (_MOST_EXTRA if strict is not None else 0)
        return gathered, gentle if not width or len(gentle) <= most else None
    return gathered, None
