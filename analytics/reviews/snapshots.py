"""The scorecards as they stand, fixed: no new data, undone import or changed mapping moves a digit of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

import pandas as pd

from analytics.journey.phases import Phase
from analytics.kpis.definition import Data
from analytics.kpis.values import KpiValues
from analytics.reviews.differences import Estimate
from analytics.scorecards.cards import KpiCard, ScorecardResult
from analytics.scorecards.scorecard import Scorecard
from analytics.scorecards.targets import Target
from analytics.store.database import Database
from analytics.store.ledger import Ledger
from analytics.store.results import as_plain, from_plain, looked_at
from analytics.store.snapshots import keep_snapshot, kept_snapshot

# How many earlier reviews get their period recomputed when a new one opens: what was corrected between the two is
# then known for good. Older ones are compared with the data as it is when somebody asks.
EARLIER = 4


class Workspace(Data, Protocol):
    """What reviews need of a workspace."""

    @property
    def database(self) -> Database: ...

    @property
    def ledger(self) -> Ledger: ...

    @property
    def data_version(self) -> int: ...

    def phases(self, as_of: datetime | None = None) -> tuple[Phase, ...]: ...

    def imports(self) -> pd.DataFrame: ...

    def import_history(self) -> pd.DataFrame: ...

    def kept_frame(self, analysis: KpiValues) -> pd.DataFrame: ...

    def scorecard(self, phase: str | None = None, as_of: date | None = None, days: int = 90) -> ScorecardResult: ...


@dataclass(frozen=True)
class Proposal:
    """What would stand as the target of a KPI, had nobody decided on it."""

    subject: str
    target: float | None
    threshold: float | None
    weight: float
    provenance: str


@dataclass(frozen=True)
class Source:
    """An import that stood: its number, file, kind and when it was loaded (UTC)."""

    import_id: str
    file: str
    kind: str
    loaded_at: datetime


@dataclass(frozen=True)
class Reading:
    """A KPI's value with its interval and rows in the period of an earlier review, as the data has it now."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def estimate(self) -> Estimate | None:
        """Value and interval; None where there is no value."""
        return estimate_of(self.value, self.low, self.high)


@dataclass(frozen=True)
class Recomputed:
    """The period of an earlier scorecard, recomputed: one reading per subject."""

    about: str
    readings: Mapping[str, Reading]


@dataclass(frozen=True)
class Snapshot:
    """What stood at ``taken_at`` (UTC): scorecards, data version, latest decision, imports.

    ``recomputed`` has the periods of the reviews before, as the data was then.
    """

    scorecard: ScorecardResult
    taken_at: datetime
    data_version: int
    position: int
    proposals: tuple[Proposal, ...] = ()
    sources: tuple[Source, ...] = ()
    recomputed: tuple[Recomputed, ...] = ()

    def readings(self, about: str) -> Mapping[str, Reading] | None:
        """The recomputed period of the earlier review called ``about``; None where it was not fixed."""
        return next((period.readings for period in self.recomputed if period.about == about), None)


def estimate_of(value: float | None, low: float | None, high: float | None) -> Estimate | None:
    """A value as an estimate; one without an interval (a booked total) counts as exact."""
    if value is None:
        return None
    return Estimate(value, value if low is None else low, value if high is None else high)


def fix(workspace: Workspace, at: datetime, earlier: Mapping[str, ScorecardResult] | None = None) -> int:
    """Keep the scorecards as they stand, and the periods of ``earlier`` ones (by name) recomputed; gives the number."""
    snapshot = Snapshot(
        scorecard=workspace.scorecard(),
        taken_at=at,
        data_version=workspace.data_version,
        position=workspace.ledger.position,
        proposals=_proposals(workspace),
        sources=_sources(workspace),
        recomputed=tuple(Recomputed(name, recompute(workspace, past)) for name, past in (earlier or {}).items()),
    )
    return keep_snapshot(workspace.database, at, snapshot.data_version, as_plain(snapshot))


def fix_before_change(workspace: Workspace, at: datetime) -> None:
    """Keep the scorecards before the data changes, if anybody may have seen them as they are."""
    if looked_at(workspace.database, "KpiValues(", workspace.data_version):
        fix(workspace, at)


def fixed(workspace: Workspace, snapshot_id: int) -> Snapshot:
    """What was fixed under this number; NotFound when nothing was."""
    content = kept_snapshot(workspace.database, snapshot_id)
    found: Snapshot = from_plain(content, Snapshot)
    recomputed = tuple(
        replace(period, readings={name: Reading(**values) for name, values in dict(period.readings).items()})  # type: ignore[arg-type]
        for period in found.recomputed
    )
    return replace(found, recomputed=recomputed)


def recompute(workspace: Workspace, past: ScorecardResult) -> dict[str, Reading]:
    """The readings of an earlier scorecard's period on the data as it is now, by subject.

    A KPI keeps its scope: the phase's own rows, or the whole company's.
    """
    cards = [kpi for phase in past.phases for kpi in phase.kpis]
    if past.as_of is None or not cards:
        return {}
    ids = tuple(dict.fromkeys(kpi.id for kpi in cards))
    values = workspace.kept_frame(KpiValues(period="window", until=past.as_of, days=past.days, ids=ids, by_phase=True))
    first = (past.as_of - pd.Timedelta(days=past.days)).date().isoformat()
    rows = values[values["period"] == first].assign(phase=values["phase"].fillna(""))
    found = {(row["id"], row["phase"]): row for row in rows.to_dict("records")}
    return {kpi.subject: _reading(found.get((kpi.id, _scope(kpi)))) for kpi in cards}


def _scope(kpi: KpiCard) -> str:
    return kpi.phase if kpi.scope == "phase" else ""


def _reading(row: Mapping[Any, Any] | None) -> Reading:
    if row is None:
        return Reading(None, None, None, 0)
    value, low, high = (None if pd.isna(row[name]) else float(row[name]) for name in ("value", "low", "high"))
    return Reading(value, low, high, int(row["n"]))


def _sources(workspace: Workspace) -> tuple[Source, ...]:
    rows = workspace.imports()[["import_id", "file", "kind", "loaded_at"]]
    return tuple(
        Source(row["import_id"], row["file"], row["kind"], row["loaded_at"].to_pydatetime())
        for row in rows.to_dict("records")
    )


def _proposals(workspace: Workspace) -> tuple[Proposal, ...]:
    undecided = Scorecard(decided=False).run(workspace)
    return tuple(
        Proposal(kpi.subject, kpi.target, kpi.threshold, kpi.weight, kpi.provenance)
        for phase in undecided.phases
        for kpi in phase.kpis
    )


def as_target(proposal: Proposal) -> Target:
    """The proposal as what stands where nobody has decided."""
    return Target(proposal.target, proposal.threshold, proposal.weight, proposal.provenance)
