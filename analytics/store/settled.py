"""A mapping with what a look at all rows of one load proved: no part of what is remembered for the next file."""

from __future__ import annotations

from dataclasses import dataclass, fields

from analytics.files.mapping import Mapping


@dataclass(frozen=True)
class Settled(Mapping):
    """A mapping settled for the rows that are being loaded.

    In the columns ``untouched`` nothing is to be masked; the cells of the fields ``plain`` are their own values, so that
    typing would give what stands there.

    >>> settled = Settled.of(Mapping("tickets", dropped=("Name",)), plain=("channel",))
    >>> settled.dropped, settled.plain, settled.mapping == Mapping("tickets", dropped=("Name",))
    (('Name',), ('channel',), True)
    """

    untouched: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()

    @classmethod
    def of(cls, mapping: Mapping, untouched: tuple[str, ...] = (), plain: tuple[str, ...] = ()) -> Settled:
        """The mapping with what was proved of its rows."""
        told = {field.name: getattr(mapping, field.name) for field in fields(Mapping)}
        return cls(**told, untouched=untouched, plain=plain)

    @property
    def mapping(self) -> Mapping:
        """The mapping alone, as it holds for other files too."""
        return Mapping(**{field.name: getattr(self, field.name) for field in fields(Mapping)})
