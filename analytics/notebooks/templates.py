"""Notebooks to begin with: the common questions of a customer-experience team, each with the analyses that answer it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from analytics.adoption.foretelling import Foretelling
from analytics.adoption.funnel import Funnel
from analytics.adoption.obstacles import Obstacles
from analytics.drivers.analysis import Drivers
from analytics.journey.flow import Flow
from analytics.journey.overview import Journey
from analytics.notebooks.notebook import Analysis, Cell, Text
from analytics.notebooks.view import View
from analytics.notebooks.views_data import DataQuality
from analytics.notebooks.views_drivers import Effects
from analytics.notebooks.views_pain_points import Compared, Ranked
from analytics.notebooks.views_scorecards import KpiOverTime
from analytics.retention.cohorts import Cohorts
from analytics.retention.rates import RateOverTime
from analytics.retention.staying import Staying
from analytics.scorecards.scorecard import Scorecard
from analytics.support.breakdown import Overall
from analytics.support.months import Months

Part = str | tuple[str, Any]


def _monthly(phase: str | None) -> tuple[Part, ...]:
    return (
        "# Monthly review\nWhat stands where, what changed, and what hurts. Write below each figure what it means for us.",
        ("scorecard.standing", Scorecard(phase)),
        ("scorecard.kpis", Scorecard(phase)),
        "## What customers say",
        ("kpi.over_time", KpiOverTime("nps", phase)),
        ("pain_points.ranked", Ranked(phase)),
        ("pain_points.compared", Compared()),
        "## Who stays",
        ("retention.rate", RateOverTime()),
        "## Can we trust the data?",
        ("data.quality", DataQuality()),
    )


def _launch(phase: str | None) -> tuple[Part, ...]:
    return (
        "# Launch of a product\nDo customers get started, what stands in their way, and do they come back?",
        ("adoption.funnel", Funnel()),
        ("adoption.obstacles", Obstacles()),
        ("support.trend", Months("response")),
        ("pain_points.compared", Compared()),
        ("retention.cohorts", Cohorts()),
        ("retention.survival", Staying()),
    )


def _nps(phase: str | None) -> tuple[Part, ...]:
    return (
        "# Why did NPS fall?\nFirst whether it did: an interval that holds the value of before is no fall.",
        ("kpi.over_time", KpiOverTime("nps", phase)),
        ("journey.mood", Journey()),
        "## What do they write now that they did not before?",
        ("pain_points.compared", Compared()),
        ("pain_points.ranked", Ranked(phase, "recent_ratio")),
        "## Did service change?",
        ("support.overall", Overall()),
        ("support.trend", Months("response")),
        "## What goes with it",
        ("drivers.effects", Effects(Drivers("promoter"))),
    )


def _onboarding(phase: str | None) -> tuple[Part, ...]:
    return (
        "# Onboarding check\nWhere do new customers stop, and what do their first weeks foretell?",
        ("adoption.funnel", Funnel()),
        ("adoption.funnel_months", Funnel()),
        ("adoption.foretelling", Foretelling()),
        ("adoption.obstacles", Obstacles()),
        ("journey.onward", Flow()),
    )


def _before_and_after(phase: str | None) -> tuple[Part, ...]:
    return (
        "# Before and after a change\nSay here what was changed, and when. What moved at that time for other reasons?",
        ("kpi.over_time", KpiOverTime("csat", phase)),
        ("support.trend", Months("resolution")),
        ("pain_points.compared", Compared()),
        ("retention.rate", RateOverTime()),
    )


TEMPLATES: Mapping[str, Any] = MappingProxyType(
    {
        "Monthly review": _monthly,
        "Launch of a product": _launch,
        "Why did NPS fall": _nps,
        "Onboarding check": _onboarding,
        "Before and after a change": _before_and_after,
    }
)


def template_cells(name: str, phase: str | None = None) -> tuple[Cell, ...]:
    """The cells of a template, about one phase (name or id) or the whole company.

    >>> [type(cell).__name__ for cell in template_cells("Onboarding check")][:2]
    ['Text', 'Analysis']
    """
    return tuple(_cell(number, part) for number, part in enumerate(TEMPLATES[name](phase), 1))


def _cell(number: int, part: Part) -> Cell:
    if isinstance(part, str):
        return Text(f"c{number}", part)
    view = View(*part)
    return Analysis(f"c{number}", view.name.partition(".")[2], view.as_value())
