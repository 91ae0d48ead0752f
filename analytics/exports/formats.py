"""Formats that something can leave in, and files that are written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from analytics.errors import JourneyError, NotFound

T = TypeVar("T")

_OFFICE = "application/vnd.openxmlformats-officedocument"
SLIDES, WORKBOOK = f"{_OFFICE}.presentationml.presentation", f"{_OFFICE}.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format(Generic[T]):
    """A format: its ending, what people call it, its media type, and its writer.

    >>> Format(".txt", "Text", "text/plain", str.encode).made("May")
    b'May'
    """

    ending: str
    name: str
    media_type: str
    made: Callable[[T], bytes]


def named_by(path: Path, formats: Sequence[Format[T]], what: str) -> Format[T]:
    """The one of ``formats`` that the ending of a file names; ``what`` is written ("A report").

    Raises NotFound with the endings there are.

    >>> named_by(Path("may.doc"), [Format(".txt", "Text", "text/plain", str.encode)], "A report")
    Traceback (most recent call last):
        ...
    analytics.errors.NotFound: A report cannot be written as may.doc: the ending must be one of .txt.
    """
    for format in formats:
        if format.ending == path.suffix.lower():
            return format
    endings = ", ".join(format.ending for format in formats)
    paper = " For a PDF, export .html and print it to PDF." if path.suffix.lower() == ".pdf" else ""
    raise NotFound(f"{what} cannot be written as {path.name}: the ending must be one of {endings}.{paper}")


def write_whole(content: bytes, path: Path) -> int:
    """Write ``content`` to ``path``, whole or not at all; gives how many bytes it has. Raises JourneyError."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise JourneyError(f"{path} could not be written ({error.strerror}). Name another file or folder.") from error
    return len(content)
