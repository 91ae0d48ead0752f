"""What must not enter a driver analysis, and what it needs before it may answer.

Leaks (analytics/drivers/leaks.py) are the outcome in disguise; constants and copies say nothing; identifiers, names
and free text are nobody's experience. Everything left out is named with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.drivers.columns import Column
from analytics.drivers.leaks import leak
from analytics.drivers.recognisable import Numbers
from analytics.errors import NotEnoughData
from analytics.retention.outcomes import FEWEST_EVENTS

CUSTOMERS_PER_DRIVER = 10
FEWEST_ON_EACH_SIDE = 20
TOGETHER = 0.9
_KNOWN_FROM_CONTEXT = 0.98


@dataclass(frozen=True)
class Sifted:
    """The columns that may be used, and the (name, reason) of those left out."""

    columns: list[Column]
    left_out: list[tuple[str, str]]


def sift(frame: pd.DataFrame, columns: list[Column], outcome: Numbers) -> Sifted:
    """Leave out empty, constant, copied and leaking columns, each with its reason.

    ``outcome`` is 0/1 or a number per customer.

    >>> frame = pd.DataFrame({"a": [0.0, 1.0] * 50, "b": [1.0] * 100, "c": [0.0, 1.0] * 50})
    >>> columns = [Column(name, name, sort="flag") for name in "abc"]
    >>> bought = np.array([0.0, 0.0, 1.0, 1.0] * 25)
    >>> sift(frame, columns, bought).left_out
    [('b', 'the same for every customer'), ('c', 'a copy of a')]
    """
    kept: list[Column] = []
    left_out: list[tuple[str, str]] = []
    seen: dict[bytes, str] = {}
    for column in columns:
        codes = pd.factorize(frame[column.name])[0]
        copy_of = seen.setdefault(_fingerprint(frame[column.name], column, codes), column.name)
        reason = _emptiness(codes) or (f"a copy of {copy_of}" if copy_of != column.name else "")
        reason = reason or leak(frame[column.name], column, outcome) or _rare(frame[column.name], column)
        reason = reason or _no_overlap(frame, column, [c for c in columns if c.role == "context"])
        if reason:
            left_out.append((column.name, reason))
        else:
            kept.append(column)
    return Sifted(kept, left_out)


def _fingerprint(values: pd.Series, column: Column, codes: np.ndarray) -> bytes:
    """What two columns share when one is the other in other units or under other names."""
    if column.sort == "category" or values.nunique() < 2:
        return codes.tobytes()
    numbers = values.to_numpy(dtype=float)
    scaled = (numbers - np.nanmean(numbers)) / np.nanstd(numbers)
    return np.asarray(np.round(scaled * np.sign(scaled[~np.isnan(scaled)][0] or 1.0), 6) + 0.0).tobytes()


def _emptiness(codes: np.ndarray) -> str:
    """Why a column holds no information; ``codes`` are -1 where the value is missing."""
    if (codes < 0).all():
        return "no values"
    return "the same for every customer" if (codes == codes[0]).all() else ""


def _rare(values: pd.Series, column: Column) -> str:
    """Why too few customers stand on one side of a flag, or have a value at all."""
    if column.sort == "category":
        return ""
    known = values.dropna()
    if len(known) < FEWEST_ON_EACH_SIDE:
        return f"only {len(known)} customers have a value (it needs {FEWEST_ON_EACH_SIDE})"
    rest = len(known) - int(known.value_counts().iloc[0])
    if rest < FEWEST_ON_EACH_SIDE:
        return f"only {rest} customers differ from the others (it needs {FEWEST_ON_EACH_SIDE})"
    return ""


def _no_overlap(frame: pd.DataFrame, column: Column, context: list[Column]) -> str:
    """Why no customers alike can be compared: a driver that the context settles, all but 2 % of it."""
    if column.role != "driver" or column.sort == "category" or not context:
        return ""
    known = frame[column.name].notna().to_numpy()
    target = frame.loc[known, column.name].to_numpy(dtype=float)
    parts = [np.ones(len(target))]
    for other in context:
        parts += _predictors(frame.loc[known, other.name], other)
    matrix = np.column_stack(parts)
    left = target - matrix @ np.linalg.lstsq(matrix, target, rcond=None)[0]
    if float(left.var()) > (1 - _KNOWN_FROM_CONTEXT) * float(target.var()):
        return ""
    names = ", ".join(c.label for c in context)
    return f"no overlap: it follows from what is adjusted for ({names}), so no customers alike differ in it"


def _predictors(values: pd.Series, column: Column) -> list[Numbers]:
    """A context column as numbers: one per level, or the value and whether it is missing."""
    if column.sort == "category":
        return [(values == level).to_numpy(dtype=float) for level in values.value_counts().index[1:]]
    numbers = values.to_numpy(dtype=float)
    missing = np.isnan(numbers)
    return [np.where(missing, 0.0, numbers), missing.astype(float)]


def require_enough(outcome: Numbers, drivers: int, yes_no: bool, name: str) -> None:
    """Refuse when the customers cannot carry an answer, with the sentence that says what is missing.

    >>> require_enough(np.array([1.0] * 95 + [0.0] * 5), 3, True, "stayed")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    analytics.errors.NotEnoughData: Only 5 of 100 customers are on the smaller side of "stayed"; ...
    """
    n = len(outcome)
    if drivers == 0:
        raise NotEnoughData(
            f'Nothing about the {n:,} customers could explain "{name}". '
            "Load tickets, surveys, usage or customer attributes of the same customers."
        )
    events = int(min(outcome.sum(), n - outcome.sum())) if yes_no else n
    if events < FEWEST_EVENTS:
        raise NotEnoughData(
            f'Only {events} of {n:,} customers are on the smaller side of "{name}"; drivers need at least '
            f"{FEWEST_EVENTS}. Load more history, or choose a longer outcome window."
        )
    if n < CUSTOMERS_PER_DRIVER * drivers:
        raise NotEnoughData(
            f"{n:,} customers cannot carry {drivers} drivers: they need {CUSTOMERS_PER_DRIVER * drivers:,}. "
            "Load more customers, or set some columns to ignored."
        )


def moving_together(frame: pd.DataFrame, columns: list[Column]) -> dict[str, tuple[str, ...]]:
    """For each driver the other drivers whose ranks go with it almost perfectly (|correlation| >= 0.9).

    >>> frame = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0], "b": [2.0, 4.0, 6.0, 9.0], "c": [1.0, 0.0, 0.0, 1]})
    >>> moving_together(frame, [Column(name, name) for name in "abc"])
    {'a': ('b',), 'b': ('a',)}
    """
    names = [c.name for c in columns if c.role == "driver" and c.sort != "category"]
    if len(names) < 2:
        return {}
    close = frame[names].rank().corr(min_periods=FEWEST_ON_EACH_SIDE if len(frame) > 100 else 3).abs() >= TOGETHER
    groups = {name: tuple(o for o in names if o != name and bool(close.loc[name, o])) for name in names}
    return {name: others for name, others in groups.items() if others}


def groups_of(together: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The whole group of each driver that moves with others, in alphabetical order.

    >>> groups_of({"a": ("b",), "b": ("a", "c"), "c": ("b",)})["a"]
    ('a', 'b', 'c')
    """
    found: dict[str, set[str]] = {}
    for name, others in together.items():
        group = set().union({name, *others}, *(found.get(other, set()) for other in (name, *others)))
        found |= dict.fromkeys(group, group)
    return {name: tuple(sorted(group)) for name, group in found.items()}
