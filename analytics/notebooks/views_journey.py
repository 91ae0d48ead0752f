"""Looking at the journey: how much happens in each phase, how people feel, and who goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.charts import journey as charts
from analytics.errors import NotEnoughData
from analytics.journey.flow import Flow
from analytics.journey.overview import Journey, JourneyOverview
from analytics.notebooks.answer import Answer
from analytics.notebooks.definition import Definition

if TYPE_CHECKING:
    from analytics.workspace import Workspace

MOOD_NOTE = "Mean of all scores of surveys and tickets, each brought to 0..1; 95 % interval of a mean (Student's t)."


def _mood(found: JourneyOverview, asked: Journey, workspace: Workspace) -> Answer:
    if not found.phases["n"].sum():
        raise NotEnoughData("No survey answer or ticket has a score, so there is no mood to show.")
    return Answer("Mood in each phase", found.phases, charts.mood(found.phases), MOOD_NOTE)


def _volume(found: JourneyOverview, asked: Journey, workspace: Workspace) -> Answer:
    chart = charts.volume(found.volumes, found.phases, found.kinds)
    return Answer(
        "What happens in each phase", found.volumes, chart, "Rows of each kind that the rules place in a phase."
    )


def _onward(found: pd.DataFrame, asked: Flow, workspace: Workspace) -> Answer:
    phases = pd.DataFrame([(phase.id, phase.name) for phase in workspace.phases()], columns=["phase", "phase_name"])
    note = f"Customers with a first row in any later phase within {asked.days} days / customers who came to the phase."
    return Answer("Who goes on to a later phase", found, charts.onward(found, phases, asked.days), note)


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("journey.mood", "Mood in each phase", "journey", Journey, _mood),
    Definition("journey.volume", "What happens in each phase", "journey", Journey, _volume),
    Definition("journey.onward", "Who goes on to a later phase", "journey", Flow, _onward),
)
