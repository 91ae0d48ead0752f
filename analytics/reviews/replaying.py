"""The scorecard as it stood at the end of any day: data, targets, phases and all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

import pandas as pd

from analytics.journey.phases import Phase, find_phase
from analytics.reviews.snapshots import Snapshot, Workspace, as_target, fixed
from analytics.scorecards.cards import KpiCard, PhaseCard, ScorecardResult
from analytics.scorecards.rescoring import company, judged, perspective_scored, phase_scored
from analytics.scorecards.scorecard import Scorecard
from analytics.scorecards.targets import Target, agreed, combined, consistent
from analytics.store.snapshots import snapshot_at


@dataclass(frozen=True)
class Replayed:
    """The scorecards of a day. ``exact`` tells whether the figures are those that stood then, to the last digit;
    otherwise they are computed from the data as it is now, and ``notes`` say what has changed in it since.
    """

    scorecard: ScorecardResult
    exact: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class AsItStood:
    """The scorecards of all phases, or of one, at the end of ``day`` (UTC), over the ``days`` before the end of the data.

    What was looked at is kept whenever the data changes (``snapshots``), and comes back to the last digit. Otherwise rows
    dated up to the day are taken as they are now. Targets, thresholds, weights and phases are those of the day.
    """

    day: date
    phase: str | None = None
    days: int = 90

    def run(self, workspace: Workspace) -> Replayed:
        """The scorecards of the day; NotFound for a phase that there is not."""
        chosen = None if self.phase is None else _id_of(workspace, self.phase, self._end)
        number = snapshot_at(workspace.database, self._end)
        if number is None or self.days != Scorecard().days:
            found = Scorecard(chosen, self.day, self.days).run(workspace)
            return Replayed(found, False, _changes_since(workspace, self._end))
        then = _with_decisions_of(workspace, fixed(workspace, number), self._end)
        phases = tuple(card for card in then.phases if chosen in (None, card.id))
        return Replayed(company(replace(then, phases=phases)), True, ())

    @property
    def _end(self) -> datetime:
        return datetime.combine(self.day, time.max)


def _id_of(workspace: Workspace, said: str, at: datetime) -> str:
    """A phase may be meant by its name of then or of now."""
    then, now = workspace.phases(at), workspace.phases()
    named = {phase.name for phase in then}
    return find_phase([*then, *(phase for phase in now if phase.name not in named)], said).id


def _with_decisions_of(workspace: Workspace, snapshot: Snapshot, at: datetime) -> ScorecardResult:
    """The figures of a snapshot with the targets and phases that stood at ``at``."""
    decided = agreed(workspace.ledger, at)
    targets = {p.subject: combined(decided.get(p.subject), as_target(p)) for p in snapshot.proposals}
    cards = {phase.id: phase for phase in snapshot.scorecard.phases}
    phases = tuple(_phase(cards[phase.id], phase, targets) for phase in workspace.phases(at) if phase.id in cards)
    return company(replace(snapshot.scorecard, phases=phases))


def _phase(card: PhaseCard, phase: Phase, targets: dict[str, Target]) -> PhaseCard:
    perspectives = tuple(
        perspective_scored(replace(part, kpis=tuple(_decided(kpi, targets[kpi.subject]) for kpi in part.kpis)))
        for part in card.perspectives
    )
    return phase_scored(replace(card, name=phase.name, perspectives=perspectives))


def _decided(kpi: KpiCard, target: Target) -> KpiCard:
    return judged(replace(kpi, **vars(consistent(target, kpi.better))))


def _changes_since(workspace: Workspace, at: datetime) -> tuple[str, ...]:
    """What of the data is not as it was at ``at``, in sentences."""
    history = workspace.import_history()
    told = []
    since = history[(history["loaded_at"] > at) & history["undone_at"].isna()]
    gone = history[(history["loaded_at"] <= at) & (history["undone_at"] > at)]
    if len(since):
        told.append(f"Loaded since, and counted here where dated up to that day: {_files(since)}.")
    if len(gone):
        told.append(f"Stood then and was taken back since, so it is missing here: {_files(gone)}.")
    entries = workspace.ledger.entries()
    placed_by = entries["subject"].isin(("rules", "touchpoints", "classifier"))
    removed = entries["subject"].eq("phases") & entries["value"].str.contains('"into"', na=False)
    placing = entries["kind"].eq("join") | (entries["kind"].eq("journey") & (placed_by | removed))
    if (entries.loc[placing, "decided_at"] > at).any():
        told.append("Rules for phases or ids have changed since; rows are placed by those of today.")
    return tuple(told)


def _files(rows: pd.DataFrame) -> str:
    return ", ".join(f"{row['file']} ({row['import_id']})" for row in rows.to_dict("records"))
