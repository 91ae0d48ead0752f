"""Which KPIs stand on which scorecard: those of the catalogue and of people, less the retired ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from analytics.errors import NotFound
from analytics.kpis.catalogue import KPIS
from analytics.kpis.checking import checked, sound
from analytics.kpis.compiling import compiled
from analytics.kpis.custom import KIND, TYPED, OwnKpi, as_value, own_kpis, retired
from analytics.kpis.definition import Data, Kpi
from analytics.scorecards.defaults import kpis_of
from analytics.scorecards.targets import Decisions


class Workspace(Data, Protocol):
    """What is needed of a workspace."""

    @property
    def ledger(self) -> Decisions: ...


@dataclass(frozen=True)
class Chosen:
    """The KPIs that people added, retired ones among them, and the ids of all retired ones."""

    own: tuple[OwnKpi, ...] = ()
    retired: frozenset[str] = frozenset()

    def of_phase(self, phase: str) -> tuple[Kpi, ...]:
        """The KPIs on the scorecard of a phase (by id), those that people added at the end."""
        ours = (KPIS[id] for id in kpis_of(phase) if id not in self.retired)
        theirs = (compiled(kpi) for kpi in self.own if phase in kpi.phases and not kpi.retired)
        return (*ours, *theirs)


def chosen(workspace: Workspace, as_of: datetime | None = None) -> Chosen:
    """What people decided about KPIs, now or as it stood at ``as_of`` (UTC); what does not fit the data is left out."""
    decided = workspace.ledger.present(KIND, as_of)
    return Chosen(sound(own_kpis(decided), workspace), retired(decided))


def known_kpis(workspace: Workspace) -> dict[str, Kpi]:
    """Every KPI by id: the catalogue's and those that people added, retired ones among them."""
    return KPIS | {kpi.id: compiled(kpi) for kpi in chosen(workspace).own}


def add_kpi(workspace: Workspace, kpi: OwnKpi, who: str, reason: str = "", at: datetime | None = None) -> OwnKpi:
    """Put a KPI of one's own on the scorecards of its phases. Raises UnclearKpi when it does not fit the data."""
    workspace.ledger.record_all(KIND, {kpi.id: as_value(checked(kpi, workspace))}, who, reason, at, {kpi.id: None})
    return kpi


def retire_kpi(workspace: Workspace, id: str, who: str, reason: str = "", at: datetime | None = None) -> None:
    """Take a KPI off all scorecards; its definition, targets and past stay. NotFound when there is none."""
    _set_retired(workspace, id, True, who, reason, at)


def restore_kpi(workspace: Workspace, id: str, who: str, reason: str = "", at: datetime | None = None) -> None:
    """Put a retired KPI back. NotFound when there is none."""
    _set_retired(workspace, id, False, who, reason, at)


def type_in(
    workspace: Workspace, id: str, day: date, value: float, who: str, reason: str = "", at: datetime | None = None
) -> None:
    """Record the value of a typed-in KPI for a day; the last one typed for a day stands."""
    workspace.ledger.record_all(TYPED, {f"{id}/{day.isoformat()}": value}, who, reason, at)


def _set_retired(workspace: Workspace, id: str, off: bool, who: str, reason: str, at: datetime | None) -> None:
    known: Any = workspace.ledger.present(KIND).get(id)
    if id not in KPIS and known is None:
        raise NotFound(f"There is no KPI {id}. Choose one that is on a scorecard.")
    value = {name: told for name, told in (known or {}).items() if name != "retired"} | (
        {"retired": True} if off else {}
    )
    workspace.ledger.record_all(KIND, {id: value or None}, who, reason, at, {id: known})
