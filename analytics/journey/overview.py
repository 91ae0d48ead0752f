"""The phases side by side: how much happens in each, how people feel there, and what could not be placed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import ibis
import numpy as np
import pandas as pd
from scipy import stats

from analytics.journey.phases import Phase

# What is counted, from the table that holds it, in the order in which a person reads it.
VOLUMES: tuple[tuple[str, str], ...] = (
    ("comments", "Comments"),
    ("tickets", "Tickets"),
    ("surveys", "Survey answers"),
    ("sales", "Orders"),
    ("usage", "Usage events"),
    ("measures", "Measures"),
)


class Placed(Protocol):
    """What the overview needs of a workspace."""

    def table(self, name: str) -> ibis.Table:
        """The table called ``name``."""

    def execute(self, expr: Any) -> Any:
        """What an Ibis expression gives."""

    def phases(self, as_of: datetime | None = None) -> tuple[Phase, ...]:
        """The phases, in order."""


@dataclass(frozen=True)
class JourneyOverview:
    """One row per phase in ``phases`` (phase, phase_name, mood, low, high in 0..1, n), one row per kind and
    phase in ``volumes`` (phase, phase_name, what, rows, share of that kind), and in ``unplaced`` one row per
    kind with rows that no rule placed (what, rows, of).
    """

    phases: pd.DataFrame
    volumes: pd.DataFrame
    unplaced: pd.DataFrame

    @property
    def kinds(self) -> list[str]:
        """The kinds of rows that there are, in reading order."""
        return list(dict.fromkeys(self.volumes["what"]))


@dataclass(frozen=True)
class Journey:
    """The question: what happens in each phase, and how do people feel there."""

    def run(self, workspace: Placed) -> JourneyOverview:
        """Count every kind of row per phase and average all scores per phase."""
        phases = workspace.phases()
        counted = {words: _per_phase(workspace, table) for table, words in VOLUMES}
        counted = {what: rows for what, rows in counted.items() if rows}
        ids = {phase.id for phase in phases}
        unplaced = [
            {
                "what": what,
                "rows": sum(n for phase, n in rows.items() if phase not in ids),
                "of": sum(rows.values()),
            }
            for what, rows in counted.items()
        ]
        return JourneyOverview(
            phases=_moods(workspace, phases),
            volumes=_volumes(counted, phases),
            unplaced=pd.DataFrame([row for row in unplaced if row["rows"]], columns=["what", "rows", "of"]),
        )


def _per_phase(workspace: Placed, name: str) -> dict[str | None, int]:
    """Rows per phase id; None for those that no rule placed."""
    table = workspace.table(name)
    rows = workspace.execute(table.group_by("phase").agg(rows=table.count()))
    return {
        (None if pd.isna(phase) else str(phase)): int(n) for phase, n in zip(rows["phase"], rows["rows"], strict=True)
    }


def _volumes(counted: dict[str, dict[str | None, int]], phases: Iterable[Phase]) -> pd.DataFrame:
    """One row per kind and phase, also where it has none."""
    phases = tuple(phases)
    rows = []
    for what, per_phase in counted.items():
        placed = sum(per_phase.get(phase.id, 0) for phase in phases)
        for phase in phases:
            n = per_phase.get(phase.id, 0)
            rows.append((phase.id, phase.name, what, n, n / placed if placed else 0.0))
    return pd.DataFrame(rows, columns=["phase", "phase_name", "what", "rows", "share"])


def _moods(workspace: Placed, phases: Iterable[Phase]) -> pd.DataFrame:
    """Mean mood per phase with the 95 % interval of a mean (Student's t); missing without scores."""
    scored = ibis.union(_survey_moods(workspace), _ticket_moods(workspace))
    sums = workspace.execute(
        scored.group_by("phase").agg(mood=scored.mood.mean(), spread=scored.mood.std(), n=scored.count())
    ).set_index("phase")
    names = pd.DataFrame([(phase.id, phase.name) for phase in phases], columns=["phase", "phase_name"])
    rows = names.join(sums, on="phase")
    rows["n"] = rows["n"].fillna(0).astype(int)
    low, high = mean_interval(*(rows[name].to_numpy(dtype=float) for name in ("mood", "spread", "n")))
    return rows.assign(low=low, high=high)[["phase", "phase_name", "mood", "low", "high", "n"]]


def mean_interval(mean: np.ndarray, spread: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """95 % interval of means of values in 0..1, from their standard deviations; NaN below two values.

    >>> low, high = mean_interval(np.array([0.5]), np.array([0.2]), np.array([100]))
    >>> round(float(low[0]), 2), round(float(high[0]), 2)
    (0.46, 0.54)
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        half = stats.t.ppf(0.975, np.maximum(n - 1, 1)) * spread / np.sqrt(n)
    half = np.where(n > 1, half, np.nan)
    return np.clip(mean - half, 0, 1), np.clip(mean + half, 0, 1)


def _survey_moods(workspace: Placed) -> ibis.Table:
    """Every scored survey answer within its scale, brought to 0..1."""
    rows = workspace.table("surveys")
    nps = rows.metric == "nps"
    low = nps.ifelse(0.0, rows.scale_low)
    high = nps.ifelse(10.0, rows.scale_high)
    return rows.filter(rows.score.between(low, high), high > low).select(
        "phase", mood=((rows.score - low) / (high - low)).cast("float64")
    )


def _ticket_moods(workspace: Placed) -> ibis.Table:
    """Every ticket's satisfaction within its scale (1 to 5, or 0 and 1), brought to 0..1."""
    rows = workspace.table("tickets")
    high = rows.satisfaction_scale.cast("float64")
    low = (high > 1).ifelse(1.0, 0.0)
    return rows.filter(rows.satisfaction.between(low, high)).select(
        "phase", mood=((rows.satisfaction - low) / (high - low)).cast("float64")
    )
