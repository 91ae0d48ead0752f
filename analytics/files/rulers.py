"""Text set in columns under a drawn ruler ("---- ------ ---"), as clients of databases and reports print it.

The ruler says where the columns stand, so that blanks within cells, empty cells and figures set to the right are read
as they were meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from analytics.files.page_breaks import shape_of

Ruler = tuple[tuple[int, int], ...]  # where each column begins and ends on a line
BETWEEN = "\x1f"  # parts the cells once they are cut; a sign that is in no text
_DRAWN = re.compile(r"\s*(?:-+(?: +-+)+|=+(?: +=+)+)\s*")
_SHORTEST = 3  # signs under the widest column
_MOSTLY = 0.5  # of the lines keep to the columns; the others are totals and titles
_MOST_LINES = 2_000  # of a sample that are looked at
_WORDS = re.compile(r"\S+(?: \S+)*")


def ruler_of(lines: Sequence[str]) -> Ruler:
    r"""The columns under the ruler of these lines; none where there is none, or several that differ.

    >>> ruler_of(["NAME    NO\n", "------ ---\n", "Ann Lee  5\n", "Bob    120\n"])
    ((0, 6), (7, 10))
    """
    some = [line.rstrip() for line in lines[:_MOST_LINES]]
    drawn = [place for place, line in enumerate(some) if _DRAWN.fullmatch(line)]
    if not drawn or len({some[place] for place in drawn}) > 1 or not drawn[0] or not some[drawn[0] - 1]:
        return ()
    ruler = tuple(found.span() for found in re.finditer(r"[-=]+", some[drawn[0]]))
    others = {shape_of([line]) for line in some[: drawn[0] + 1]}
    rows = [line for line in some[drawn[0] + 1 :] if line and shape_of([line]) not in others]
    kept = sum(not any(line[end:start].strip() for (_, end), (start, _) in pairwise(ruler)) for line in rows)
    wide = max(end - start for start, end in ruler) >= _SHORTEST
    return ruler if wide and rows and kept >= _MOSTLY * len(rows) else ()


def cut(lines: Iterable[str], ruler: Ruler) -> Iterator[str]:
    r"""The lines with a sign between their cells, from the header on; those above it stay whole on every page.

    Words that stand across several columns go whole to the one that they cover most.

    >>> lines = ["A list of people\n", "NAME    NO\n", "------ ---\n", "Bob    120\n", "1 row selected.\n"]
    >>> [line.split(BETWEEN) for line in cut(lines, ((0, 6), (7, 10)))][:2]
    [['A list of people\n'], ['NAME', 'NO\n']]
    >>> [line.split(BETWEEN) for line in cut(lines, ((0, 6), (7, 10)))][3:]
    [['Bob', '120\n'], ['1 row selected.', '\n']]
    """
    titles: set[tuple[str, ...]] = set()
    waiting: str | None = None  # perhaps the header
    source = iter(lines)
    for line in source:
        if _DRAWN.fullmatch(line):
            source = chain(filter(None, (waiting, line)), source)
            break
        if waiting is not None:
            titles.add(shape_of([waiting]))
            yield waiting
        waiting = line
    for line in source:
        body = line.rstrip("\r\n")
        whole = not body.strip() or shape_of([body]) in titles
        yield line if whole else BETWEEN.join(cells_under(ruler, body)) + line[len(body) :]


def cells_under(ruler: Ruler, line: str) -> list[str]:
    """The cells of one line.

    >>> cells_under(((0, 6), (7, 10)), "Bob    120")
    ['Bob', '120']
    """
    cells = [""] * len(ruler)
    begin = first = 0
    for place, ((_, end), (start, _)) in enumerate(pairwise(ruler)):
        blank = line.find(" ", end, start) if end < len(line) else end
        if blank >= 0:
            _fill(cells, line, begin, blank, ruler, range(first, place + 1))
            begin, first = blank, place + 1
    _fill(cells, line, begin, len(line), ruler, range(first, len(ruler)))
    return cells


def _fill(cells: list[str], line: str, begin: int, end: int, ruler: Ruler, places: range) -> None:
    """Put the text from ``begin`` to ``end`` into the one column there, or what stands across several into the nearest."""
    if len(places) == 1:
        cells[places[0]] = line[begin:end].strip()
        return
    for words in _WORDS.finditer(line, begin, end):
        covered = {place: min(words.end(), ruler[place][1]) - max(words.start(), ruler[place][0]) for place in places}
        nearest = max(covered, key=lambda place: covered[place])
        cells[nearest] = f"{cells[nearest]} {words[0]}".strip()
