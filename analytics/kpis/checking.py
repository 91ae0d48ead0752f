"""Whether a KPI that a person added can be computed: everything it names is looked up in a list.

Nothing of what was typed is executed: tables, columns and operations are names that must be known, and what is
compared with is a literal. A ledger may come from somebody else, so this runs whenever such a KPI is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from analytics.errors import UnclearKpi
from analytics.kpis.custom import COMPARISONS, HOWS, TABLES, UNITS, WAYS, Aggregate, Condition, OwnKpi
from analytics.kpis.definition import PERSPECTIVES, Better, Data, Timing

_OURS = ("import_id", "row_number", "extra", "phase_rule", "nth", "customer_id_loaded")


def checked(kpi: OwnKpi, data: Data) -> OwnKpi:
    """The KPI, if everything it names exists and fits together; UnclearKpi says what does not.

    Run before it is saved and whenever it is computed, because a ledger may come from somebody else.
    """
    _require(bool(kpi.name.strip()), "A KPI needs a name.")
    for what, chosen, offered in (
        ("perspective", kpi.perspective, PERSPECTIVES), ("unit", kpi.unit, UNITS), ("better", kpi.better, get_args(Better)),
        ("timing", kpi.timing, get_args(Timing)), ("way", kpi.way, WAYS),
    ):  # fmt: skip
        _require(chosen in offered, f"{kpi.name}: the {what} must be one of {', '.join(offered)}.")
    _require(bool(kpi.phases), f"{kpi.name}: choose at least one phase.")
    parts = {"aggregate": (kpi.top,), "ratio": (kpi.top, kpi.bottom)}.get(kpi.way, ())
    for part in parts:
        _check_aggregate(kpi, part, data)
    _require(kpi.way != "measure" or bool(kpi.measure.strip()), f"{kpi.name}: choose the measure.")
    _require(kpi.way != "pain point" or bool(kpi.pain_point), f"{kpi.name}: choose the pain point.")
    _require(kpi.way != "pain point" or kpi.unit == "%", f"{kpi.name}: a share has the unit %.")
    _require(
        kpi.way != "aggregate" or kpi.unit == "%" or (kpi.top is not None and kpi.top.how != "share"),
        f"{kpi.name}: a share has the unit %.",
    )
    return kpi


def sound(kpis: Iterable[OwnKpi], data: Data) -> tuple[OwnKpi, ...]:
    """Those of the KPIs that can be computed on this workspace as it is."""

    def fits(kpi: OwnKpi) -> bool:
        try:
            return checked(kpi, data) is kpi
        except UnclearKpi:
            return False

    return tuple(kpi for kpi in kpis if fits(kpi))


def columns_of(data: Data, table: str, numbers: bool = False) -> tuple[str, ...]:
    """The columns of a table that can be compared, or of which something can be computed (``numbers``)."""
    schema = data.table(table).schema()
    return tuple(
        name
        for name, kind in schema.items()
        if name not in _OURS and (kind.is_numeric() if numbers else not (kind.is_json() or kind.is_array()))
    )


def _check_aggregate(kpi: OwnKpi, part: Aggregate | None, data: Data) -> None:
    if part is None:
        raise UnclearKpi(f"{kpi.name}: say what is to be computed.")
    _require(part.table in TABLES, f"{kpi.name}: there is no table {part.table}; choose one of {', '.join(TABLES)}.")
    _require(part.how in HOWS, f"{kpi.name}: {part.how} is not offered; choose one of {', '.join(HOWS)}.")
    if kpi.way == "ratio":
        _require(part.how in ("count", "sum"), f"{kpi.name}: a ratio is one of counts or sums.")
    if part.how in ("sum", "mean", "median"):
        numbers = columns_of(data, part.table, numbers=True)
        _require(
            part.column in numbers, f"{kpi.name}: choose a column of numbers of {part.table}: {', '.join(numbers)}."
        )
    _require(part.how != "share" or bool(part.hits), f"{kpi.name}: a share needs a condition for what is counted.")
    for condition in (*part.where, *part.hits):
        _check_condition(kpi, part, condition, data)


def _check_condition(kpi: OwnKpi, part: Aggregate, condition: Condition, data: Data) -> None:
    offered = columns_of(data, part.table)
    _require(condition.column in offered, f"{kpi.name}: {part.table} has no column {condition.column}.")
    _require(condition.comparison in COMPARISONS, f"{kpi.name}: choose one of {', '.join(COMPARISONS)}.")
    numeric = data.table(part.table)[condition.column].type().is_numeric()
    if condition.comparison in ("at least", "at most"):
        _require(numeric, f"{kpi.name}: {condition.column} holds no numbers, so nothing is at least or at most.")
    if numeric and condition.comparison in ("at least", "at most", "is", "is not"):
        _require(_is_number(condition.value), f"{kpi.name}: {condition.column} is compared with a number.")


def _is_number(text: str) -> bool:
    try:
        return float(text) == float(text)
    except ValueError:
        return False


def _require(holds: bool, sentence: str) -> None:
    if not holds:
        raise UnclearKpi(sentence)
