"""What exports write in place of a customer where they know none: the same word in many rows is no person."""

from __future__ import annotations

from dataclasses import replace

from analytics.files.columns import Column
from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping

_WORDS = frozenset(
    str.split(
        "anonymous|anonym|anonyme|anonimo|anónimo|anônimo|anoniem|guest|gast|invité|invite|invitado|ospite|guest user|"
        "unknown|unbekannt|inconnu|desconocido|desconhecido|onbekend|sconosciuto|not provided|not available|no email|"
        "undefined|walk-in|walk-in customer|laufkunde|barverkauf|0",
        "|",
    )
)
_SOME = 2  # a word that stands once may be a name


def names_nobody(column: Column) -> bool:
    """Whether the column gives several rows a word for "no customer".

    >>> names_nobody(Column("Email", "Email", ("anonymous", "anonymous", "ann@x.example"), 3))
    True
    >>> names_nobody(Column("Customer", "Customer", ("Guest", "Lee"), 2))
    False
    """
    return sum(value.lower() in _WORDS for value in column.values) >= _SOME


def without_nobody(mapping: Mapping, columns: tuple[Column, ...]) -> Mapping:
    """The mapping in which words for "no customer" are none; where a row needs a customer they stay, and it is told.

    >>> from analytics.files.mapping import ColumnUse
    >>> column = Column("Email", "Email", ("anonymous", "anonymous"), 2)
    >>> found = without_nobody(Mapping("surveys", (ColumnUse("customer_id", "Email"),)), (column,))
    >>> dict(found.uses[0].values)["anonymous"], found.doubts
    ('', ('Email says "anonymous" in several rows: they have no customer.',))
    """
    use = mapping.use_of("customer_id")
    column = next((column for column in columns if use and column.name == use.column), None)
    if use is None or column is None or not names_nobody(column):
        return mapping
    word = next(value for value in column.values if value.lower() in _WORDS)
    if KINDS[mapping.kind].field("customer_id").required:
        doubt = f'{use.column} says "{word}" in several rows: they count as one customer of that name.'
        return replace(mapping, doubts=(*mapping.doubts, doubt))
    told = replace(use, values=tuple((known, "") for known in sorted(_WORDS)))
    uses = tuple(told if each is use else each for each in mapping.uses)
    doubt = f'{use.column} says "{word}" in several rows: they have no customer.'
    return replace(mapping, uses=uses, doubts=(*mapping.doubts, doubt))
