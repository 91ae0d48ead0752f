"""Rows that are a part of a thing, or something that happened to it, and not the thing itself: told by the table's name."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.files.columns import Column, plain
from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable

_SURE = 0.9  # a confidence that only a name of the first tier has

# A row of such a table is a part of a thing, or something that happened to it, and not the thing.
_PARTS = frozenset(
    str.split(
        "abandoned address audit comment discount draft event field fulfillment item line list log "
        "mailing member merge part refund schedule shipping submission tag version"
    )
)


_HAVE_MEMBERS = frozenset(
    str.split("list segment campaign group team organization organisation org household company project channel")
)


def is_whole(mapping: Mapping, table: SourceTable, columns: Sequence[Column]) -> bool:
    """Whether a row is the thing itself, and not one of its parts with an id of their own."""
    words = words_of(table.name)
    if words & _PARTS - _no_parts(mapping, words, columns) and mapping.kind not in ("usage", "measures"):
        return False
    if mapping.kind == "usage" and "event" in plain(mapping.column_of("event") or "").split():
        return True  # events are numbered beside the customers whose they are
    key = mapping.use_of(KINDS[mapping.kind].key[0])
    if not key or not key.column or not key.field.endswith("_id"):
        return True
    thing, _, rest = plain(key.column).partition(" ")
    own = any(
        column.plain == "id" and column.name != key.column and (column.is_unique or not column.values)
        for column in columns
    )
    return not own or rest != "id" or thing in words


def _no_parts(mapping: Mapping, words: set[str], columns: Sequence[Column]) -> set[str]:
    """The words in a table's name that could mean a part, and do not here."""
    if mapping.grain in ("lines", "items"):
        return {"item", "line"}  # several rows are known to make one order
    # A list of clients is clients; a list with a name of its own in the rows is one that mails are sent to.
    lists = any("list" in column.plain.split() for column in columns) or words == {"list"}
    # Members of the company itself, unless they are those of something else.
    named = {column.plain.removesuffix(" id") for column in columns if column.plain.endswith(" id")}
    members = bool(words & _HAVE_MEMBERS or named & {"list", "campaign", "group", "team"})
    # A log of calls has a row for each; in a log of what happened to them their numbers come again and again.
    key = mapping.use_of(KINDS[mapping.kind].key[0])
    log = key is not None and key.confidence < _SURE
    return {word for word, is_part in (("list", lists), ("member", members), ("log", log)) if not is_part}


def words_of(name: str) -> set[str]:
    """The words of a table's name, in the singular.

    >>> sorted(words_of("order_items.csv"))
    ['csv', 'item', 'order']
    """
    return {word if word.endswith("ss") else word.removesuffix("s") for word in plain(name).split()}
