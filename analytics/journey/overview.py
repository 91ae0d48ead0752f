"""The phases side by side: how much happens in each, how people feel there, and what could not be placed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analytics.journey.moods import felt, mean_interval
from analytics.journey.phases import Phase
from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen

# What is counted, from the table that holds it, in the order in which a person reads it.
VOLUMES: tuple[tuple[str, str], ...] = (
    ("comments", "Comments"),
    ("tickets", "Tickets"),
    ("surveys", "Survey answers"),
    ("sales", "Orders"),
    ("usage", "Usage events"),
    ("measures", "Measures"),
)


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
    """The question: what happens in each phase, and how do people feel there, of what is ``seen``."""

    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> JourneyOverview:
        """Count every kind of row per phase and average all scores per phase."""
        workspace = self.seen.of(workspace)
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


def _per_phase(workspace: Data, name: str) -> dict[str | None, int]:
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


def _moods(workspace: Data, phases: Iterable[Phase]) -> pd.DataFrame:
    """Mean mood per phase with the 95 % interval of a mean (Student's t); missing without scores."""
    scored = felt(workspace)
    sums = workspace.execute(
        scored.group_by("phase").agg(mood=scored.mood.mean(), spread=scored.mood.std(), n=scored.mood.count())
    ).set_index("phase")
    names = pd.DataFrame([(phase.id, phase.name) for phase in phases], columns=["phase", "phase_name"])
    rows = names.join(sums, on="phase")
    rows["n"] = rows["n"].fillna(0).astype(int)
    low, high = mean_interval(*(rows[name].to_numpy(dtype=float) for name in ("mood", "spread", "n")))
    return rows.assign(low=low, high=high)[["phase", "phase_name", "mood", "low", "high", "n"]]
