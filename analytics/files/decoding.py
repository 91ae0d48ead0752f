"""Which encoding turns the bytes of a file into text."""

from __future__ import annotations

import codecs
import re

from analytics.files.code_pages import find_code_page

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TELLING = 40_000
# Beside a figure, and no part of a word, this byte is a euro: as the sign for any currency hardly anybody writes it.
_EURO_OF_LATIN = re.compile(rb"\d[ \xa0]?\xa4(?![\x80-\xff])|(?<![\x80-\xff])\xa4[ \xa0]?\d")
_NOT_LATIN = re.compile(rb"[\x80-\x9f\xa4]")
_FOREIGN = "journey_foreign_bytes"


def _foreign_bytes(error: UnicodeError) -> tuple[str, int]:
    """Bytes that do not belong to the file's encoding, read as Windows Western: text is kept, not lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_FOREIGN, _foreign_bytes)
on_foreign_bytes = _FOREIGN


def find_encoding(sample: bytes, whole: bool = True) -> str:
    """The Python name of the encoding; ``whole`` says that the sample is not cut off at its end.

    >>> find_encoding("Größe;Preis".encode("utf-8")), find_encoding("Größe;Preis".encode("cp1252"))
    ('utf-8', 'cp1252')
    >>> find_encoding("a,b".encode("utf-16")), find_encoding("a,b".encode("utf-16-be"))
    ('utf-16', 'utf-16-be')
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    wide = _unmarked_utf16(sample)
    if wide:
        return wide
    if sample.isascii():
        return "iso2022_jp" if b"\x1b$" in sample else "utf-8"
    if _is_utf8(sample, whole):
        return "utf-8"
    return _legacy(sample)


def _unmarked_utf16(sample: bytes) -> str:
    """UTF-16 without a mark, known by the zero byte that every Latin letter brings; else ``""``."""
    head = sample[:4096]
    if len(head) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else ""


def _is_utf8(sample: bytes, whole: bool) -> bool:
    """Valid UTF-8, or UTF-8 with foreign bytes in it (files glued together): few, or on fewer lines than Unicode's own."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample, final=whole)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
        foreign = text.count("\ufffd")
        proper = sum(1 for character in text[:200_000] if character > "\x7f" and character != "\ufffd")
        broken = foreign_lines(sample, "utf-8")
        return proper > 4 * foreign or sum(not line.isascii() for line in sample.splitlines()) > 2 * len(broken)
    return True


def foreign_lines(sample: bytes, encoding: str) -> tuple[int, ...]:
    """The numbers of the lines with bytes that do not belong to the encoding.

    >>> foreign_lines("café\\n".encode("cp1252") + "café\\n".encode(), "utf-8")
    (1,)
    """
    lines = [] if encoding.startswith(("utf-16", "utf-32")) else sample.splitlines()
    return tuple(number for number, line in enumerate(lines, start=1) if not _is_valid(line, encoding))


def _is_valid(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _legacy(sample: bytes) -> str:
    """A code page for text that is not Unicode, from the lines that hold other than ASCII."""
    telling = b"\n".join(line for line in sample.split(b"\n") if not line.isascii())
    telling = telling[:_TELLING].rpartition(b"\n")[0] if len(telling) > _TELLING else telling
    without = _EURO_OF_LATIN.sub(b"5", telling)
    if without != telling and not _NOT_LATIN.search(without) and find_code_page(without) == "cp1252":
        return "iso8859-15"  # the euro is what it differs by
    return find_code_page(telling)
