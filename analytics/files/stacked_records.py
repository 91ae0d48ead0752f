"""Records set one below the other, a line for each value, as clients of databases and mails of forms have them.

psql writes ``name | value`` under ``-[ RECORD 1 ]``, mysql ``name: value`` under ``*** 1. row ***``; forms part their
blocks of ``Label: value`` by a blank or a drawn line. Read as lines they are made into one row for each record.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from analytics.files.rulers import BETWEEN

_NUMBERED = re.compile(r"-\[ RECORD \d+ \][-+]*|\*{5,} ?\d+\. row ?\*{5,}")
_PARTING = re.compile(r"[-=_*#]{3,}|")
_VALUE = re.compile(r"\s*([^\W\d][^:|=\t]{0,59}?)\s*(?::(?:\s+|$)|\|(?: |$))(.*)")
_LEAST_BLOCKS = 3  # where only blank or drawn lines part them
_LEAST_FIELDS = 2
_SHARED = 0.6  # of all labels that each block has; of the numbered records that have a label


def fields_of(lines: Sequence[str]) -> tuple[str, ...]:
    r"""The names of the values in these lines of records below each other; none where they are something else.

    >>> fields_of(["-[ RECORD 1 ]-\n", "id   | 7\n", "name | Ann\n", "-[ RECORD 2 ]-\n", "id   | 8\n", "name | \n"])
    ('id', 'name')
    >>> fields_of(["Name: Ann\n", "Rating: 4\n", "\n"] * 3), fields_of(["Name: Ann\n", "Rating: 4\n", "\n"] * 2)
    (('Name', 'Rating'), ())
    """
    some = [line.strip() for line in lines]
    numbered = any(map(_NUMBERED.fullmatch, some))
    marker = _NUMBERED if numbered else _PARTING
    blocks = [block for block in _blocks(some, marker, numbered) if block]
    names = [[name for name, _ in filter(None, map(_named, block))] for block in blocks]
    if numbered:  # programs write every name into every record; what stands in few is the text of a value
        counts = Counter(name for block in names for name in set(block))
        order = dict.fromkeys(name for block in names for name in block)
        return tuple(name for name in order if counts[name] >= _SHARED * len(blocks))
    while names and len(names[0]) < len(blocks[0]):  # titles
        names, blocks = names[1:], blocks[1:]
    fields = tuple(dict.fromkeys(name for block in names for name in block))
    alike = all(
        len(block) == len(lines) == len(set(block)) >= max(_LEAST_FIELDS, _SHARED * len(fields))
        and block[0] == fields[0]
        for block, lines in zip(names, blocks, strict=True)
    )
    return fields if alike and len(names) >= _LEAST_BLOCKS else ()


def side_by_side(lines: Iterable[str], fields: Sequence[str]) -> Iterator[str]:
    r"""The lines above the first record, a header, and a row for each record; lines that go on with a value are joined to it.

    >>> lines = ["Mails\n", "\n", "Name: Ann\n", "Rating: 4\n", "---\n", "Name: Bob\n", "So long\n"]
    >>> [line.split(BETWEEN) for line in side_by_side(lines, ("Name", "Rating"))]
    [['Mails\n'], ['Name', 'Rating\n'], ['Ann', '4\n'], ['Bob', '\n'], ['So long\n']]
    """
    record: dict[str, list[str]] = {}
    more: list[str] = []  # what may go on with the last value
    begun = False
    for line in lines:
        text = line.strip()
        named = _named(text)
        if named and named[0] in fields:
            if not begun:
                begun = True
                yield BETWEEN.join(fields) + "\n"
            name, value = named
            if name in record:  # nothing parts it from the one before
                yield _row(record, fields)
                record = {}
            elif record:
                next(reversed(record.values())).extend(more)
            more, record[name] = [], [value]
        elif record and (_NUMBERED.fullmatch(text) or (not more and _PARTING.fullmatch(text))):
            next(reversed(record.values())).extend(more)
            yield _row(record, fields)
            record, more = {}, []
        elif record:
            more.append(text)
        elif not (_NUMBERED.fullmatch(text) or _PARTING.fullmatch(text)):
            yield line
    if record:
        yield _row(record, fields)
    yield from (f"{text}\n" for text in more)


def _blocks(lines: Sequence[str], marker: re.Pattern[str], numbered: bool) -> list[list[str]]:
    """The lines between the markers; where records are numbered, only what follows a number."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if marker.fullmatch(line):
            blocks.append([])
        elif line:
            blocks[-1].append(line)
    return blocks[1:] if numbered else blocks


def _named(line: str) -> tuple[str, str] | None:
    found = _VALUE.fullmatch(line)
    return (found[1], found[2].strip()) if found else None


def _row(record: dict[str, list[str]], fields: Sequence[str]) -> str:
    return BETWEEN.join(" ".join(filter(None, record.get(name, ()))) for name in fields) + "\n"
