"""A report as a file, in the format that the file's ending names."""

from __future__ import annotations

from pathlib import Path

from analytics.exports.deck import deck
from analytics.exports.formats import SLIDES, WORKBOOK, Format, named_by, write_whole
from analytics.exports.printable import printable_page
from analytics.exports.report import Report
from analytics.exports.workbook import workbook

FORMATS: tuple[Format[Report], ...] = (
    Format(".pptx", "Slides", SLIDES, deck),
    Format(".xlsx", "Workbook", WORKBOOK, workbook),
    Format(".html", "Page to print", "text/html", printable_page),
)


def format_of(path: Path) -> Format[Report]:
    """The format that the ending of a file names. Raises NotFound with the endings there are.

    >>> format_of(Path("review.xlsx")).name
    'Workbook'
    """
    return named_by(path, FORMATS, "A report")


def export(report: Report, path: Path) -> int:
    """Write the report to ``path``, whole or not at all; returns how many bytes it has."""
    return write_whole(format_of(path).made(report), path)
