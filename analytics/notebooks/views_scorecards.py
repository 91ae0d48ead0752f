"""Looking at scorecards and KPIs: as they stand, as of a date, over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from analytics.charts import adoption as over_time
from analytics.charts import journey as charts
from analytics.errors import NotEnoughData, NotFound
from analytics.journey.phases import find_phase
from analytics.kpis.definition import PERSPECTIVES
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.kpis.segments import is_of_customers
from analytics.kpis.values import KpiValues
from analytics.notebooks.answer import Answer
from analytics.notebooks.definition import Definition
from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.chosen import chosen, known_kpis
from analytics.scorecards.scorecard import Scorecard
from analytics.scorecards.standing import standing

if TYPE_CHECKING:
    from analytics.workspace import Workspace


@dataclass(frozen=True)
class KpiOverTime:
    """The question: how did a KPI (by id) go, for the company or in one phase (name or id)."""

    id: str = "nps"
    phase: str | None = None
    period: Literal["month", "quarter", "week"] = "month"
    seen: Seen = EVERYTHING

    def run(self, workspace: Workspace) -> pd.DataFrame:
        """One row per period: month (its first day), value, low, high, n, unit, name, formula.

        Of days, the periods that have some of them. NotFound for an unknown KPI; NotEnoughData where no period has a
        value, or where the KPI is not computed from customers and some of them are asked for.
        """
        kpis = known_kpis(workspace)
        if self.id not in kpis:
            raise NotFound(f"There is no KPI called {self.id}.")
        if self.seen.whose != EVERYTHING and not is_of_customers(kpis[self.id]):
            raise NotEnoughData(f"{kpis[self.id].name} is measured for the company, not for some of its customers.")
        phase = None if self.phase is None else find_phase(workspace.phases(), self.phase).id
        asked = KpiValues(phase, self.period, ids=(self.id,), own=chosen(workspace).own)
        values = asked.run(self.seen.whose.of(workspace))
        values = values[self.seen.has_period(values["period"], self.period[0].upper())]
        if values.empty:
            raise NotEnoughData(f"The data has no values of {kpis[self.id].name} here. Load what it is computed from.")
        months = values.assign(month=pd.to_datetime(values["period"]), name=kpis[self.id].name)
        return months[["month", "value", "low", "high", "n", "unit", "currency", "name", "formula"]].reset_index(
            drop=True
        )


def _kpi(found: pd.DataFrame, asked: KpiOverTime, workspace: Workspace) -> Answer:
    name, unit = str(found["name"].iloc[0]), str(found["unit"].iloc[0])
    chart = over_time.months(found, name, unit) if len(found) > 1 else None
    return Answer(name, found, chart, str(found["formula"].iloc[0]))


def as_it_stands(workspace: Workspace, asked: Scorecard) -> ScorecardResult:
    """The scorecard; as of a past day, as it stood then."""
    return workspace.scorecard(asked.phase, asked.as_of, asked.days)


def _standing(found: ScorecardResult, asked: Scorecard, workspace: Workspace) -> Answer:
    phases = pd.DataFrame([(phase.id, phase.name) for phase in found.phases], columns=["phase", "phase_name"])
    rows = standing(found)
    chart = charts.standing(rows, phases, list(PERSPECTIVES), labels=True)
    return Answer(
        "How the scorecards stand", rows, chart, "Weighted mean of the scores of a perspective's KPIs, 0 to 10."
    )


def _kpis(found: ScorecardResult, asked: Scorecard, workspace: Workspace) -> Answer:
    rows = [
        {"phase": phase.name, "perspective": kpi.perspective, "kpi": kpi.name, "value": kpi.value, "low": kpi.low,
         "high": kpi.high, "n": kpi.n, "unit": kpi.unit, "target": kpi.target, "threshold": kpi.threshold,
         "weight": kpi.weight, "status": kpi.status, "score": kpi.score}
        for phase in found.phases
        for kpi in phase.kpis
    ]  # fmt: skip
    until = f"{found.as_of:%d %B %Y}" if found.as_of else "the end of the data"
    return Answer("Scorecard", pd.DataFrame(rows), None, f"{found.days} days up to {until}.")


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("scorecard.standing", "How the scorecards stand", "scorecards", Scorecard, _standing, as_it_stands),
    Definition("scorecard.kpis", "Scorecard, KPI by KPI", "scorecards", Scorecard, _kpis, as_it_stands),
    Definition("kpi.over_time", "A KPI over time", "scorecards", KpiOverTime, _kpi),
)
