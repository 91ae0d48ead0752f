"""Service levels: how quickly tickets of each priority are to be answered and solved, and how many are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import ibis
import pandas as pd
from ibis import ir

from analytics.errors import ImpossibleLevel
from analytics.kpis.definition import Data
from analytics.kpis.estimates import Estimate, Share
from analytics.store.ledger import Ledger
from analytics.support.look import ALL, Look, estimated_by

KIND = "service level"
# Stands for tickets that tell no priority.
NO_PRIORITY = "no priority"
_MOST = 12


@dataclass(frozen=True)
class Level:
    """Within how many hours a ticket is to get its first response, and to be solved; None where nothing is promised.

    >>> Level(4, None).sentence
    'first response within 4 h'
    """

    response_hours: float | None = None
    resolution_hours: float | None = None

    def __post_init__(self) -> None:
        for hours in (self.response_hours, self.resolution_hours):
            if hours is not None and not 0 < hours < 24 * 366:
                raise ImpossibleLevel("A service level is a number of hours above 0 and below a year.")

    @property
    def sentence(self) -> str:
        """The level in words."""
        promised = (("first response", self.response_hours), ("solved", self.resolution_hours))
        return ", ".join(f"{what} within {hours:g} h" for what, hours in promised if hours is not None)


class Decided(Data, Protocol):
    """What is used of a workspace."""

    ledger: Ledger


def agreed_levels(ledger: Ledger) -> dict[str, Level]:
    """The level of each priority, as it was last agreed."""
    return {priority: Level(**value) for priority, value in ledger.present(KIND).items() if value}


def agree_levels(ledger: Ledger, levels: Mapping[str, Level], who: str, reason: str) -> None:
    """Decide on levels; those that are as they were are not written again."""
    before = agreed_levels(ledger)
    changed: dict[str, Any] = {
        priority: {"response_hours": level.response_hours, "resolution_hours": level.resolution_hours}
        for priority, level in levels.items()
        if before.get(priority, Level()) != level
    }
    if changed:
        ledger.record_all(KIND, changed, who, reason)


@dataclass(frozen=True)
class ServiceLevels:
    """The question: how many tickets of each priority keep the level that was agreed for it.

    >>> ServiceLevels().look
    Look(phase=None, days=None, hours=None, segment=None)
    """

    look: Look = ALL

    def run(self, workspace: Decided) -> pd.DataFrame:
        """One row per priority, most tickets first: priority, tickets, response_hours and resolution_hours (agreed;
        NaN where nothing is), and kept_response, kept_resolution (0..1, with _low, _high, _n).

        A ticket that still waits counts as missed once it has waited longer than was promised, and not before.
        """
        levels = agreed_levels(workspace.ledger)
        rows = self.look.tickets(workspace).mutate(priority=lambda t: t.priority.strip().fill_null(NO_PRIORITY))
        rows = rows.mutate(
            kept_response=_kept(rows, rows.response, {name: of.response_hours for name, of in levels.items()}),
            kept_resolution=_kept(rows, rows.resolution, {name: of.resolution_hours for name, of in levels.items()}),
        )
        wanted: dict[str, Estimate] = {name: Share(rows[name]) for name in ("kept_response", "kept_resolution")}
        found = estimated_by(workspace, rows, ["priority"], wanted)
        found = found.sort_values(["tickets", "priority"], ascending=[False, True]).head(_MOST).reset_index(drop=True)
        agreed = [levels.get(name, Level()) for name in found["priority"]]
        return found.assign(
            response_hours=pd.Series([level.response_hours for level in agreed], dtype=float),
            resolution_hours=pd.Series([level.resolution_hours for level in agreed], dtype=float),
        )


def _kept(rows: ir.Table, minutes: ir.FloatingValue, promised: Mapping[str, float | None]) -> ir.BooleanValue:
    """Whether each ticket kept what is promised for its priority; NULL where nothing is, or it cannot be told yet."""
    agreed = [(rows.priority == name, hours * 60.0) for name, hours in promised.items() if hours is not None]
    if not agreed:
        return ibis.null("boolean")
    limit = ibis.cases(*agreed, else_=None)
    waits = minutes.isnull() & ~rows.solved & (rows.age > limit)
    return ibis.cases((minutes.notnull(), minutes <= limit), (waits, False), else_=None)
