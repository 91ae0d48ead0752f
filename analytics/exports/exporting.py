"""A report as a file, in the format that the file's ending names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analytics.errors import JourneyError, NotFound
from analytics.exports.deck import deck
from analytics.exports.printable import printable_page
from analytics.exports.report import Report
from analytics.exports.workbook import workbook


@dataclass(frozen=True)
class Format:
    """A format that a report can be had in: its ending, what people call it, its media type, and its writer."""

    ending: str
    name: str
    media_type: str
    made: Callable[[Report], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS = (
    Format(".pptx", "Slides", f"{_OFFICE}.presentationml.presentation", deck),
    Format(".xlsx", "Workbook", f"{_OFFICE}.spreadsheetml.sheet", workbook),
    Format(".html", "Page to print", "text/html", printable_page),
)


def format_of(path: Path) -> Format:
    """The format that the ending of a file names.

    Raises NotFound with the endings there are.

    >>> format_of(Path("review.xlsx")).name
    'Workbook'
    """
    for format in FORMATS:
        if format.ending == path.suffix.lower():
            return format
    endings = ", ".join(format.ending for format in FORMATS)
    paper = " For a PDF, export .html and print it to PDF." if path.suffix.lower() == ".pdf" else ""
    raise NotFound(f"A report cannot be written as {path.name}: the ending must be one of {endings}.{paper}")


def export(report: Report, path: Path) -> int:
    """Write the report to ``path``, whole or not at all; returns how many bytes it has."""
    content = format_of(path).made(report)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise JourneyError(f"{path} could not be written ({error.strerror}). Name another file or folder.") from error
    return len(content)
