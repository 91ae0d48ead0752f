"""The touchpoints within each phase: how much happens at each, and how people feel there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from ibis import _

from analytics.journey.in_force import touchpoints_in_force
from analytics.journey.moods import felt, mean_interval
from analytics.journey.touchpoints import Touchpoint, named
from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.store.ledger import Ledger

_MOST_NAMES = 5000  # touchpoints and categories as they stand in the data; more of them are no touchpoints but texts


class Decided(Data, Protocol):
    """What is used of a workspace."""

    ledger: Ledger


@dataclass(frozen=True)
class Stops:
    """The question: what happens at the touchpoints of each phase, of what is ``seen``.

    One row per phase and touchpoint, by phase and the most rows first: phase, phase_name, touchpoint, perspective (None
    where nobody gave it one), rows (survey answers and tickets), mood, low, high (0..1), n (scores), said (what the
    touchpoint is called in the data).
    """

    seen: Seen = EVERYTHING

    def run(self, workspace: Decided) -> pd.DataFrame:
        """Count and average. Rows that name no touchpoint are left out."""
        data, known = self.seen.of(workspace), touchpoints_in_force(workspace.ledger)
        rows = felt(data).filter(_.touchpoint.notnull(), _.phase.notnull())
        sums = data.execute(
            rows.group_by("phase", "touchpoint")
            .agg(rows=_.count(), n=_.mood.count(), total=_.mood.sum(), squares=(_.mood * _.mood).sum())
            .order_by(_.rows.desc(), "touchpoint")
            .limit(_MOST_NAMES)
        )
        names = {phase.id: phase.name for phase in workspace.phases()}
        return _told(sums[sums["phase"].isin(names)], known, names)


def _told(sums: pd.DataFrame, known: tuple[Touchpoint, ...], names: dict[str, str]) -> pd.DataFrame:
    said = {text: named(text, known) for text in sums["touchpoint"].unique()}
    called = sums.assign(said=sums["touchpoint"], touchpoint=sums["touchpoint"].map(said)).fillna(
        {"total": 0, "squares": 0}
    )
    grouped = called.groupby(["phase", "touchpoint"], sort=False)
    found = grouped[["rows", "n", "total", "squares"]].sum().assign(said=grouped["said"].agg(tuple)).reset_index()
    n = found["n"].to_numpy(dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        mood = found["total"].to_numpy(dtype=float) / n
        spread = np.sqrt(np.maximum(found["squares"].to_numpy(dtype=float) - n * mood**2, 0) / (n - 1))
    low, high = mean_interval(mood, spread, n)
    perspective = {at.name: at.perspective for at in known}
    place = {phase: number for number, phase in enumerate(names)}
    found = found.assign(
        phase_name=found["phase"].map(names), mood=mood, low=low, high=high,
        perspective=pd.Series([perspective.get(name) for name in found["touchpoint"]], dtype=object), place=found["phase"].map(place),
    )  # fmt: skip
    found = found.sort_values(["place", "rows", "touchpoint"], ascending=[True, False, True], ignore_index=True)
    columns = ["phase", "phase_name", "touchpoint", "perspective", "rows", "mood", "low", "high", "n", "said"]
    return found[columns]
