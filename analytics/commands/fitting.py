"""Options of ``load`` that are meant for some of the tables: followed where they fit, and told where they do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Containing
from dataclasses import replace
from functools import partial

from analytics.errors import UnclearMapping
from analytics.files.left_out import without_rows
from analytics.files.mapping import Mapping
from analytics.files.spoken_units import in_units
from analytics.files.table import SourceTable
from analytics.store.statuses import with_told

Change = Callable[[Mapping, SourceTable], Mapping]


class Fitting:
    """Changes of mappings by the option that asks for each, and which of them have fitted a table so far.

    >>> from pathlib import Path
    >>> from analytics.files.table import Layout
    >>> fitting = Fitting({"--leave-out Status": partial(_leaving_out, "Status", ["spam"], ["Status"])})
    >>> tables = [SourceTable(Path(), name, Layout("csv"), (name,), (name,), ()) for name in ("Day", "Status")]
    >>> [fitting.applied(Mapping("tickets"), table)[0].left_out for table in tables]
    [(), (('Status', ('spam',)),)]
    >>> fitting.refusal(fitting.applied(Mapping("tickets"), tables[0])[1]) is None
    True
    """

    def __init__(self, options: Containing[str, Change]) -> None:
        self._options = options
        self._fitted: set[str] = set()

    def applied(self, mapping: Mapping, table: SourceTable) -> tuple[Mapping, dict[str, UnclearMapping]]:
        """The mapping as all options want it that fit this table, and what speaks against each other one."""
        against = {}
        for option, change in self._options.items():
            try:
                mapping = change(mapping, table)
            except UnclearMapping as error:
                against[option] = error
            else:
                self._fitted.add(option)
        return mapping, against

    def refusal(self, against: Containing[str, UnclearMapping]) -> UnclearMapping | None:
        """Why the table is not to be loaded without the options that do not fit it; None where each has fitted another."""
        return next((error for option, error in against.items() if option not in self._fitted), None)


def fitting_options(
    units: Containing[str, str],
    left_out: Containing[str, Sequence[str]],
    no_sale: Sequence[str],
    sale: Sequence[str],
) -> Fitting:
    """What was told on the command line of durations, of rows to leave out and of statuses."""
    options: dict[str, Change] = {}
    for column, unit in units.items():
        options[f"--unit {column}={unit}"] = partial(_in_unit, column, unit)
    for column, values in left_out.items():
        options[f"--leave-out {column}={', '.join(values)}"] = partial(_leaving_out, column, values, tuple(left_out))
    if no_sale or sale:
        given = [f"--no-sale {status}" for status in no_sale] + [f"--sale {status}" for status in sale]
        options[" ".join(given)] = partial(_with_statuses, no_sale, sale)
    return Fitting(options)


def _in_unit(column: str, unit: str, mapping: Mapping, _: SourceTable) -> Mapping:
    return in_units(mapping, {column: unit})


def _leaving_out(
    column: str, values: Sequence[str], told: Sequence[str], mapping: Mapping, table: SourceTable
) -> Mapping:
    """The mapping without these rows; what was remembered of columns of which nothing is told now no longer holds."""
    others = tuple(pair for pair in mapping.left_out if pair[0] in told and pair[0] != column)
    found = without_rows(mapping, {column: values}, table.columns)
    return replace(found, left_out=(*others, *found.left_out))


def _with_statuses(no_sale: Sequence[str], sale: Sequence[str], mapping: Mapping, _: SourceTable) -> Mapping:
    return with_told(mapping, no_sale, sale)
