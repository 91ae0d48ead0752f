"""Two segments or two periods side by side: what differs between them in each phase, and how surely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.journey.flow import Flow
from analytics.journey.overview import Journey, JourneyOverview
from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.reviews.differences import Estimate, difference

FIRST, SECOND = "first", "second"


@dataclass(frozen=True)
class Sides:
    """What stands side by side.

    ``moods``: a row per side and phase: side, phase, phase_name, mood, low, high (0..1), n. ``onward``: side, phase,
    phase_name, share, low, high (0..1), customers, wait (days); empty where no customer can be followed. ``volumes``: phase,
    phase_name, what, first, second (rows), first_share, second_share (of that side's rows of that kind). ``changes``: phase,
    phase_name, what ("mood" or "goes on"), change (second less first), low, high.
    """

    moods: pd.DataFrame
    onward: pd.DataFrame
    volumes: pd.DataFrame
    changes: pd.DataFrame


@dataclass(frozen=True)
class SideBySide:
    """The question: what differs between what is seen ``first`` and ``second``; going on is within ``days``."""

    first: Seen = EVERYTHING
    second: Seen = EVERYTHING
    days: int = 180

    def run(self, workspace: Data) -> Sides:
        """Both sides by the same definitions. Sides that share rows differ less surely than the intervals say."""
        sides = {FIRST: self.first, SECOND: self.second}
        overviews = {name: Journey(seen).run(workspace) for name, seen in sides.items()}
        moods = _both({name: found.phases for name, found in overviews.items()})
        onward = _both({name: _onward(workspace, Flow(self.days, seen)) for name, seen in sides.items()})
        changes = [_changes(moods, "mood", "mood"), _changes(onward, "share", "goes on")]
        known = [each for each in changes if len(each)] or changes[:1]
        return Sides(moods, onward, _volumes(overviews), pd.concat(known, ignore_index=True))


def _onward(workspace: Data, question: Flow) -> pd.DataFrame:
    columns = ["phase", "phase_name", "share", "low", "high", "customers", "wait"]
    try:
        return question.run(workspace)[columns]
    except NotEnoughData:
        return pd.DataFrame(columns=columns)


def _both(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    filled = [frame.assign(side=name) for name, frame in frames.items() if not frame.empty]
    return pd.concat(filled, ignore_index=True) if filled else next(iter(frames.values())).assign(side="")


def _volumes(overviews: dict[str, JourneyOverview]) -> pd.DataFrame:
    first, second = (
        overviews[name].volumes.rename(columns={"rows": name, "share": f"{name}_share"}) for name in (FIRST, SECOND)
    )
    both = first.merge(second, on=["phase", "phase_name", "what"], how="outer", sort=False)
    order = {phase: at for at, phase in enumerate(overviews[FIRST].phases["phase"])}
    kinds = {what: at for at, what in enumerate(dict.fromkeys([*overviews[FIRST].kinds, *overviews[SECOND].kinds]))}
    placed = both.assign(_kind=both["what"].map(kinds), _phase=both["phase"].map(order)).sort_values(
        ["_kind", "_phase"]
    )
    filled = placed.drop(columns=["_kind", "_phase"]).fillna(
        {"first": 0, "second": 0, "first_share": 0, "second_share": 0}
    )
    return filled.astype({"first": int, "second": int}).reset_index(drop=True)


def _changes(rows: pd.DataFrame, value: str, what: str) -> pd.DataFrame:
    """Second less first per phase, where both have an interval."""
    found = []
    for (phase, name), both in rows.groupby(["phase", "phase_name"], sort=False):
        sides = both.set_index("side")
        if not {FIRST, SECOND} <= set(sides.index) or sides[[value, "low", "high"]].isna().to_numpy().any():
            continue
        before, after = (
            Estimate(*(float(np.float64(sides.at[side, column])) for column in (value, "low", "high")))  # type: ignore[arg-type]
            for side in (FIRST, SECOND)
        )
        change = difference(after, before)
        found.append((phase, name, what, change.value, change.low, change.high))
    return pd.DataFrame(found, columns=["phase", "phase_name", "what", "change", "low", "high"])
