"""Looking at support: times, groups, waiting, what is open, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.charts import support as charts
from analytics.charts import tickets
from analytics.notebooks.answer import Answer
from analytics.notebooks.definition import Definition
from analytics.pain_points.without_text import TicketGroups, TicketsWithoutText
from analytics.support.backlog import Ageing, Backlog
from analytics.support.breakdown import FORMULAS, Breakdown, Figure, Overall
from analytics.support.levels import ServiceLevels
from analytics.support.months import Months, MonthsResult
from analytics.support.waiting import CostOfWaiting, Distribution, Wait, Waiting

if TYPE_CHECKING:
    from analytics.workspace import Workspace

FIGURES: dict[Figure, str] = {
    "response": "First response, median",
    "response_p90": "First response, 9 of 10 within",
    "resolution": "Solved, median",
    "resolution_p90": "Solved, 9 of 10 within",
    "at_once": "Solved at first contact",
    "reopened": "Reopened",
    "satisfied": "Satisfied",
}
WAITS: dict[Wait, str] = {"response": "the first response", "resolution": "the solution"}
OPEN_NOTE = (
    "Open: created and not yet solved, by the status where one is told, else by the time of solution. Ages are counted by "
    "the clock to the end of the data and do not depend on the period."
)


@dataclass(frozen=True)
class OneFigure:
    """One figure of a breakdown, group by group."""

    figure: Figure = "response"
    breakdown: Breakdown = field(default_factory=lambda: Breakdown("channel"))

    def run(self, workspace: Workspace) -> pd.DataFrame:
        """The breakdown, of all figures."""
        return self.breakdown.run(workspace)


def _overall(found: pd.Series, asked: Overall, workspace: Workspace) -> Answer:
    rows = [
        {"figure": words, "value": found[name], "low": found[f"{name}_low"], "high": found[f"{name}_high"],
         "n": int(found[f"{name}_n"]), "formula": FORMULAS[name]}
        for name, words in FIGURES.items()
    ]  # fmt: skip
    return Answer("Support at a glance", pd.DataFrame(rows), None, "Times are minutes, shares 0 to 1.")


def _trend(found: MonthsResult, asked: Months, workspace: Workspace) -> Answer:
    chart = charts.trend(found.months, asked.figure, found.turns) if len(found.months) > 1 else None
    return Answer(FIGURES[asked.figure], found.months, chart, f"{FORMULAS[asked.figure]} {found.method}")


def _groups(found: pd.DataFrame, asked: OneFigure, workspace: Workspace) -> Answer:
    figure, by = asked.figure, asked.breakdown.by
    known = found[found[f"{figure}_n"] > 0] if len(found) else found
    table = known[["group", "tickets", figure, *(f"{figure}_{end}" for end in ("low", "high", "n"))]]
    chart = charts.groups(known, figure, by) if len(known) else None
    return Answer(f"{FIGURES[figure]}, by {by}", table.reset_index(drop=True), chart, FORMULAS[figure])


def _needs(found: pd.DataFrame, asked: Breakdown, workspace: Workspace) -> Answer:
    return Answer(f"What customers asked for, and what they got, by {asked.by}", found)


def _waits(found: pd.DataFrame, asked: Distribution, workspace: Workspace) -> Answer:
    chart = charts.waits(found, WAITS[asked.wait]) if len(found) else None
    return Answer(f"How long customers wait for {WAITS[asked.wait]}", found, chart)


def _cost(found: CostOfWaiting, asked: Waiting, workspace: Workspace) -> Answer:
    chart = charts.cost_of_waiting(found.steps, WAITS[asked.wait])
    return Answer(f"What waiting for {WAITS[asked.wait]} costs", found.steps, chart, found.formula)


def _backlog(found: pd.DataFrame, asked: Backlog, workspace: Workspace) -> Answer:
    return Answer("Open tickets, week by week", found, charts.open_tickets(found) if len(found) else None, OPEN_NOTE)


def _ageing(found: pd.DataFrame, asked: Ageing, workspace: Workspace) -> Answer:
    chart = charts.ages(found) if found["tickets"].sum() else None
    return Answer("How old open tickets are", found, chart, OPEN_NOTE)


def _levels(found: pd.DataFrame, asked: ServiceLevels, workspace: Workspace) -> Answer:
    note = "Kept: tickets answered (solved) in time / tickets that were, or that have waited longer than was promised."
    return Answer("Service levels by priority", found, None, note)


def _tickets(found: TicketGroups, asked: TicketsWithoutText, workspace: Workspace) -> Answer:
    return Answer(f"Tickets by {asked.by}", found.months, tickets.over_time(found.months, asked.by))


def _ticket_mood(found: TicketGroups, asked: TicketsWithoutText, workspace: Workspace) -> Answer:
    scored = found.groups[found.groups["n"] > 0]
    chart = tickets.satisfaction(scored, asked.by) if len(scored) else None
    return Answer(f"Satisfaction by {asked.by}", scored, chart)


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("support.overall", "Support at a glance", "support", Overall, _overall),
    Definition("support.trend", "A support figure over time", "support", Months, _trend),
    Definition("support.groups", "A support figure by group", "support", OneFigure, _groups),
    Definition("support.needs", "What customers asked for, and what they got", "support", Breakdown, _needs),
    Definition("support.waits", "How long customers wait", "support", Distribution, _waits),
    Definition("support.cost_of_waiting", "What waiting costs", "support", Waiting, _cost),
    Definition("support.open", "Open tickets over time", "support", Backlog, _backlog),
    Definition("support.ages", "How old open tickets are", "support", Ageing, _ageing),
    Definition("support.levels", "Service levels", "support", ServiceLevels, _levels),
    Definition("tickets.over_time", "Tickets by one of their fields", "pain_points", TicketsWithoutText, _tickets),
    Definition("tickets.satisfaction", "Satisfaction with tickets", "pain_points", TicketsWithoutText, _ticket_mood),
)
