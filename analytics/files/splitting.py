"""One record's text -> its cells: strictly by the standard, or more and more gently."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice

from analytics.files.dialects import Dialect

OTHER_DELIMITERS = (",", ";", "\t", "|", " ")  # what a single row may be delimited by instead
_QUOTES = {'"': re.compile('"+'), "'": re.compile("'+")}
_STAND_IN = "\ue000"  # a private character instead of a delimiter of several characters
_MOST_PLACES = 20  # of a line where a quote or a delimiter may be at fault
_LONGEST_REPAIRED = 1_000_000  # a longer line whose quotes break the standard is split as it stands


def unended(line: str) -> str:
    """The line without its line end."""
    if line.endswith("\n"):
        line = line[:-1]
    return line[:-1] if line.endswith("\r") else line


def joined_at_escapes(cells: list[str], delimiter: str, width: int) -> list[str]:
    r"""The cells put together where a backslash says that a delimiter is text; as they are where that makes no row.

    >>> joined_at_escapes(["7", "a\\", "b", "x"], "|", 3), joined_at_escapes(["7", "C:\\", "b", "x"], "|", 4)
    (['7', 'a|b', 'x'], ['7', 'C:\\', 'b', 'x'])
    """
    joined = cells[:1]
    for cell in cells[1:]:
        if _slashes_before(joined[-1], len(joined[-1])) % 2:
            joined[-1] = joined[-1][:-1] + delimiter + cell
        else:
            joined.append(cell)
    return joined if len(joined) == width else cells


def may_close(line: str, dialect: Dialect) -> bool:
    """Whether a quote in the line could be the end of a cell."""
    return dialect.quote + dialect.delimiter in line or unended(line).endswith(dialect.quote)


def under_other_delimiter(line: str, dialect: Dialect, width: int) -> list[str] | None:
    """The cells of a line that another delimiter explains wholly: all quoted, and as many as expected."""
    quote, body = dialect.quote, unended(line)
    if width < 3 or body[:1] != quote or body[-1:] != quote:
        return None
    for delimiter in OTHER_DELIMITERS:
        if delimiter != dialect.delimiter and body.count(quote + delimiter + quote) >= width - 1:
            cells, is_open = split_gently(body, Dialect(delimiter, quote, dialect.escape))
            if not is_open and len(cells) == width:
                return cells
    return None


def cut_off(line: str, dialect: Dialect) -> list[str]:
    """The cells of a last line that ends within a quoted cell."""
    cells, _ = split_gently(line, dialect)
    return [*cells[:-1], _plain(cells[-1].lstrip().removeprefix(dialect.quote), dialect)]


def gentlest(line: str, standard: list[str] | None, dialect: Dialect, width: int) -> list[str]:
    """The reading of one line that has the right width; else ``standard``, else a split at each delimiter."""
    plain = [_unwrapped(cell, dialect) for cell in unended(line).split(dialect.delimiter)]
    if len(line) > _LONGEST_REPAIRED:
        return plain
    for cells in _readings(line, dialect):
        if len(cells) == width:
            return cells
    return plain if len(plain) == width else standard or plain


def _readings(line: str, dialect: Dialect) -> Iterator[list[str]]:
    """Readings of a line whose quotes break the standard, the likeliest first."""
    body, quote, delimiter = unended(line), dialect.quote, dialect.delimiter
    for eager in (False, True):
        cells, is_open = split_gently(body, dialect, eager)
        if not is_open:
            yield cells
    yield from _parted(body, dialect)
    opening = [match.end() - 1 for match in re.finditer(rf"(?:^|{re.escape(delimiter)})\s*{quote}", body)]
    for at in opening[:_MOST_PLACES]:  # a quote at the beginning of a cell that opens nothing
        cells, is_open = split_gently(body, dialect, stray=at)
        if not is_open:
            yield cells


def unfused(line: str, cells: list[str], dialect: Dialect, width: int) -> list[str]:
    """Cells that follow the standard, unless a missing delimiter between two quoted ones explains a gap."""
    if len(cells) >= width or not width or len(line) > _LONGEST_REPAIRED:
        return cells
    return next((parted for parted in _parted(unended(line), dialect) if len(parted) == width), cells)


def _parted(body: str, dialect: Dialect) -> Iterator[list[str]]:
    """The cells of a line with a delimiter put between two quoted cells that touch (``"a""b"``)."""
    quote = dialect.quote
    touching = re.compile(rf"(?<=[^\s{quote}]){quote * 2}(?=[^\s{quote}])|(?<=[^\s{quote}]{quote}){quote * 2}$")
    for match in islice(touching.finditer(body), _MOST_PLACES):
        at = match.start() + (1 if match.end() < len(body) else 0)
        cells, is_open = split_gently(body[:at] + dialect.delimiter + body[at:], dialect)
        if not is_open:
            yield cells


def _unwrapped(cell: str, dialect: Dialect) -> str:
    """A cell without the quotes around it."""
    wrapped = len(cell) > 1 and cell[0] == dialect.quote == cell[-1]
    return _plain(cell[1:-1], dialect) if wrapped else cell


def split_strictly(text: str, dialect: Dialect) -> tuple[list[str] | None, bool]:
    """The cells as the standard reads them, or None where the text breaks it; and whether a quote is open."""
    if dialect.escape != dialect.quote or len(text) > _LONGEST_REPAIRED:  # csv.reader would take four times the memory
        cells, is_open = split_gently(text, dialect)
        return (None if is_open else cells), is_open
    delimiter = dialect.delimiter
    if len(delimiter) > 1:
        text, delimiter = text.replace(delimiter, _STAND_IN), _STAND_IN
    try:
        strict = next(csv.reader([text], delimiter=delimiter, quotechar=dialect.quote, strict=True), [""])
    except csv.Error as error:
        return None, str(error) == "unexpected end of data"
    if delimiter == _STAND_IN:
        strict = [cell.replace(_STAND_IN, dialect.delimiter) for cell in strict]
    if " " + dialect.quote in text and _opens_after_blank(text, strict, dialect):
        return None, False
    return strict, False


def _opens_after_blank(text: str, cells: list[str], dialect: Dialect) -> bool:
    """Whether blanks stand before an opening quote, which the standard takes for text."""
    raw = re.search(rf"(?:^|{re.escape(dialect.delimiter)}) +{dialect.quote}", text)
    return bool(raw) and any(cell[:1] == " " and cell.lstrip()[:1] == dialect.quote for cell in cells)


def split_gently(text: str, dialect: Dialect, eager: bool = False, stray: int = -1) -> tuple[list[str], bool]:
    r"""The cells, a quote closing only before a delimiter or the end; and whether one never closed.

    With ``eager``, a doubled quote before a delimiter closes the cell and one of the two is text. The
    quote at position ``stray`` opens no cell.

    >>> split_gently('""a","b "c" d"', Dialect())
    (['"a', 'b "c" d'], False)
    >>> split_gently('"a"","b"', Dialect(), eager=True)
    (['a"', 'b'], False)
    """
    body = unended(text)
    cells: list[str] = []
    position = 0
    while True:
        start = _after_blanks(body, position, dialect.delimiter)
        if body[start : start + 1] == dialect.quote and start != stray:
            end = _closing(body, start + 1, dialect, eager)
            if end < 0:
                return [*cells, body[position:]], True
            cells.append(_plain(body[start + 1 : end], dialect))
            position = _after_blanks(body, end + 1, dialect.delimiter)
        else:
            end = body.find(dialect.delimiter, position)
            end = len(body) if end < 0 else end
            cells.append(body[position:end])
            position = end
        if position >= len(body):
            return cells, False
        position += len(dialect.delimiter)


def _after_blanks(body: str, position: int, delimiter: str) -> int:
    """The position after blanks that are not themselves the beginning of a delimiter."""
    while body[position : position + 1] in (" ", "\t") and not body.startswith(delimiter, position):
        position += 1
    return position


def _closing(body: str, position: int, dialect: Dialect, eager: bool) -> int:
    """Where the cell that opened just before ``position`` closes, or -1."""
    quote = dialect.quote
    while (found := body.find(quote, position)) >= 0:
        if dialect.escape == "\\" and _slashes_before(body, found) % 2:
            position = found + 1
            continue
        after = _after_blanks(body, found + 1, dialect.delimiter)
        closes = after >= len(body) or body.startswith(dialect.delimiter, after)
        if closes:
            return found
        if dialect.escape == quote and body.startswith(quote * 4, found):
            run = _QUOTES[quote].match(body, found) if quote in _QUOTES else None
            if run:  # within a long run of quotes nothing can close: its last two or three decide
                position = run.end() - 2 - (run.end() - found) % 2
                continue
        if body[found + 1 : found + 2] == quote and dialect.escape == quote:
            second = _after_blanks(body, found + 2, dialect.delimiter)
            ends = second >= len(body) or body.startswith(dialect.delimiter, second)
            if eager and ends:
                return found + 1
            position = found + 2
        else:
            position = found + 1
    return -1


def _slashes_before(body: str, position: int) -> int:
    count = 0
    while position > count and body[position - count - 1] == "\\":
        count += 1
    return count


def _plain(content: str, dialect: Dialect) -> str:
    """The content of a quoted cell without its escapes."""
    if dialect.escape == "\\":
        return content.replace("\\" + dialect.quote, dialect.quote).replace("\\\\", "\\")
    return content.replace(dialect.quote * 2, dialect.quote)
