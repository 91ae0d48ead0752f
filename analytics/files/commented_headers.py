"""Logs of web servers whose columns are named in a comment: ``#Fields: date time c-ip``, with blanks or tabs between the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from analytics.files.rulers import BETWEEN

_FIELDS = re.compile(r"#\s?Fields:\s+(\S.*)", re.DOTALL)
_MOST_LINES = 50
_LEAST_FIELDS = 2


def are_named_in_a_comment(lines: Sequence[str]) -> bool:
    r"""Whether a comment names as many columns as the first line below it has cells.

    >>> are_named_in_a_comment(["#Version: 1.0\n", "#Fields: date c-ip\n", "2026-11-02 10.0.0.1\n"])
    True
    >>> are_named_in_a_comment(["#Fields: all of them\n", "2026-11-02 10.0.0.1\n"])
    False
    """
    some = lines[:_MOST_LINES]
    start = next((place for place, line in enumerate(some) if _FIELDS.match(line)), len(some))
    cut = (line for line in uncommented(some[start:]) if BETWEEN in line)
    header, first = next(cut, ""), next(cut, "")
    return header.count(BETWEEN) + 1 >= _LEAST_FIELDS and header.count(BETWEEN) == first.count(BETWEEN)


def uncommented(lines: Iterable[str]) -> Iterator[str]:
    r"""The lines with a sign between their cells, the header without what makes it a comment; other comments stay whole.

    >>> [line.split(BETWEEN) for line in uncommented(["#Date: 2 May\n", "#Fields: time agent\n", '9:30 "My app"\n'])]
    [['#Date: 2 May\n'], ['time', 'agent\n'], ['9:30', 'My app\n']]
    """
    separator = ""
    for line in lines:
        if found := _FIELDS.match(line):
            separator = "\t" if "\t" in found[1] else " "
            yield BETWEEN.join(found[1].split()) + "\n"
        elif not separator or line.startswith("#") or not line.strip():
            yield line
        else:
            yield BETWEEN.join(_cells(line.rstrip("\r\n"), separator)) + "\n"


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), []) if '"' in line else line.split(separator)
