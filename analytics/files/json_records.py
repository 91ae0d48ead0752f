"""JSON text -> records, one at a time, so that a list of a million tickets is never held whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

Shape = Literal["lines", "list", "objects", "object"]

MOST_RECORD = 64 << 20  # characters that one record may have
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)  # numbers keep their digits
_ASSIGNED = re.compile(r"\s*(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*=\s*(?=[\[{])")  # JavaScript that a page loads
_BETWEEN = re.compile(r"[\s,]*")
UNREADABLE = "unreadable"  # the column for text that is no JSON


def unassigned(text: str) -> str:
    """The text without the name in a script that it is assigned to, as archives of what somebody wrote in an app have it.

    >>> unassigned('window.YTD.tweets.part0 = [{"id": 1}]'), unassigned('[{"id": 1}]')
    ('[{"id": 1}]', '[{"id": 1}]')
    """
    found = _ASSIGNED.match(text)
    return text[found.end() :] if found else text


def shape_of(text: str) -> Shape:
    r"""How a file that begins with ``text`` is built: a record per line, one list, one object after another, or one object.

    >>> shape_of('{"a": 1}\n{"a": 2}\n'), shape_of('[{"a": 1}]'), shape_of('{"a":\n [1]}'), shape_of('{"a":\n 1}\n{"a":')
    ('lines', 'list', 'object', 'objects')
    """
    lines = [line for line in text.split("\n", 2)[:2] if line.strip()]
    whole = [_is_whole(line) for line in lines]
    if lines and whole[0] and (len(lines) > 1 or (text.lstrip()[:1] == "{" and "\n" in text.rstrip())):
        return "lines"
    if text.lstrip()[:1] == "[":
        return "list"
    start = len(text) - len(text.lstrip())
    _, end = _decoded(text, start)
    return "objects" if end and text[_after_commas(text, end) :][:1] == "{" else "object"


def _is_whole(line: str) -> bool:
    try:
        return isinstance(_DECODER.decode(_record(line)), (dict, list))
    except (ValueError, RecursionError):
        return False


def _record(line: str) -> str:
    """The text of one record without the comma that parts it from the next, as in a list without its brackets."""
    return line.strip().removesuffix(",")


def records_per_line(lines: Iterable[str]) -> Iterator[tuple[int, Any]]:
    """(line number, value) of each line that holds something; a broken line becomes a text of its own."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield number, _DECODER.decode(_record(line))
            except (ValueError, RecursionError):
                yield number, {UNREADABLE: line.strip()}


def records_in_list(chunks: Iterator[str]) -> Iterator[tuple[int, Any]]:
    """(position from 1, value) of each entry of the list, or of objects that follow each other; an unreadable end is kept as text.

    >>> list(records_in_list(iter(['[{"a": 1.50}, {"b"', ': 2}, {"c'])))
    [(1, {'a': '1.50'}), (2, {'b': '2'}), (3, {'unreadable': '{"c'})]
    """
    buffer, position, number = next(chunks, "").lstrip().removeprefix("["), 0, 0
    while True:
        position = _after_commas(buffer, position)
        value, end = _decoded(buffer, position)
        if end and end < len(buffer):
            number += 1
            yield number, value
            position = end
            continue
        chunk = next(chunks, "") if buffer[position : position + 1] != "]" else ""
        if not chunk or len(buffer) - position > MOST_RECORD:
            break
        buffer, position = buffer[position:] + chunk, 0
    rest = buffer[position:].strip()
    if rest and not rest.startswith("]"):
        yield number + 1, value if end else {UNREADABLE: rest}


def _after_commas(buffer: str, position: int) -> int:
    found = _BETWEEN.match(buffer, position)
    return found.end() if found else position


def _decoded(buffer: str, position: int) -> tuple[Any, int]:
    """The value that starts at ``position`` and where it ends; 0 where it is not complete."""
    try:
        return _DECODER.raw_decode(buffer, position)
    except (ValueError, RecursionError):
        return None, 0
