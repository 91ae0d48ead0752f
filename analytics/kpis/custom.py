"""KPIs that a person adds without code: values in the ledger.

They are checked against lists (analytics/kpis/checking.py) and compiled to Ibis (analytics/kpis/compiling.py). A KPI
is an aggregate of the rows of a table, a ratio of two, a series of measures, values that are typed in, or how
many customers a pain point touches.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from analytics.kpis.definition import Better, Perspective, Timing, Unit

KIND = "kpi"  # of decisions on KPIs in the ledger
TYPED = "kpi value"  # of values typed in: subject "own_nursery_nps/2026-05-01"

Way = Literal["aggregate", "ratio", "measure", "typed", "pain point"]
How = Literal["count", "share", "sum", "mean", "median"]
Comparison = Literal["is", "is not", "contains", "at least", "at most", "is known", "is not known"]

WAYS: tuple[Way, ...] = get_args(Way)
HOWS: tuple[How, ...] = get_args(How)
COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)
UNITS: tuple[Unit, ...] = get_args(Unit)
# Where rows come from, and what dates them.
TABLES: dict[str, str] = {
    "surveys": "answered_at",
    "tickets": "created_at",
    "counted_sales": "ordered_at",
    "subscriptions": "started_at",
    "usage": "occurred_at",
    "customers": "joined_at",
}


@dataclass(frozen=True)
class Condition:
    """A column compared with something typed; several hold together."""

    column: str
    comparison: Comparison
    value: str = ""

    @property
    def words(self) -> str:
        """The condition as people say it.

        >>> Condition("priority", "is", "high").words
        "priority is 'high'"
        """
        quoted = "" if "known" in self.comparison else f" {self.value!r}"
        return f"{self.column.replace('_', ' ')} {self.comparison}{quoted}"


@dataclass(frozen=True)
class Aggregate:
    """The rows of a ``table`` that fulfil all of ``where``, summed up.

    ``column`` is what sums, means and medians are of. A share is that of the rows which also fulfil ``hits``.
    """

    table: str
    how: How = "count"
    column: str = ""
    where: tuple[Condition, ...] = ()
    hits: tuple[Condition, ...] = ()

    @property
    def words(self) -> str:
        """What is computed, as people say it.

        >>> Aggregate("tickets", "mean", "replies", (Condition("channel", "is", "phone"),)).words
        "mean of replies of the tickets where channel is 'phone'"
        """
        rows = self.table.replace("counted_sales", "orders")
        where = f" where {' and '.join(one.words for one in self.where)}" if self.where else ""
        if self.how == "share":
            hits = " and ".join(one.words for one in self.hits)
            return f"share of those with {hits} among the {rows}{where}, where that is known"
        if self.how == "count":
            return f"number of {rows}{where}"
        return f"{self.how} of {self.column.replace('_', ' ')} of the {rows}{where}"


@dataclass(frozen=True)
class OwnKpi:
    """A KPI that somebody added, on the scorecards of ``phases``.

    ``top`` is the aggregate, or the upper part of a ratio to ``bottom``; ``measure`` names a series of measures;
    ``pain_point`` is the id of one.
    """

    id: str
    name: str
    perspective: Perspective
    unit: Unit
    better: Better
    timing: Timing
    phases: tuple[str, ...]
    way: Way
    top: Aggregate | None = None
    bottom: Aggregate | None = None
    measure: str = ""
    retired: bool = False
    pain_point: str = ""

    @property
    def formula(self) -> str:
        """How the figure is made, in words."""
        if self.way == "measure":
            together = "Sum" if self.unit in ("money", "count", "hours") else "Mean"
            return f"{together} of the values of the measure {self.measure} in the period."
        if self.way == "pain point":
            return (
                f"Customers who wrote about this pain point ({self.pain_point}) in the period / customers who ordered, "
                "used the product, answered a survey or wrote in it."
            )
        if self.way == "typed":
            return "Typed in by people; several values of a period are averaged."
        words = (
            f"{self.top.words} / {self.bottom.words}"
            if self.top and self.bottom
            else self.top.words
            if self.top
            else ""
        )
        return f"{words[:1].upper()}{words[1:]}."


def own_id(name: str) -> str:
    """The id of a KPI that somebody adds under this name.

    >>> own_id("Tickets by phone (%)")
    'own_tickets_by_phone'
    """
    return f"own_{re.sub(r'[^a-z0-9]+', '_', name.lower()).strip('_') or 'kpi'}"


def touched_kpi(pain_point: str, name: str, phases: tuple[str, ...]) -> OwnKpi:
    """The KPI "share of customers touched" of a pain point (by id), called by its name.

    >>> touched_kpi("P12", "late parcels", ("support",)).id
    'own_touched_p12'
    """
    told = f"Touched by: {name}"[:60].rstrip()
    id = own_id(f"touched {pain_point}")
    return OwnKpi(
        id, told, "Customer", "%", "down", "leading", phases, "pain point", pain_point=pain_point
    )  # fmt: skip


def as_value(kpi: OwnKpi) -> dict[str, Any]:
    """The KPI as the ledger holds it."""
    return {name: value for name, value in asdict(kpi).items() if name != "id" and value not in (None, "", False)}


def own_kpis(decided: Mapping[str, Any]) -> tuple[OwnKpi, ...]:
    """The KPIs that people added, retired ones among them, from the present values of the ledger."""
    return tuple(_from_value(id, value) for id, value in decided.items() if isinstance(value, dict) and "way" in value)


def retired(decided: Mapping[str, Any]) -> frozenset[str]:
    """The ids of the KPIs that were taken off all scorecards, whoever made them."""
    return frozenset(id for id, value in decided.items() if isinstance(value, dict) and value.get("retired"))


def _from_value(id: str, value: Mapping[str, Any]) -> OwnKpi:
    """A KPI from what the ledger holds; what is missing or misshapen fails the check, not here."""
    texts = {
        name: str(value.get(name, ""))
        for name in ("name", "perspective", "unit", "better", "timing", "way", "measure", "pain_point")
    }
    phases = tuple(map(str, _listed(value.get("phases"))))
    parts = {name: _aggregate(value.get(name)) for name in ("top", "bottom")}
    return OwnKpi(id=id, phases=phases, retired=bool(value.get("retired")), **texts, **parts)  # type: ignore[arg-type]


def _aggregate(value: Any) -> Aggregate | None:
    if not isinstance(value, dict):
        return None
    conditions = {name: tuple(map(_condition, _listed(value.get(name)))) for name in ("where", "hits")}
    return Aggregate(str(value.get("table")), value.get("how", "count"), str(value.get("column") or ""), **conditions)


def _condition(value: Any) -> Condition:
    told = value if isinstance(value, dict) else {}
    return Condition(*(str(told.get(name, "")) for name in ("column", "comparison", "value")))  # type: ignore[arg-type]


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
