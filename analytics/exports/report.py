"""What every export holds: the scorecards, the decisions and the actions, and where the figures come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

import pandas as pd

from analytics.exports.decisions import decided
from analytics.exports.names import Names
from analytics.exports.names import Workspace as NamedWorkspace
from analytics.exports.promised import Promise, promised
from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.scorecard import Scorecard
from analytics.scorecards.scorecard import Workspace as ScoredWorkspace


class Workspace(NamedWorkspace, ScoredWorkspace, Protocol):
    """What a report needs of a workspace."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Report:
    """The scorecards ``result`` of a workspace as they stood when ``data_version`` was loaded.

    ``decisions`` has the columns when, who, about, before, after and why, newest first; ``made_at`` is in UTC.
    """

    workspace: str
    data_version: int
    made_at: datetime
    result: ScorecardResult
    decisions: pd.DataFrame
    actions: tuple[Promise, ...] = ()

    @property
    def period(self) -> str:
        """The days that the figures are of, in words."""
        result = self.result
        return f"{result.days} days up to {result.as_of:%d %B %Y}" if result.as_of else "nothing is loaded yet"

    @property
    def provenance(self) -> str:
        """Where the figures come from, for the foot of every page."""
        return (
            f"Workspace {self.workspace} · data version {self.data_version} · {self.period} · "
            f"made on {self.made_at:%d %B %Y}"
        )


@dataclass(frozen=True)
class Reporting:
    """The report on all phases or one (name or id), at the end of the data or as of a past day."""

    made_at: datetime
    phase: str | None = None
    as_of: date | None = None
    days: int = 90

    def run(self, workspace: Workspace) -> Report:
        """The report; NotFound when there is no such phase."""
        result = Scorecard(self.phase, self.as_of, self.days).run(workspace)
        company = result if self.phase is None else Scorecard(None, self.as_of, self.days).run(workspace)
        end = datetime.combine(self.as_of, time.max) if self.as_of else None
        entries = workspace.ledger.entries()
        entries = entries if end is None else entries[entries["decided_at"] <= end]
        names = Names.of(workspace, company)
        decisions = decided(entries, names, (phase.id for phase in result.phases))
        actions = promised(workspace.ledger, names, self.as_of or self.made_at.date(), end)
        return Report(workspace.name, workspace.data_version, self.made_at, result, decisions, actions)
