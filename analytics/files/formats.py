"""What sort of file it is, by its first bytes, never by its name; and a clear refusal for the rest."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO, Literal

from analytics.errors import UnreadableFile
from analytics.files.access import is_of_the_system

Format = Literal[
    "text", "json", "xlsx", "xls", "xlsb", "ods", "html", "xml", "parquet", "duckdb", "gzip", "bzip2", "xz", "zip"
]

_ADVICE = "Export the data as CSV or Excel and choose that file."
_KNOWN: tuple[tuple[int, bytes, Format], ...] = (
    (0, b"PAR1", "parquet"),
    (8, b"DUCK", "duckdb"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
)
_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF", "a PDF document"),
    (0, b"\x89PNG", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"RIFF", "a sound or film"),
    (4, b"ftyp", "a film or picture"),
    (0, b"ID3", "a sound file"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90", "a program"),
    (0, b"SQLite format 3", "an SQLite database"),
    (0, b"7z\xbc\xaf", "a 7-Zip archive"),
    (0, b"Rar!", "a RAR archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (0, b"{\\rtf", "a rich text document"),
    (257, b"ustar", "a tar archive"),
    (0, b"RDX", "an R data file"),
    (0, b"Obj\x01", "an Avro file"),
    (0, b"\xd0\xcf\x11\xe0", "ole"),
)
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NO_CONTROLS = bytes(range(32, 256)) + b"\t\n\r\x0b\x0c\x01\x1c\x1d\x1e\x1f"
_WEB_PAGE = re.compile(rb"(?i)<(!doctype html|html|head|body|table|div|style|meta)\b")
_BEFORE_MARKUP = re.compile(rb"^(?:<\?.*?\?>|<!--.*?-->|\s)+", re.DOTALL)
_ELEMENTS = re.compile(rb"<[A-Za-z_][\w.:-]*(?:\s[^<>]*)?>\s*<[A-Za-z_]")
_ASSIGNED = re.compile(
    rb"^(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*=\s*(?=\{\s*\"|\[\s*[\[{])"
)  # to a name in a script
_ZERO_WITHIN = re.compile(rb"\0[\w\x80-\xff]")  # what is filled up goes on with a separator or a line end
_SPREADSHEET_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_FEW_CONTROLS = 4  # a short damaged text may hold as many
_MOST_CONTROLS = 0.03  # of the bytes; chance would give 0.09
_HEAD = 65536
_CHUNK = 1 << 22
_BLANKS = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"


def format_of(path: Path, name: str) -> Format:
    """The format of the file at ``path``; ``name`` is what a person calls it.

    Raises ``UnreadableFile`` for an empty file and for everything that holds no table.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if not head.strip(_BLANKS):
            raise UnreadableFile(f"{name} {_how_empty(file)}")
    for offset, magic, known in _KNOWN:
        if head.startswith(magic, offset):
            return known
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _packed_format(path, name)
    for offset, magic, what in _OTHERS:
        if head.startswith(magic, offset):
            return _ole_format(path, name) if what == "ole" else _refuse(name, what)
    return _text_format(head, name)


def _how_empty(file: IO[bytes]) -> str:
    """Whether a file that begins with blanks holds nothing else, and what to do about it."""
    if any(chunk.strip(_BLANKS) for chunk in iter(lambda: file.read(_CHUNK), b"")):
        return "begins with so many blank lines that no table was looked for below them. Take them out."
    return "is empty. Export the data again and choose the new file."


def _refuse(name: str, what: str) -> Format:
    raise UnreadableFile(f"{name} is {what}, not a table. {_ADVICE}")


def _packed_format(path: Path, name: str) -> Format:
    """A workbook, another office document, or an archive of files."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
            kind = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in members else ""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        if is_of_the_system(error):
            raise
        raise UnreadableFile(f"{name} is damaged and cannot be unpacked. Download or export it again.") from error
    if "spreadsheet" in kind:
        return "ods"
    if any(member.startswith("xl/") or member == "[Content_Types].xml" for member in members):
        folders = {member.split("/")[0] for member in members}
        if folders & {"word", "ppt"} or not any(
            member.lower().endswith(("book.xml", "book.bin")) for member in members
        ):
            return _refuse(name, "an office document without a sheet")
        return "xlsb" if any(member.lower().endswith("book.bin") for member in members) else "xlsx"
    return _refuse(name, "a text document or presentation") if kind else "zip"


def _ole_format(path: Path, name: str) -> Format:
    """An old workbook, unless it is an encrypted new one."""
    content = path.read_bytes() if path.stat().st_size < 64 << 20 else b""
    if _OLE_ENCRYPTED in content:
        raise UnreadableFile(f"{name} is protected with a password. Save it without a password and choose it again.")
    if "WordDocument".encode("utf-16-le") in content:
        return _refuse(name, "a Word document")
    return "xls"


def _text_format(head: bytes, name: str) -> Format:
    """Text, JSON, markup, or bytes that are none of these."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    plain = (head.decode("utf-16", "ignore").encode() if wide else head).lstrip(b"\xef\xbb\xbf \t\r\n")
    if plain.startswith(b"<") and (markup := _markup_format(plain, name)):
        return markup
    if wide:
        return "text"
    many = _controls(head) > max(_FEW_CONTROLS, _MOST_CONTROLS * len(head))
    if many and not _wide_text(head) and not _filled_up(head):
        return _refuse(name, "not text")
    plain = _ASSIGNED.sub(b"", plain, count=1)
    return "json" if plain[:1] in b"{[" and _looks_like_json(plain) else "text"


def _markup_format(plain: bytes, name: str) -> Format | None:
    """What begins as markup does: a web page, an old workbook in XML, or what holds no table; None for other text."""
    within = _BEFORE_MARKUP.sub(b"", plain, count=1)
    if _WEB_PAGE.match(within):
        return "html"
    if within.startswith(b"<Workbook") and _SPREADSHEET_2003 in within:
        return "xml"
    if plain.startswith(b"<?xml") or _ELEMENTS.match(within):
        return _refuse(name, "an XML document")
    return None


def _controls(head: bytes) -> int:
    """How many control characters there are besides white space and the separators that data may hold."""
    return len(head.translate(None, _NO_CONTROLS))


def _filled_up(head: bytes) -> bool:
    """Text whose cells, or whose end, were filled up with zero bytes to a fixed length, as host systems do."""
    text = head.replace(b"\0", b"")
    return b"\n" in text and not _controls(text) and not _ZERO_WITHIN.search(head)


def _wide_text(head: bytes) -> bool:
    """Text of two bytes per character: every second byte is zero, or nearly."""
    half = len(head) / 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.4 * half and min(even, odd) < 0.1 * half


def _looks_like_json(plain: bytes) -> bool:
    """An object or list, rather than a bracket in a cell of text."""
    rest = plain[1:].lstrip()
    starts = b'"}' if plain[:1] == b"{" else b'{["]-0123456789tfn'
    return rest[:1] != b"" and rest[:1] in starts
