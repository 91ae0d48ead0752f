"""Durations as plain numbers whose column does not say of what: taken for minutes where they can be, and told."""

from __future__ import annotations

from collections.abc import Container, Sequence
from collections.abc import Mapping as Containing
from dataclasses import replace
from statistics import median

from analytics.errors import UnclearMapping
from analytics.files.columns import Column
from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping

_MOST_MINUTES = 60 * 24 * 60  # nobody waits sixty days as a rule: such numbers count something smaller


def unspoken(mapping: Mapping, columns: Sequence[Column]) -> tuple[str, ...]:
    """The columns of durations in plain numbers for which neither name nor vendor says the unit.

    >>> mapping = Mapping("tickets", (ColumnUse("resolution_minutes", "Took"),))
    >>> unspoken(mapping, [Column("Took", "Took", ("90", "1200"), 2)])
    ('Took',)
    >>> unspoken(mapping, [Column("Took", "Took", ("1:30", "20:00"), 2)])
    ()
    """
    plain = {column.name for column in columns if column.values and 2 * len(column.numbers) > len(column.values)}
    return tuple(
        use.column for use in mapping.uses if _is_duration(mapping, use) and not use.unit and use.column in plain
    )


def with_spoken_units(mapping: Mapping, columns: Sequence[Column], told: Container[str] = ()) -> Mapping:
    """The mapping with a word about each such column; without those that cannot be minutes, unless they were ``told``.

    >>> mapping = Mapping("tickets", (ColumnUse("resolution_minutes", "Took"),))
    >>> found = with_spoken_units(mapping, [Column("Took", "Took", ("900000", "1200000"), 2)])
    >>> found.uses, found.doubts[0]
    ((), 'Took does not say its unit, and its numbers are too large for minutes: it was not taken.')
    """
    by_name = {column.name: column for column in columns}
    for name in unspoken(mapping, columns):
        uses = [use for use in mapping.uses if use.column == name and _is_duration(mapping, use)]
        doubt = f"{_doubt_about(name)}: its numbers were taken for minutes."
        if median(by_name[name].numbers) > _MOST_MINUTES and not any(use.field in told for use in uses):
            doubt = f"{_doubt_about(name)}, and its numbers are too large for minutes: it was not taken."
            mapping = replace(mapping, uses=tuple(use for use in mapping.uses if use not in uses))
        mapping = replace(mapping, doubts=(*mapping.doubts, doubt))
    return mapping


def in_units(mapping: Mapping, units: Containing[str, str]) -> Mapping:
    """The mapping with the durations of the named columns read in the units beside them, and no doubt about these.

    Raises :class:`UnclearMapping` where no duration is taken from a column.

    >>> found = in_units(Mapping("tickets", (ColumnUse("resolution_minutes", "Took"),)), {"Took": "seconds"})
    >>> found.uses[0].unit
    'seconds'
    """
    taken = {use.column for use in mapping.uses if _is_duration(mapping, use)}
    for name in units:
        if name not in taken:
            known = ", ".join(sorted(taken)) or "none"
            raise UnclearMapping(
                f"No duration is taken from a column {name}. Durations are taken from: {known}; --map FIELD={name} names one."
            )
    return replace(
        mapping,
        uses=tuple(
            replace(use, unit=units[use.column]) if use.column in units and _is_duration(mapping, use) else use
            for use in mapping.uses
        ),
        doubts=tuple(
            doubt for doubt in mapping.doubts if not any(doubt.startswith(_doubt_about(name)) for name in units)
        ),
    )


def _doubt_about(name: str) -> str:
    return f"{name} does not say its unit"


def _is_duration(mapping: Mapping, use: ColumnUse) -> bool:
    return mapping.kind in KINDS and KINDS[mapping.kind].field(use.field).type == "minutes"
