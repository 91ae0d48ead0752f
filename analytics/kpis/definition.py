"""What a KPI is: a name, a meaning, and where and how it is computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from ibis import ir

from analytics.journey.phases import Phase
from analytics.kpis.estimates import Count, Estimate, Sum, Total
from analytics.kpis.scope import Scope

Perspective = Literal["Financial", "Customer", "Internal process", "Learning and growth"]
Unit = Literal["%", "points", "minutes", "hours", "days", "money", "count", "score"]
Better = Literal["up", "down"]
Timing = Literal["leading", "lagging"]
Origin = Literal["computed", "loaded as figures", "typed in"]

PERSPECTIVES: tuple[Perspective, ...] = (
    "Financial",
    "Customer",
    "Internal process",
    "Learning and growth",
)


class Data(Protocol):
    """What KPIs need of a workspace."""

    def table(self, name: str) -> ir.Table: ...

    def execute(self, expr: ir.Expr) -> Any: ...

    def count(self, name: str) -> int: ...

    def phases(self) -> tuple[Phase, ...]: ...

    def data_until(self) -> datetime | None: ...


@dataclass(frozen=True)
class Source:
    """One way to compute a KPI.

    ``view`` gives the rows, placed in phase and period, or None when the scope has no such rows;
    ``estimate`` sums them up; ``faulty`` counts the rows that were left out because they would falsify
    the figure. ``needs`` are fields ("tickets.reopens") that must be filled somewhere for the KPI to
    exist; alternatives are parted by "|". ``company`` marks figures that exist for the whole company only.
    """

    view: Callable[[Data, Scope], ir.Table | None]
    estimate: Estimate
    formula: str
    needs: tuple[str, ...]
    faulty: Any = None
    company: bool = False


@dataclass(frozen=True)
class Kpi:
    """A measured quantity. Of its sources, the first that has data in a phase is used there.

    Shares have the unit "%" and are 0..1. ``bounds`` are the ends of the scale, None where it has none. ``typed`` marks
    values that people type in.
    """

    id: str
    name: str
    perspective: Perspective
    unit: Unit
    better: Better
    timing: Timing
    sources: tuple[Source, ...]
    bounds: tuple[float | None, float | None] = (0.0, None)
    typed: bool = False

    @property
    def origin(self) -> Origin:
        """Whether we compute it from rows, or take it as it was measured elsewhere, or as people typed it in."""
        if self.typed:
            return "typed in"
        return "loaded as figures" if self.needs[0].startswith("measures.") else "computed"

    @property
    def formula(self) -> str:
        """The formula in words; of several ways to compute it, all in order of preference."""
        return " Otherwise: ".join(source.formula for source in self.sources)

    @property
    def decided(self) -> bool:
        """Whether the figure follows from what people decided, and so changes without new data."""
        return self.needs[0].startswith(("ledger.", "pain_point_places."))

    @property
    def sampled(self) -> bool:
        """Whether more rows make the value surer: not so for totals and for values that come as they are."""
        booked = isinstance(self.sources[0].estimate, Total | Count | Sum)
        return not booked and not self.decided and not self.needs[0].startswith("measures.")

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields that the KPI is computed from, over all its sources."""
        named = (name for source in self.sources for need in source.needs for name in need.split("|"))
        return tuple(dict.fromkeys(named))
