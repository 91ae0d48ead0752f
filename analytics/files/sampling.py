"""A look at the beginning and the end of a text file: its encoding, its line ends, its first lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from analytics.files.decoding import find_encoding, foreign_lines, on_foreign_bytes

_SAMPLE = 1 << 20
_TAIL = 1 << 16
_SHOWN = 5  # numbers of lines that a sentence names
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,100}charset=[\"']?([\w.:-]+)")
_LINES = {
    "\n": re.compile(r"[^\n]*\n|[^\n]+"),
    "\r\n": re.compile(r"[^\n]*\n|[^\n]+"),
    "\r": re.compile(r"[^\r]*\r|[^\r]+"),
    "": re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+"),
}


def encoding_of(path: Path) -> str:
    """The encoding, judged by the beginning of the file and by its first part that is not ASCII."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        if not head.isascii() or len(head) < _SAMPLE:
            return find_encoding(head, whole=len(head) < _SAMPLE)
        while chunk := file.read(1 << 22):
            if not chunk.isascii():
                first = next(i for i in range(0, len(chunk), 4096) if not chunk[i : i + 4096].isascii())
                return find_encoding(chunk[first : first + _SAMPLE], whole=False)
    return find_encoding(head)


def encoding_of_page(path: Path) -> str:
    """The encoding of a web page: Unicode where its bytes are, otherwise the one that it names, as far as that can be."""
    found = encoding_of(path)
    if found.startswith("utf"):
        return found
    with path.open("rb") as file:
        named = _CHARSET.search(file.read(_SAMPLE))
    try:
        name = codecs.lookup(named[1].decode()).name if named else found
    except LookupError:
        return found
    # A page that says Latin-1 or UTF-8 and is not, is Windows Western to every browser.
    return found if name in ("utf-8", "iso8859-1", "ascii") else name


def foreign_told(path: Path, encoding: str) -> Iterator[str]:
    """In words, which lines in the first part of the file hold bytes that are not of its encoding."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    if len(head) == _SAMPLE:
        head = head[: head.rfind(b"\n") + 1]
    found = foreign_lines(head, encoding)
    if found:
        shown = ", ".join(f"{number:,}" for number in found[:_SHOWN]) + (", ..." if len(found) > _SHOWN else "")
        held = f"line {shown} held" if len(found) == 1 else f"{len(found):,} lines ({shown}) held"
        yield f"{held} bytes that are not {encoding.upper()}, unlike the rest; they were read as Windows Western (cp1252)"


def head_of(path: Path, encoding: str) -> tuple[str, bool]:
    """The first part of the file as text, and whether it is all of it."""
    with path.open("r", encoding=encoding, errors=on_foreign_bytes, newline="") as file:
        return file.read(_SAMPLE), not file.read(1)


def tail_of(path: Path, encoding: str) -> list[str]:
    """The last lines of a long file, the first of them whole."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL) // 4 * 4)
        tail = file.read()
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    return tail.decode(plain, on_foreign_bytes).splitlines()[1:]


def split_lines(text: str, newline: str) -> list[str]:
    r"""The lines with their ends, zero characters taken out.

    >>> split_lines("a\rb\nc", "\n"), split_lines("a\rb\nc", "")
    (['a\rb\n', 'c'], ['a\r', 'b\n', 'c'])
    """
    return _LINES[newline].findall(text.replace("\0", ""))


def newline_of(text: str, delimiter: str) -> str:
    r"""The line end: ``\n``, ``\r\n``, ``\r``, or ``""`` where each of them ends lines.

    >>> newline_of("a,b\r\nc,d\n", ","), newline_of("a,b\rc,d\ne,f\n", ",")
    ('\n', '')
    """
    feeds, pairs = text.count("\n"), text.count("\r\n")
    lone = text.count("\r") - pairs
    if not feeds:
        return "\r" if lone else "\n"
    usual = "\r\n" if pairs * 2 > feeds else "\n"
    return usual if not lone or _within_cells(text, delimiter) else ""


def _within_cells(text: str, delimiter: str) -> bool:
    """Whether lone carriage returns stand within cells: the lines that hold them are whole lines."""
    lines: Sequence[str] = [line.rstrip("\r") for line in text.split("\n")]
    counts = [line.count(delimiter) for line in lines if "\r" not in line]
    expected = max(set(counts), key=counts.count) if counts else -1
    torn = [line for line in lines if "\r" in line]
    return sum(line.count(delimiter) == expected for line in torn) * 2 > len(torn)
