"""What waiting costs: how many customers are satisfied after which wait, and the distribution of waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import ibis
import numpy as np
import pandas as pd
from ibis import _, ir

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.estimates import Share
from analytics.kpis.intervals import Z
from analytics.support.look import ALL, Look, estimated_by

Wait = Literal["response", "resolution"]

# Where people draw lines, in hours; the last step has no end.
STEPS: dict[Wait, tuple[float, ...]] = {
    "response": (0, 1, 2, 4, 8, 24, 48, 96),
    "resolution": (0, 4, 8, 24, 48, 96, 168, 336),
}
_FEWEST = 30


@dataclass(frozen=True)
class CostOfWaiting:
    """``steps``: one row per step of waiting (step, from_hours, to_hours, tickets, satisfied 0..1, satisfied_low,
    satisfied_high, satisfied_n). ``per_doubling``: the change of the satisfied share each time the wait doubles, with
    ``low`` and ``high``; ``n`` rated tickets with a known wait.
    """

    steps: pd.DataFrame
    per_doubling: float
    low: float
    high: float
    n: int

    @property
    def formula(self) -> str:
        """How the change is computed."""
        return (
            "Slope of a straight line through satisfied (1) or not (0) over the logarithm to the base 2 of the wait in hours, "
            "plus a quarter of an hour; 95 % interval with White's variance, which needs no equal spread. "
            "Other differences between fast and slow tickets are not adjusted for."
        )


@dataclass(frozen=True)
class Waiting:
    """The question: how does satisfaction fall with the hours until the first response, or until the solution.

    >>> Waiting("resolution").wait
    'resolution'
    """

    wait: Wait = "response"
    look: Look = ALL

    def run(self, data: Data) -> CostOfWaiting:
        """The answer; NotEnoughData below 30 rated tickets with a known wait, or where all waited alike."""
        rows = _with_steps(self.look.tickets(data), self.wait)
        rated = rows.filter(rows.satisfied.notnull())
        slope, error, n = _slope(data, rated)
        if n < _FEWEST:
            raise NotEnoughData(
                f"{n:,} rated tickets tell how long they took; what waiting costs takes {_FEWEST}. "
                "Load tickets with a satisfaction rating and the times of response and resolution."
            )
        steps = estimated_by(data, rated, ["step"], {"satisfied": Share(_.satisfied)}).sort_values("step")
        return CostOfWaiting(_named(steps, self.wait), slope, slope - Z * error, slope + Z * error, n)


@dataclass(frozen=True)
class Distribution:
    """The question: how many tickets waited how long."""

    wait: Wait = "response"
    look: Look = ALL

    def run(self, data: Data) -> pd.DataFrame:
        """One row per step: step (text), from_hours, to_hours, tickets, share, and share_up_to (of all with a known wait)."""
        rows = _with_steps(self.look.tickets(data), self.wait)
        found = data.execute(rows.group_by("step").aggregate(tickets=rows.count())).sort_values("step")
        share = found["tickets"] / max(found["tickets"].sum(), 1)
        return _named(found, self.wait).assign(share=share.to_numpy(), share_up_to=share.cumsum().to_numpy())


def _with_steps(rows: ir.Table, wait: Wait) -> ir.Table:
    """The tickets with a known wait, with ``hours`` and the number of the ``step`` that they fall into."""
    known = rows.filter(rows[wait].notnull()).mutate(hours=rows[wait] / 60)
    begun = [(known.hours >= start).cast("int64") for start in STEPS[wait]]
    return known.mutate(step=sum(begun[1:], start=ibis.literal(0)))


def _named(steps: pd.DataFrame, wait: Wait) -> pd.DataFrame:
    starts = [*STEPS[wait], float("inf")]
    places = steps["step"].astype(int)
    begins, ends = [starts[place] for place in places], [starts[place + 1] for place in places]
    names = [_in_words(begin, end) for begin, end in zip(begins, ends, strict=True)]
    return steps.assign(step=names, from_hours=begins, to_hours=ends).reset_index(drop=True)


def _in_words(begin: float, end: float) -> str:
    """A step of waiting, short enough for an axis.

    >>> _in_words(0, 1), _in_words(8, 24), _in_words(24, 48), _in_words(96, float("inf"))
    ('< 1 h', '8–24 h', '1–2 days', '> 4 days')
    """
    days = begin >= 24
    unit, begin, end = ("days", begin / 24, end / 24) if days else ("h", begin, end)
    if begin == 0:
        return f"< {end:g} {unit}"
    return f"> {begin:g} {unit}" if end == float("inf") else f"{begin:g}–{end:g} {unit}"


def _slope(data: Data, rated: ir.Table) -> tuple[float, float, int]:
    """Least squares of satisfied on log2 of the wait, its standard error by White (1980), and n: two passes of sums."""
    points = rated.select(x=(rated.hours.clip(lower=0) + 0.25).log2(), y=rated.satisfied.cast("float64"))
    sums = data.execute(
        points.aggregate(n=points.count(), x=points.x.mean(), y=points.y.mean(), xx=points.x.var(how="pop"),
                         xy=(points.x * points.y).mean())
    ).iloc[0]  # fmt: skip
    n = int(sums["n"])
    if n < _FEWEST or not sums["xx"] > 0:
        return np.nan, np.nan, n if sums["xx"] > 0 else 0
    slope = (sums["xy"] - sums["x"] * sums["y"]) / sums["xx"]
    apart = points.x - float(sums["x"])
    left = points.y - float(sums["y"]) - float(slope) * apart
    spread = data.execute((apart * apart * left * left).sum())
    return float(slope), float(np.sqrt(spread) / (n * sums["xx"])), n
