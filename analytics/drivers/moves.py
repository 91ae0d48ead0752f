"""A move of one driver: a limit that nobody exceeds, a floor that everybody reaches, a share that has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from analytics.drivers.columns import Column
from analytics.drivers.contrasts import BETTER, TO_ZERO
from analytics.drivers.recognisable import Numbers

Kind = Literal["at most", "at least", "share"]

# Customers that must lie beyond a limit before it is offered.
FEWEST_BEYOND = 20
_ORDER_SEED = 0


@dataclass(frozen=True)
class Move:
    """``at most`` and ``at least`` move whoever lies beyond ``value`` to it; ``share`` gives a flag to that share.

    Of a driver with a few categories, ``share`` gives the category ``level`` to that share.

    >>> Move("first_response_hours", "at most", 4.0).words("hours until the first response")
    'hours until the first response: at most 4'
    >>> Move("channel", "share", 0.6, "chat").words("channel")
    'channel: chat for 60% of customers'
    """

    name: str
    kind: Kind
    value: float
    level: str = ""

    def words(self, label: str) -> str:
        """The move as a person says it."""
        if self.level:
            return f"{label}: {self.level} for {self.value:.0%} of customers"
        return (
            f"{label}: {self.value:.0%} of customers"
            if self.kind == "share"
            else f"{label}: {self.kind} {self.value:g}"
        )

    def as_value(self) -> dict[str, Any]:
        """The move as JSON holds it."""
        level = {"level": self.level} if self.level else {}
        return {"name": self.name, "kind": self.kind, "value": self.value} | level


@dataclass(frozen=True)
class Reach:
    """How far a driver can be moved with data behind it: ``low`` to ``high``; ``now`` changes nothing."""

    name: str
    kind: Kind
    low: float
    high: float
    now: float


def move_column(values: pd.Series, move: Move) -> np.ndarray:
    """The column after the move (numbers, or texts of a category); who has no value keeps none.

    The share that gets a flag is always the same customers first, in an order of its own per driver, so that a
    larger share contains a smaller one and the same slider gives the same figure.

    >>> move_column(pd.Series([1.0, 9.0, None]), Move("hours", "at most", 4.0)).tolist()
    [1.0, 4.0, nan]
    >>> float(move_column(pd.Series([0.0, 0.0, 1.0, 0.0]), Move("done", "share", 0.5)).mean())
    0.5
    """
    if move.level:
        return _with_level(values, move)
    numbers = values.to_numpy(dtype=float)
    if move.kind == "at most":
        return np.asarray(np.where(numbers > move.value, move.value, numbers))
    if move.kind == "at least":
        return np.asarray(np.where(numbers < move.value, move.value, numbers))
    return _with_share(numbers, move)


def _with_share(flags: Numbers, move: Move) -> Numbers:
    """A flag given to, or taken from, as few customers as reach the share."""
    wanted = round(move.value * int(np.sum(~np.isnan(flags))))
    have = int(np.nansum(flags))
    order = _order(move.name, len(flags))
    source = 0.0 if wanted > have else 1.0
    candidates = order[flags[order] == source][: abs(wanted - have)]
    out = flags.copy()
    out[candidates] = 1.0 - source
    return out


def _with_level(values: pd.Series, move: Move) -> np.ndarray:
    """A category given to as few customers of the others as reach the share; it is taken from nobody."""
    has = (values.astype(object) == move.level).to_numpy()
    missing = max(0, round(move.value * int(values.notna().sum())) - int(has.sum()))
    order = _order(move.name, len(values))
    candidates = order[(values.notna().to_numpy() & ~has)[order]][:missing]
    out = values.to_numpy(dtype=object, copy=True)
    out[candidates] = move.level
    return out


def _order(name: str, customers: int) -> np.ndarray:
    """The order in which customers are moved, always the same for a driver."""
    return np.random.default_rng([_ORDER_SEED, *name.encode()]).permutation(customers)


def levels_of(values: pd.Series) -> dict[str, float]:
    """The categories that customers can be moved to, with the share who are there now: those of twenty and more.

    >>> levels_of(pd.Series(["chat"] * 30 + ["phone"] * 70 + ["fax"] * 2 + [None] * 10))
    {'phone': 0.69, 'chat': 0.29}
    """
    counts = values.dropna().astype(str).value_counts()
    known = max(1, int(counts.sum()))
    return {str(level): round(float(n / known), 2) for level, n in counts.items() if n >= FEWEST_BEYOND}


def reach_of(column: Column, values: pd.Series) -> Reach | None:
    """What a slider for the driver may offer, or None where nothing can be moved within the data.

    Harms get a limit, what is good a floor, flags a share. The ends of a slider lie where at least twenty
    customers are, so that no slider asks about what nobody has ever had.

    >>> reach_of(Column("reopens", "reopened tickets"), pd.Series([0.0, 1.0, 2.0] * 30))
    Reach(name='reopens', kind='at most', low=0.0, high=2.0, now=2.0)
    """
    known = np.sort(values.dropna().to_numpy(dtype=float))
    if len(known) < 2 * FEWEST_BEYOND:
        return None
    if column.sort == "flag":
        share = round(float(known.mean()), 2)
        return Reach(column.name, "share", 0.0, 1.0, share)
    low, high = float(known[FEWEST_BEYOND - 1]), float(known[-FEWEST_BEYOND])
    if low >= high:
        return None
    if is_harm(column.name):
        return Reach(column.name, "at most", low, high, high)
    return Reach(column.name, "at least", low, high, low)


def is_harm(name: str) -> bool:
    """Whether less of a driver is better by its meaning: waiting, reopened, unsolved, refunded, late.

    >>> is_harm("first_response_hours"), is_harm("nps"), is_harm("late_delivery")
    (True, False, True)
    """
    start, end = BETTER.get(name, (0.0, 0.0))
    return name.startswith(TO_ZERO) or start > end
