"""A date in one column and the time of day in another: both together are the moment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.files.columns import Column
from analytics.files.kinds import KINDS
from analytics.files.lexicon import concepts
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.zones import zone_named

_CLOCK = re.compile(r"^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s?[ap]\.?m\.?)?$", re.IGNORECASE)
_ENOUGH = 0.9


def with_clocks(mapping: Mapping, columns: Sequence[Column]) -> Mapping:
    """The mapping with the times of day that stand beside its dates, and their zone where a column names one.

    A column of clock times belongs to a column of dates when its name says the same (``order date`` and
    ``order time``) or nothing but that it is a time. Where two could, neither is taken.

    >>> from analytics.files.mapping import ColumnUse
    >>> columns = (Column("Date", "Date", ("01/05/26",), 1), Column("Time", "Time", ("14:05:00",), 1))
    >>> mapping = with_clocks(Mapping("sales", (ColumnUse("ordered_at", "Date"),)), columns)
    >>> mapping.uses[0].time_column, sorted(mapping.columns)
    ('Time', ['Date', 'Time'])
    """
    if mapping.kind not in KINDS:
        return mapping
    kind = KINDS[mapping.kind]
    free = [column for column in columns if column.name not in mapping.columns and _is_clock(column)]
    by_name = {column.name: column for column in columns}
    zone = _only_zone(columns)
    uses = []
    for use in mapping.uses:
        if kind.field(use.field).type == "time" and use.column and not use.time_column:
            use = _joined(use, by_name[use.column], free, zone)
        uses.append(use)
    return replace(mapping, uses=tuple(uses))


def _joined(use: ColumnUse, date: Column, free: Sequence[Column], zone: str) -> ColumnUse:
    if not date.values or any(":" in value for value in date.values):
        return use
    about = concepts(date.plain) - {"date"}
    same = [column for column in free if concepts(column.plain) - {"time"} == about]
    plain = [column for column in free if concepts(column.plain) == {"time"}]
    found = same or plain
    if len(found) != 1:
        return use
    return replace(use, time_column=found[0].name, timezone=use.timezone or zone)


def _is_clock(column: Column) -> bool:
    return bool(column.values) and column.share(_CLOCK.match) >= _ENOUGH and "time" in concepts(column.plain)


def _only_zone(columns: Sequence[Column]) -> str:
    """The zone that a column called time zone names for all rows; empty where there is none, or several."""
    for column in columns:
        if column.plain in ("time zone", "timezone", "zeitzone", "fuseau horaire", "zona horaria") and column.values:
            zones = {zone_named(value) for value in column.values}
            return zones.pop() if len(zones) == 1 else ""
    return ""
