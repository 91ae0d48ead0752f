"""What is still open: how old it is, and how many tickets were open at the end of each week."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.kpis.definition import Data
from analytics.kpis.values import KpiValues
from analytics.support.look import ALL, Look

# Days after which an open ticket falls into the next step.
_AGES = (0, 1, 3, 7, 14, 30, 90)


@dataclass(frozen=True)
class Backlog:
    """The question: how many tickets were open at the end of each week.

    >>> Backlog().look.days is None
    True
    """

    look: Look = ALL

    def run(self, data: Data) -> pd.DataFrame:
        """One row per week: period (first day), value, low, high, n; see the KPI ``backlog``."""
        found = KpiValues(self.look.phase, "week", days=self.look.days, ids=("backlog",)).run(self.look.of(data))
        return found[["period", "value", "low", "high", "n"]].assign(period=pd.to_datetime(found["period"]))


@dataclass(frozen=True)
class Ageing:
    """The question: how long have the tickets waited that are open today.

    "Today" is the end of the data. Tickets count however long ago they came.
    """

    look: Look = ALL

    def run(self, data: Data) -> pd.DataFrame:
        """One row per step of age, also where none is.

        Columns: age (in days, as text), from_days, tickets, priorities (the three commonest, as text).
        """
        everything = Look(self.look.phase, segment=self.look.segment)
        rows = everything.tickets(data)
        still = data.execute(rows.filter(~rows.solved).select("age", "priority"))
        step = pd.cut(still["age"] / 1440, [*_AGES, float("inf")], right=False, labels=False)
        counted = step.value_counts()
        commonest = still.groupby(step)["priority"].agg(_commonest)
        return pd.DataFrame(
            {
                "age": [_in_words(place) for place in range(len(_AGES))],
                "from_days": _AGES,
                "tickets": [int(counted.get(place, 0)) for place in range(len(_AGES))],
                "priorities": [str(commonest.get(place, "")) for place in range(len(_AGES))],
            }
        )


def _commonest(priorities: pd.Series) -> str:
    counts = priorities.dropna().value_counts().head(3)
    return ", ".join(f"{name} {n:,}" for name, n in counts.items())


def _in_words(place: int) -> str:
    """A step of age in days, short enough for an axis.

    >>> _in_words(0), _in_words(2), _in_words(6)
    ('< 1', '3–7', '> 90')
    """
    if place == len(_AGES) - 1:
        return f"> {_AGES[-1]}"
    return f"< {_AGES[1]}" if place == 0 else f"{_AGES[place]}–{_AGES[place + 1]}"
