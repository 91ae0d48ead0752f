"""Settling a mapping: what only the whole column can tell, asked from the staged rows.

Which notation a column of dates has (and whether the day or the month stands first), whether a
comma is the decimal point, what unit a duration is in.
"""

from __future__ import annotations

import math
from dataclasses import replace

import duckdb

from analytics.errors import UnclearMapping
from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.units import UNITS, duration_unit
from analytics.sql import literal, quoted
from analytics.store.amounts import currency, number
from analytics.store.cells import NO_TIME, NO_VALUE, each
from analytics.store.moments import moment
from analytics.store.notations import Notation, TimeColumns, some_rows
from analytics.store.shortcuts import number as shortcut
from analytics.store.shortcuts import or_carefully, raw

# A number whose comma can only be a decimal point, and one whose point can only be: two figures behind it,
# four or more, a leading zero, more than three figures in front, or the other sign used for groups. Beside the sign of
# a currency three figures are thousands: 9.600 €.
_EVIDENCE = (
    r"({point}\d{{1,2}}|{point}\d{{4,}}|(^|[^\d.,])0?{point}\d+|\d{{4,}}{point}\d+|{group}\d{{3}}{point}\d+)[^\d]*$"
    r"|\d{group}\d{{2,3}}{group}\d{{3}}|^\d{{1,3}}{group}\d{{3}}\s*[€$£]|[€$£]\s*\d{{1,3}}{group}\d{{3}}$"
)
_COMMA = _EVIDENCE.format(point=",", group=r"\.")
_POINT = _EVIDENCE.format(point=r"\.", group=",")
_EITHER = r"^[^\d]*\d{1,3}[.,]\d{3}[^\d]*$"

# How many rows tell the unit of durations.
_UNIT_ROWS = 100_000

# The field with a duration, and the field with the time at which it was over.
_ENDS = {"first_response_minutes": "first_response_at", "resolution_minutes": "resolved_at"}


def settle(
    connection: duckdb.DuckDBPyConnection, staging: str, mapping: Mapping, timezone: str = ""
) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping with formats, time zones, decimal commas and units decided from all staged rows.

    ``staging`` is the table that holds the source's columns as text and their ``row_number``.
    ``timezone`` is the zone of times that name none themselves. Formats that the mapping brings
    along are tried first. Gives the mapping and sentences for the person about what could not be
    known for sure. Raises UnclearMapping for a time zone that does not exist.

    >>> connection = duckdb.connect()
    >>> rows = "(VALUES (1, '03/04/2026'), (2, '03/14/2026')) AS t(row_number, Day)"
    >>> connection.sql(f"FROM {rows}").to_table("staged")
    >>> mapping, notes = settle(connection, "staged", Mapping("tickets", (ColumnUse("created_at", "Day"),)))
    >>> mapping.uses[0].formats, notes
    (('%m/%d/%Y',), ())
    """
    if mapping.kind not in KINDS:
        return mapping, ()
    _check_timezones(connection, {timezone, *(use.timezone for use in mapping.uses)})
    uses = {use.field: use for use in mapping.uses}
    types = {name: KINDS[mapping.kind].field(name).type for name, use in uses.items() if use.column}
    notes: list[str] = []
    numbers = [uses[name] for name, type in types.items() if type in ("number", "money", "minutes", "whole")]
    uses |= {use.field: use for use in _with_decimal_commas(connection, staging, numbers, notes)}
    times = [uses[name] for name, type in types.items() if type == "time"]
    day_first = any(use.decimal_comma for use in uses.values())
    uses |= {
        use.field: use
        for use in _with_formats(TimeColumns(connection, staging, times), times, timezone, day_first, notes)
    }
    for name in (name for name, type in types.items() if type == "minutes"):
        uses[name] = _with_unit(connection, staging, uses[name], uses, notes)
    settled = tuple(uses[use.field] for use in mapping.uses)
    figures = tuple(_with_decimal_commas(connection, staging, list(mapping.figures), notes))
    settled += _currency(connection, staging, mapping, notes)
    return replace(mapping, uses=settled, figures=figures), tuple(notes)


def _currency(
    connection: duckdb.DuckDBPyConnection, staging: str, mapping: Mapping, notes: list[str]
) -> tuple[ColumnUse, ...]:
    """The currency that the amounts of sales carry in their cells, row by row, where nothing else names it."""
    amount = mapping.use_of("amount")
    if mapping.kind != "sales" or not amount or not amount.column or mapping.use_of("currency"):
        return ()
    named = each(amount, NO_VALUE, currency())
    plain = f"regexp_full_match(CAST({quoted(amount.column)} AS VARCHAR), '[-0-9., ]*')"
    rows = connection.execute(
        f"SELECT code, count(*) FROM (SELECT CASE WHEN {plain} THEN NULL ELSE {named} END AS code FROM {staging} "
        f"WHERE {quoted(amount.column)} <> '') GROUP BY code ORDER BY code"
    ).fetchall()
    codes = [code for code, _ in rows if code]
    if len(codes) > 1:
        notes.append(
            f"{amount.column} holds amounts in several currencies ({', '.join(codes)}); each row keeps its own."
        )
    return (ColumnUse("currency", amount.column, unit="sign"),) if codes else ()


def _check_timezones(connection: duckdb.DuckDBPyConnection, zones: set[str]) -> None:
    for zone in sorted(zones - {"", "UTC"}):
        if not connection.execute("SELECT 1 FROM pg_timezone_names() WHERE name = ?", [zone]).fetchall():
            raise UnclearMapping(
                f"There is no time zone called {zone}. Name one like Europe/Berlin or America/New_York."
            )


def _with_decimal_commas(
    connection: duckdb.DuckDBPyConnection, staging: str, uses: list[ColumnUse], notes: list[str]
) -> list[ColumnUse]:
    """Columns with proof of a decimal comma, or without proof of their own in a file of such columns."""
    counts = [_comma_evidence(connection, staging, use) for use in uses]
    commas = any(comma > point for comma, point, _ in counts)
    points = any(point > comma for comma, point, _ in counts)
    settled = []
    for use, (comma, point, either) in zip(uses, counts, strict=True):
        is_comma = use.decimal_comma
        if comma or point:
            is_comma = comma > point
        elif commas and not points:
            is_comma = True
        elif either and not use.decimal_comma:
            notes.append(
                f"{use.column}: it cannot be told whether 1.234 and 1,234 have thousands or decimals; "
                "a point was read as the decimal point, a comma as the mark of thousands."
            )
        if comma and point:
            notes.append(
                f"{use.column}: {comma:,} cells have a decimal comma and {point:,} a decimal point; "
                f"read with the {'comma' if is_comma else 'point'}, and the others are rejected."
            )
        settled.append(replace(use, decimal_comma=is_comma))
    return settled


def _comma_evidence(connection: duckdb.DuckDBPyConnection, staging: str, use: ColumnUse) -> tuple[int, int, int]:
    """Cells that have a decimal comma for certain, a decimal point for certain, and all such as ``1.234``."""
    signs = " + ".join(
        f"{worth} * ({each(use, NO_VALUE, f'regexp_matches(cell, {literal(pattern)})', 'FALSE')})::INTEGER"
        for worth, pattern in ((1, _COMMA), (2, _POINT), (4, _EITHER))
    )
    column = quoted(use.column)
    # Amounts such as 12.50 are proof at a glance.
    plain = f"regexp_full_match({column}, '\\d+\\.\\d{{1,2}}')" if raw(use) else "FALSE"
    counts = connection.execute(
        f"SELECT CASE WHEN {plain} THEN 2 ELSE {signs} END AS signs, count(*) FROM {staging} "
        f"WHERE contains({column}, ',') OR contains({column}, '.') GROUP BY 1"
    ).fetchall()
    comma, point, either = (sum(count for found, count in counts if found & worth) for worth in (1, 2, 4))
    return comma, point, either


def _with_formats(
    columns: TimeColumns, uses: list[ColumnUse], timezone: str, day_first: bool, notes: list[str]
) -> list[ColumnUse]:
    """All columns of time together: one that tells day from month speaks for those that cannot."""
    found = [columns.notation(use) for use in uses]
    known = {notation.order for notation in found if notation.order and not notation.swapped}
    if not known:
        known = {columns.order_by_rows(notation) for notation in found if notation.swapped} - {""}
    order = known.pop() if len(known) == 1 else "day" if day_first else ""
    found = [notation.in_order(order) for notation in found]
    notes += _doubts(columns, found)
    settled, open_zone = [], []
    for notation in found:
        # A date without a time of day is a day of the calendar, not a moment: it is not moved between zones.
        zone = (notation.use.timezone or timezone) if notation.clocked else ""
        if notation.unzoned and not zone:
            open_zone.append(notation.use.column)
        settled.append(replace(notation.use, formats=notation.formats, timezone=zone))
    if open_zone:
        notes.append(f"The times in {', '.join(open_zone)} name no time zone; read as UTC.")
    return settled


def _doubts(columns: TimeColumns, found: list[Notation]) -> list[str]:
    doubts = []
    for notation in found:
        if notation.swapped:
            other = "day" if notation.order == "month" else "month"
            doubts.append(
                f"{notation.use.column}: no date tells whether the day or the month stands first; "
                f"read with the {notation.order} first. If that is wrong, load again with the {other} first (--{other}-first)."
            )
        elif notation.order and notation.unread and (misfits := columns.misfits(notation)):
            doubts.append(
                f"{notation.use.column}: dates were read with the {notation.order} first; "
                f"{misfits:,} fit only the other way round and are rejected."
            )
        if "spreadsheet" in notation.formats:
            doubts.append(f"{notation.use.column}: numbers were read as the day numbers of a spreadsheet.")
    return doubts


def _with_unit(
    connection: duckdb.DuckDBPyConnection,
    staging: str,
    use: ColumnUse,
    uses: dict[str, ColumnUse],
    notes: list[str],
) -> ColumnUse:
    """The unit of bare numbers: as told, as the column's name says, as the times of the same rows show."""
    if use.unit in UNITS:
        return use
    careful = each(use, NO_VALUE, number(use.decimal_comma))
    figure, says = or_carefully(use, shortcut(use), careful), each(use, NO_VALUE, "TRUE", "FALSE")
    bare, others = connection.execute(
        f"SELECT count(*) FILTER (({figure}) <> 0), "
        f"count(*) FILTER (CASE WHEN ({figure}) IS NULL THEN {says} ELSE FALSE END) FROM {staging}"
    ).fetchall()[0]
    if bare <= others:
        return replace(use, unit="hms")
    unit = duration_unit(use.column) or _unit_by_times(connection, staging, use, uses)
    if not unit:
        unit = "minutes"
        notes.append(f"{use.column}: nothing tells the unit of its numbers; read as minutes.")
    return replace(use, unit=unit)


def _unit_by_times(
    connection: duckdb.DuckDBPyConnection, staging: str, use: ColumnUse, uses: dict[str, ColumnUse]
) -> str:
    """The unit in which the durations agree with the time from creation to the end, within a third."""
    start, end = uses.get("created_at"), uses.get(_ENDS.get(use.field, ""))
    if not start or not end:
        return ""
    began, ended = (each(side, NO_TIME, moment(side.formats, side.timezone)) for side in (start, end))
    minutes = f"(epoch({ended}) - epoch({began})) / 60"
    plain = each(use, NO_VALUE, number(use.decimal_comma))
    ratio = connection.execute(
        f"SELECT median({minutes} / {plain}) FROM "
        f"(FROM {staging} WHERE {some_rows(connection, staging, _UNIT_ROWS)}) WHERE {plain} > 0 AND {minutes} > 0"
    ).fetchall()[0][0]
    if not ratio:
        return ""
    unit = min(UNITS, key=lambda name: abs(math.log(ratio / UNITS[name])))
    return unit if abs(math.log(ratio / UNITS[unit])) < math.log(4 / 3) else ""
