"""Everything there is to look at, by the name that stands in links and notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from analytics.notebooks import (
    views_adoption,
    views_data,
    views_drivers,
    views_journey,
    views_pain_points,
    views_referrals,
    views_retention,
    views_scorecards,
    views_support,
)
from analytics.notebooks.definition import Definition

VIEWS: Mapping[str, Definition[Any, Any]] = MappingProxyType(
    {
        definition.name: definition
        for definition in chain(
            views_scorecards.DEFINITIONS,
            views_journey.DEFINITIONS,
            views_pain_points.DEFINITIONS,
            views_drivers.DEFINITIONS,
            views_adoption.DEFINITIONS,
            views_retention.DEFINITIONS,
            views_support.DEFINITIONS,
            views_referrals.DEFINITIONS,
            views_data.DEFINITIONS,
        )
    }
)
