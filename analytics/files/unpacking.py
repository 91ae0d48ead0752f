"""Source files out of their wrapping: gzip, bzip2, xz and zip, into a temporary file, within limits.

Names inside an archive are shown and never followed: nothing is written where an archive says.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from analytics.errors import UnreadableFile
from analytics.files.access import is_of_the_system
from analytics.files.formats import Format
from analytics.files.limits import FREE_UNPACKED, MOST_MEMBERS, MOST_RATIO, MOST_UNPACKED

_CHUNK = 1 << 20
_DAMAGE = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
)
WRAPPINGS: frozenset[Format] = frozenset({"gzip", "bzip2", "xz", "zip"})


def members_of(path: Path, name: str) -> tuple[str, ...]:
    """The files in a zip archive that could hold a table, in their order."""
    with _zip(path, name) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and _is_data(entry.filename)]
    if len(entries) > MOST_MEMBERS:
        raise UnreadableFile(
            f"{name} holds {len(entries):,} files, more than {MOST_MEMBERS:,}. Unpack it and choose the ones you need."
        )
    if not entries:
        raise UnreadableFile(f"{name} holds no file. Export the data again and choose the new file.")
    return tuple(entry.filename for entry in entries)


def _is_data(filename: str) -> bool:
    """Not one of the files that operating systems leave in archives."""
    parts = filename.replace("\\", "/").split("/")
    return "__MACOSX" not in parts and not parts[-1].startswith(".") and parts[-1].lower() != "thumbs.db"


@contextmanager
def unpacked(path: Path, name: str, wrapping: Format, member: str = "") -> Iterator[Path]:
    """A temporary file with the unpacked bytes; gone when the context ends.

    Raises ``UnreadableFile`` when the archive is damaged, encrypted, or unpacks to far more than data does.
    """
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        target = Path(folder) / "source"
        try:
            if wrapping == "zip":
                with zipfile.ZipFile(path) as archive, archive.open(member) as source:
                    _copy(source, target, archive.getinfo(member).compress_size, name)
            else:
                with _opened(path, wrapping) as source:
                    _copy(source, target, path.stat().st_size, name)
        except _DAMAGE as error:
            if is_of_the_system(error):
                raise
            if not _only_more_behind(error, target):
                raise UnreadableFile(_why(name, error)) from error
        yield target


def _opened(path: Path, wrapping: Format) -> IO[bytes]:
    """The bytes inside a file that is packed as a whole."""
    if wrapping == "gzip":
        return cast(IO[bytes], gzip.open(path, "rb"))
    return cast(IO[bytes], bz2.open(path, "rb") if wrapping == "bzip2" else lzma.open(path, "rb"))


def _only_more_behind(error: Exception, target: Path) -> bool:
    """Whether a whole gzip file was unpacked and what stands behind it is none: padding, a signature."""
    return isinstance(error, gzip.BadGzipFile) and "Not a gzipped" in str(error) and target.stat().st_size > 0


def _copy(source: IO[bytes], target: Path, packed: int, name: str) -> None:
    """The bytes of ``source`` in ``target``, given up as soon as they are suspiciously many."""
    written = 0
    with target.open("wb") as file:
        while chunk := source.read1(_CHUNK):  # type: ignore[attr-defined]  # all four have it; what came is kept
            written += len(chunk)
            if written > MOST_UNPACKED or (written > FREE_UNPACKED and written > MOST_RATIO * packed):
                raise UnreadableFile(
                    f"{name} unpacks to far more than a table of its size holds, so it was not opened."
                    " Unpack it yourself if you trust it, and choose the file inside."
                )
            file.write(chunk)


def _why(name: str, error: Exception) -> str:
    if "password" in str(error) or "encrypted" in str(error):
        return f"{name} is protected with a password. Unpack it and choose the file inside."
    return f"{name} is damaged and cannot be unpacked. Download or export it again."


@contextmanager
def _zip(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        if is_of_the_system(error):
            raise
        raise UnreadableFile(_why(name, error)) from error
    with archive:
        yield archive
