"""Durations as plain numbers whose column does not say of what: taken for minutes where they can be, and told."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from statistics import median

from analytics.files.columns import Column
from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping

UNITS = ("milliseconds", "seconds", "minutes", "hours", "days")
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
        doubt = f"{name} does not say its unit: its numbers were taken for minutes."
        if median(by_name[name].numbers) > _MOST_MINUTES and not any(use.field in told for use in uses):
            doubt = f"{name} does not say its unit, and its numbers are too large for minutes: it was not taken."
            mapping = replace(mapping, uses=tuple(use for use in mapping.uses if use not in uses))
        mapping = replace(mapping, doubts=(*mapping.doubts, doubt))
    return mapping


def in_unit(mapping: Mapping, names: Container[str], unit: str) -> Mapping:
    """The mapping with the durations of these columns read in ``unit``.

    >>> in_unit(Mapping("tickets", (ColumnUse("resolution_minutes", "Took"),)), ["Took"], "seconds").uses[0].unit
    'seconds'
    """
    return replace(
        mapping,
        uses=tuple(
            replace(use, unit=unit) if use.column in names and _is_duration(mapping, use) else use
            for use in mapping.uses
        ),
    )


def _is_duration(mapping: Mapping, use: ColumnUse) -> bool:
    return mapping.kind in KINDS and KINDS[mapping.kind].field(use.field).type == "minutes"
