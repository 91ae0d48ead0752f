"""What things of the ledger are called: phases, KPIs and pain points, those too that stand on no scorecard any more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from analytics.journey.phases import DEFAULT_PHASES, Phase, from_values
from analytics.kpis.definition import Kpi
from analytics.pain_points.keeping import Keeper, known_names
from analytics.scorecards.cards import KpiCard, ScorecardResult
from analytics.scorecards.chosen import Workspace as KpiWorkspace
from analytics.scorecards.chosen import known_kpis


class Workspace(Keeper, KpiWorkspace, Protocol):
    """What is needed of a workspace: its KPIs and its pain points, both with the same ledger."""


@dataclass(frozen=True)
class Named:
    """What the target of a KPI is called, with unit and currency of its numbers, "" where they are not known."""

    name: str
    unit: str = ""
    currency: str = ""


@dataclass(frozen=True)
class Names:
    """Phases and pain points by id, KPIs by id, and the scorecards that know most of them."""

    result: ScorecardResult
    phases: Mapping[str, str]
    kpis: Mapping[str, Kpi]
    pain_points: Mapping[str, str]

    @staticmethod
    def of(workspace: Workspace, result: ScorecardResult) -> Names:
        """All names that a workspace ever gave, the latest of each; ``result`` is that of all phases."""
        return Names(result, _phases(workspace), known_kpis(workspace), known_names(workspace))

    def card(self, subject: str) -> KpiCard | None:
        """The KPI with this subject ("support/csat"); None when it stands on no scorecard."""
        cards = (kpi for phase in self.result.phases for kpi in phase.kpis)
        return next((kpi for kpi in cards if kpi.subject == subject), None)

    def target(self, subject: str) -> Named:
        """The KPI of a target by its subject, on a scorecard or not."""
        phase, _, id = subject.partition("/")
        card, kpi = self.card(subject), self.kpis.get(id)
        unit = card.unit if card else kpi.unit if kpi else ""
        name = card.name if card else kpi.name if kpi else id
        return Named(f"{self.phase(phase)}: {name}", unit, card.currency if card else "")

    def phase(self, id: str) -> str:
        """The name of a phase, the last one that it had if it is gone."""
        return self.phases.get(id, id)

    def kpi(self, id: str) -> str:
        """The name of a KPI."""
        return self.kpis[id].name if id in self.kpis else id

    def pain_point(self, id: str) -> str:
        """The name of a pain point; its id where it was never found here."""
        return self.pain_points.get(id, id)


def _phases(workspace: Workspace) -> dict[str, str]:
    """The names of all phases there ever were, the latest of each."""
    entries: Any = workspace.ledger.entries("journey")
    decided = entries.loc[entries["subject"] == "phases", "value"].dropna()[::-1]  # the newest come first
    known: list[Phase] = [*DEFAULT_PHASES]
    for value in decided:
        known += from_values(json.loads(value))
    return {phase.id: phase.name for phase in (*known, *workspace.phases())}
