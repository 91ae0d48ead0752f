"""Looking at adoption: the way in, what the first weeks foretell, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.adoption.foretelling import Foretelling
from analytics.adoption.funnel import Funnel, FunnelResult
from analytics.adoption.obstacles import Obstacles
from analytics.adoption.wording import in_words
from analytics.charts import adoption as charts
from analytics.errors import NotEnoughData
from analytics.notebooks.answer import Answer
from analytics.notebooks.definition import Definition

if TYPE_CHECKING:
    from analytics.workspace import Workspace

FUNNEL_NOTE = (
    "Customers who came to a step within the time / customers who began with the first step and have had the time. A later step "
    "counts also where an earlier one is missing. Stopped: came to the step and to none after it."
)
FORETELLING_NOTE = (
    "Only customers seen that long, who began after the data of the indicator did. Still active: ordered or used the product in "
    "the 60 days before the day named. Spearman's rank correlation, interval after Bonett and Wright (2000); numbers stand where "
    "it is no chance after allowing for all pairs (Benjamini and Hochberg, 5 %). An association, not a cause."
)
OBSTACLES_NOTE = (
    "Stopped: of the customers who wrote about it and began, those who did not come to the last step of getting started in time; "
    "95 % interval. Customers may have stopped for other reasons."
)


def _funnel(found: FunnelResult, asked: Funnel, workspace: Workspace) -> Answer:
    return Answer("Getting started", found.steps, charts.funnel(found.steps), f"{found.worst} {FUNNEL_NOTE}")


def _funnel_months(found: FunnelResult, asked: Funnel, workspace: Workspace) -> Answer:
    months = found.months.rename(columns={"share": "value", "began": "n"})
    title = f"Came to {found.steps.iloc[-1]['step']}"
    return Answer(title, months, charts.months(months, title, "%"), FUNNEL_NOTE)


def _foretelling(found: pd.DataFrame, asked: Foretelling, workspace: Workspace) -> Answer:
    return Answer("What the first weeks foretell", found, charts.foretold(in_words(found)), FORETELLING_NOTE)


def obstacles_of(workspace: Workspace, asked: Obstacles) -> pd.DataFrame:
    """The pain points of the phase Adoption. NotEnoughData where the journey has no such phase."""
    if all(phase.id != "adoption" for phase in workspace.phases()):
        raise NotEnoughData(
            "This workspace's journey has no phase Adoption, so it cannot be told which pain points stand in its way."
        )
    return asked.run(workspace, workspace.pain_points("adoption"))


def _obstacles(found: pd.DataFrame, asked: Obstacles, workspace: Workspace) -> Answer:
    chart = None if found.empty else charts.obstacles(found)
    return Answer("What stands in the way of adoption", found, chart, OBSTACLES_NOTE)


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("adoption.funnel", "Getting started, step by step", "adoption", Funnel, _funnel),
    Definition("adoption.funnel_months", "Getting started, month by month", "adoption", Funnel, _funnel_months),
    Definition("adoption.foretelling", "What the first weeks foretell", "adoption", Foretelling, _foretelling),
    Definition(
        "adoption.obstacles", "What stands in the way of adoption", "adoption", Obstacles, _obstacles, obstacles_of
    ),
)
