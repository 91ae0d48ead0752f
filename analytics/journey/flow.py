"""The way from phase to phase: how many customers go on, how long they take, and where they are last seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import reduce

import ibis
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.intervals import median, wilson
from analytics.kpis.seen import EVERYTHING, Seen

# The tables whose rows happen to a customer in a phase, and the time of each.
_TIMES = {"surveys": "answered_at", "tickets": "created_at", "sales": "ordered_at", "usage": "occurred_at"}


@dataclass(frozen=True)
class Flow:
    """The question: of the customers who came to a phase, how many went on to a later one within ``days``, of what is ``seen``.

    >>> Flow().days
    180
    """

    days: int = 180
    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> pd.DataFrame:
        """One row per phase but the last, in order: phase, phase_name, customers (who came to it and have had the time), went_on,
        share (0..1) with low and high, wait (median days until the first later phase, of those who went on) with wait_low and
        wait_high, and next (the name of the phase that most of them came to first).

        A customer comes to a phase with the first row there; the first row in any later phase counts as going on.
        NotEnoughData where no row names a customer in a phase.
        """
        workspace = self.seen.of(workspace)
        first = _first_times(workspace)
        until = workspace.data_until()
        if first.empty or until is None:
            raise NotEnoughData(
                "No row names a customer in a phase, so the way from phase to phase cannot be followed."
            )
        phases = [phase for phase in workspace.phases() if phase.id in first]
        if len(phases) < 2:
            raise NotEnoughData(
                "Customers are met in one phase only, so there is no way to another. Load what happens before or after it."
            )
        rows = [
            self._from(first, [phase.id for phase in phases[place:]], pd.Timestamp(until))
            for place in range(len(phases) - 1)
        ]
        names = {phase.id: phase.name for phase in phases}
        found = pd.DataFrame(rows)
        low, high = wilson(found["went_on"], found["customers"])
        return found.assign(
            share=found["went_on"] / found["customers"].where(found["customers"] > 0), low=low, high=high,
            phase_name=found["phase"].map(names), next=found["next"].map(names),
        )  # fmt: skip

    def _from(self, first: pd.DataFrame, phases: list[str], until: pd.Timestamp) -> dict[str, object]:
        here, later = first[phases[0]], first[phases[1:]]
        came = here.notna() & (here <= until - timedelta(days=self.days))
        # What was earlier than coming here is no going on from here.
        waits = later[came].sub(here[came], axis=0)
        passed = pd.DataFrame({phase: waits[phase].dt.total_seconds() / 86_400 for phase in waits})
        passed = passed.where((passed >= 0) & (passed <= self.days))
        wait = passed.min(axis=1).dropna()
        middle, low, high = median(wait)
        nexts = passed.loc[wait.index].idxmin(axis=1) if len(wait) else pd.Series(dtype=object)
        return {
            "phase": phases[0], "customers": int(came.sum()), "went_on": len(wait),
            "wait": middle, "wait_low": low, "wait_high": high,
            "next": nexts.mode().iloc[0] if len(nexts) else None,
        }  # fmt: skip


def _first_times(workspace: Data) -> pd.DataFrame:
    """When each customer (index) first came to each phase (columns, by id)."""
    parts = []
    for name, when in _TIMES.items():
        rows = workspace.table(name)
        rows = rows.filter(rows.customer_id.notnull() & rows.phase.notnull() & rows[when].notnull())
        parts.append(rows.group_by("customer_id", "phase").aggregate(at=rows[when].min()))
    both = reduce(ibis.union, parts)
    found: pd.DataFrame = workspace.execute(both.group_by("customer_id", "phase").aggregate(at=both["at"].min()))
    return found.pivot(index="customer_id", columns="phase", values="at").sort_index()
