"""Driver analyses kept in the workspace until its data changes: answer and model come from one fit and are kept together.

What people decided about which comment is in which pain point changes the drivers, so it is part of the name
under which a result is kept.
"""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from analytics.drivers.analysis import Drivers, WhatIfOf
from analytics.drivers.completing import Progress
from analytics.drivers.explaining import Study
from analytics.drivers.result import DriverResult
from analytics.drivers.what_if import WhatIf
from analytics.errors import NotEnoughData
from analytics.pain_points import keeping
from analytics.pain_points.result import PainPointResult
from analytics.retention.outcome import Tables
from analytics.store.database import Database
from analytics.store.ledger import Ledger
from analytics.store.results import keep, kept

# How the driver analysis calls "wrote about this pain point".
PAIN = "pain:"


class Keeper(Tables, Protocol):
    """What is used of a workspace."""

    database: Database
    ledger: Ledger

    @property
    def data_version(self) -> int:
        """A number that grows with every load."""

    def pain_points(
        self, phase: str | None = None, count: int | None = None, progress: Progress | None = None
    ) -> PainPointResult:
        """The pain points in everything that customers wrote."""


def answer(workspace: Keeper, asked: Drivers, progress: Progress | None = None) -> DriverResult:
    """What goes with the outcome; computed only when it is not kept from this data."""
    return _known_answer(workspace, asked) or _studied(workspace, asked, progress).result


def model(workspace: Keeper, asked: Drivers, progress: Progress | None = None) -> WhatIf:
    """The model behind the answer; computed only when it is not kept from this data."""
    return _known_model(workspace, asked) or _studied(workspace, asked, progress).what_if


def known(workspace: Keeper, asked: Drivers) -> tuple[DriverResult, WhatIf] | None:
    """The answer and the model behind it, where somebody has had them computed on this data."""
    result, what_if = _known_answer(workspace, asked), _known_model(workspace, asked)
    return None if result is None or what_if is None else (result, what_if)


def effects_of_pain(workspace: Keeper, asked: Drivers) -> pd.DataFrame | None:
    """What each pain point does to the outcome, in percentage points: pain_point_id, effect, low, high.

    None while nobody has had the drivers computed on this data.
    """
    found = _known_answer(workspace, asked)
    if found is None:
        return None
    of_pain = found.drivers[found.drivers["name"].str.startswith(PAIN)]
    return pd.DataFrame(
        {
            "pain_point_id": of_pain["name"].str.removeprefix(PAIN),
            "effect": of_pain["effect_pp"],
            "low": of_pain["effect_low"],
            "high": of_pain["effect_high"],
        }
    )


def _known_answer(workspace: Keeper, asked: Drivers) -> DriverResult | None:
    return kept(workspace.database, _name(workspace, asked), workspace.data_version, DriverResult)


def _known_model(workspace: Keeper, asked: Drivers) -> WhatIf | None:
    return kept(workspace.database, _name(workspace, WhatIfOf(asked)), workspace.data_version, WhatIf)


def _studied(workspace: Keeper, asked: Drivers, progress: Progress | None) -> Study:
    found = asked.study(workspace, progress, _assignments(workspace, progress))
    version = workspace.data_version
    keep(workspace.database, _name(workspace, asked), version, found.result)
    keep(workspace.database, _name(workspace, WhatIfOf(asked)), version, found.what_if)
    return found


def _name(workspace: Keeper, analysis: Drivers | WhatIfOf) -> str:
    return repr(analysis) + keeping.decisions_of(workspace).structure


def _assignments(workspace: Keeper, progress: Progress | None) -> pd.DataFrame | None:
    """Which comment belongs to which pain point, by name; None where there are no pain points to find."""
    try:
        found = workspace.pain_points(progress=progress)
    except NotEnoughData:
        return None
    names = found.pain_points[["id", "name"]].rename(columns={"id": "pain_point_id"})
    return found.assignments.merge(names, on="pain_point_id")
