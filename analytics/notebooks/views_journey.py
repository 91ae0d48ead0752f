"""Looking at the journey: how much happens in each phase, how people feel, and who goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.charts import journey as charts
from analytics.charts.journey_sides import sides, sides_onward
from analytics.charts.touchpoints import touchpoints
from analytics.errors import NotEnoughData
from analytics.journey.flow import Flow
from analytics.journey.overview import Journey, JourneyOverview
from analytics.journey.side_by_side import FIRST, SECOND, SideBySide, Sides
from analytics.journey.stops import Stops
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
    note = f"Customers with a first row in any later phase within {asked.days} days / customers who came to the phase."
    return Answer("Who goes on to a later phase", found, charts.onward(found, _phases(workspace), asked.days), note)


def _touchpoints(found: pd.DataFrame, asked: Stops, workspace: Workspace) -> Answer:
    if found.empty:
        raise NotEnoughData("No survey answer in a phase names a touchpoint, and no ticket a category.")
    told = found.assign(said=[", ".join(said) for said in found["said"]])
    return Answer("Touchpoints in each phase", told, touchpoints(found, _phases(workspace)), MOOD_NOTE)


def _sides_mood(found: Sides, asked: SideBySide, workspace: Workspace) -> Answer:
    names, phases = (asked.first.words, asked.second.words), list(_phases(workspace)["phase_name"])
    return Answer("Mood side by side", _called(found.moods, names), sides(found.moods, phases, names), MOOD_NOTE)


def _sides_onward(found: Sides, asked: SideBySide, workspace: Workspace) -> Answer:
    if found.onward.empty:
        raise NotEnoughData("No customer on either side can be followed from phase to phase.")
    names, phases = (asked.first.words, asked.second.words), list(_phases(workspace)["phase_name"])
    note = f"Customers with a first row in any later phase within {asked.days} days / customers who came to the phase."
    chart = sides_onward(found.onward, phases, names, asked.days)
    return Answer("Who goes on, side by side", _called(found.onward, names), chart, note)


def _called(rows: pd.DataFrame, names: tuple[str, str]) -> pd.DataFrame:
    """The rows of both sides, each side by what it is called."""
    return rows.assign(side=rows["side"].map(dict(zip((FIRST, SECOND), names, strict=True))))


def _phases(workspace: Workspace) -> pd.DataFrame:
    return pd.DataFrame([(phase.id, phase.name) for phase in workspace.phases()], columns=["phase", "phase_name"])


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("journey.mood", "Mood in each phase", "journey", Journey, _mood),
    Definition("journey.volume", "What happens in each phase", "journey", Journey, _volume),
    Definition("journey.onward", "Who goes on to a later phase", "journey", Flow, _onward),
    Definition("journey.touchpoints", "Touchpoints in each phase", "journey", Stops, _touchpoints),
    Definition("journey.sides", "Mood side by side", "journey", SideBySide, _sides_mood),
    Definition("journey.sides_onward", "Who goes on, side by side", "journey", SideBySide, _sides_onward),
)
