"""From a customer table to the columns of the additive model.

A number becomes a line that may bend at recognisable knots (truncated lines, Ruppert, Wand and
Carroll 2003); how much it bends is a variance that the fit estimates, with an eye on the others. A flag
is one column, a category one per level. A missing value has its own column. Where there is a main context
variable (company size, segment), each driver also gets its own slope per level of it, again with an
estimated variance, so that the data decide whether the driver works differently there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analytics.drivers.columns import Column
from analytics.drivers.recognisable import Numbers, knots

FIXED = -1
WEAK_RIDGE = 0.05
_MANY_LEVELS = 5
_BENDS, _SLOPES, _LEVELS = range(3)  # the sorts of variances


@dataclass(frozen=True)
class Term:
    """The columns of the model that belong to one column of the customer table.

    ``knots`` (numbers) or ``levels`` (categories) define the shape; ``centre`` and ``scale`` put the
    line on a common scale; ``missing`` says that a column marks missing values; ``slopes`` is the
    number of context levels with a slope of their own.
    """

    column: Column
    start: int
    knots: Numbers = field(default_factory=lambda: np.empty(0))
    levels: tuple[str, ...] = ()
    centre: float = 0.0
    scale: float = 1.0
    missing: bool = False
    slopes: int = 0

    def __post_init__(self) -> None:
        """Kept results come back as lists."""
        object.__setattr__(self, "knots", np.asarray(self.knots, dtype=np.float64))

    @property
    def bends(self) -> int:
        """How many columns let the line bend."""
        return max(len(self.knots) - 2, 0) if self.column.sort == "number" else 0

    @property
    def width(self) -> int:
        """How many columns of the model the term fills."""
        if self.column.sort == "category":
            return len(self.levels) - 1
        return 1 + self.bends + int(self.missing) + self.slopes

    @property
    def columns(self) -> slice:
        """Where the term's columns stand in the matrix."""
        return slice(self.start, self.start + self.width)

    def block(self, values: pd.Series | np.ndarray, context: Numbers) -> Numbers:
        """The term's columns (customers x width) for ``values``; ``context`` holds 0/1 per level."""
        if self.column.sort == "category":
            text = pd.Series(values).astype("object").where(pd.notna(values), "missing").astype(str).to_numpy()
            return np.column_stack([text == level for level in self.levels[1:]]).astype(float)
        numbers = np.asarray(values, dtype=float)
        known = ~np.isnan(numbers)
        line, bends = self._line(np.where(known, numbers, self.knots[0]))
        out = np.zeros((len(numbers), self.width))
        out[:, 0] = np.where(known, line, 0.0)
        out[:, 1 : 1 + self.bends] = bends * known[:, None]
        if self.missing:
            out[:, 1 + self.bends] = ~known
        if self.slopes:
            out[:, -self.slopes :] = context * out[:, [0]]
        return out

    def _line(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The value within the outer knots (centred, scaled), and how far it is beyond each inner knot."""
        along = np.clip(numbers, self.knots[0], self.knots[-1])
        beyond = np.maximum(along[:, None] - self.knots[None, 1:-1], 0.0) / self.scale
        return (along - self.centre) / self.scale, beyond[:, : self.bends]


@dataclass(frozen=True)
class Design:
    """The terms of a model and how its columns are smoothed.

    ``group`` names for each column of the matrix the variance it shares (``FIXED`` for none) and
    ``ridge`` the small fixed precision that keeps separated data finite. ``kin`` names for each variance
    the sort it is of: those of one sort (how much lines bend, how much slopes differ) learn from each other.
    """

    terms: tuple[Term, ...]
    context: str | None
    context_levels: tuple[str, ...]
    group: np.ndarray
    ridge: Numbers
    kin: np.ndarray

    def __post_init__(self) -> None:
        """Kept results come back as lists."""
        object.__setattr__(self, "group", np.asarray(self.group, dtype=np.int64))
        object.__setattr__(self, "ridge", np.asarray(self.ridge, dtype=np.float64))
        object.__setattr__(self, "kin", np.asarray(self.kin, dtype=np.int64))

    @property
    def width(self) -> int:
        """Columns of the matrix, the constant included."""
        return len(self.group)

    def term(self, name: str) -> Term:
        """The term of the column ``name``; ``KeyError`` where the model has none."""
        for term in self.terms:
            if term.column.name == name:
                return term
        raise KeyError(name)

    def context_dummies(self, frame: pd.DataFrame) -> Numbers:
        """0/1 per level of the main context variable (its first, largest level left out)."""
        if self.context is None:
            return np.zeros((len(frame), 0))
        text = frame[self.context].astype("object").where(frame[self.context].notna(), "missing").astype(str)
        return np.column_stack([text == level for level in self.context_levels[1:]]).astype(float)

    def matrix(self, frame: pd.DataFrame) -> Numbers:
        """The model's columns for the customers of ``frame``; the first column is the constant."""
        dummies = self.context_dummies(frame)
        out = np.ones((len(frame), self.width))
        for term in self.terms:
            out[:, term.columns] = term.block(frame[term.column.name], dummies)
        return out


def build_design(
    frame: pd.DataFrame,
    columns: list[Column],
    context: str | None = None,
    wanted: dict[str, tuple[float, ...]] | None = None,
) -> Design:
    """The model for the ``columns`` of ``frame``; ``wanted`` names values that must be knots.

    >>> frame = pd.DataFrame({"hours": [1.0, 2.0, 3.0, None], "vip": [0.0, 1.0, 0.0, 1.0]})
    >>> columns = [Column("hours", "hours"), Column("vip", "VIP", sort="flag")]
    >>> build_design(frame, columns).matrix(frame).shape
    (4, 5)
    """
    levels = _levels(frame[context]) if context else ()
    terms: list[Term] = []
    start = 1
    marked: set[bytes] = set()
    for column in columns:
        slopes = len(levels) - 1 if levels and column.role == "driver" and column.sort != "category" else 0
        term = _term(column, frame[column.name], start, slopes, (wanted or {}).get(column.name, ()), marked)
        if term.width:
            terms.append(term)
            start += term.width
    return Design(tuple(terms), context, levels, *_smoothing(terms, start))


def _term(
    column: Column, values: pd.Series, start: int, slopes: int, wanted: tuple[float, ...], marked: set[bytes]
) -> Term:
    """The term of one column; ``marked`` remembers patterns of missing values already in the model."""
    if column.sort == "category":
        return Term(column, start, levels=_levels(values))
    numbers = values.to_numpy(dtype=float)
    known = numbers[~np.isnan(numbers)]
    at = knots(known, column.unit, wanted) if column.sort == "number" else np.array([0.0, 1.0])
    along = np.clip(known, at[0], at[-1])
    pattern = np.packbits(np.isnan(numbers)).tobytes()
    missing = len(known) < len(numbers) and pattern not in marked
    marked.add(pattern)
    scale = float(along.std()) or 1.0
    return Term(column, start, at, (), float(along.mean()), scale, missing, slopes)


def _levels(values: pd.Series) -> tuple[str, ...]:
    """Levels as text, the largest first (ties by name); a missing value is the level ``missing``."""
    text = values.astype("object").where(values.notna(), "missing").astype(str)
    counts = text.value_counts()
    return tuple(sorted(counts.index, key=lambda level: (-counts[level], level)))


def _smoothing(terms: list[Term], width: int) -> tuple[np.ndarray, Numbers, np.ndarray]:
    """Which columns share a variance, the fixed ridge of each column, and the sort of each variance."""
    group = np.full(width, FIXED)
    ridge = np.full(width, WEAK_RIDGE)
    ridge[0] = 0.0
    kin: list[int] = []
    for term in terms:
        for part, sort in _varied(term):
            group[part] = len(kin)
            kin.append(sort)
    return group, ridge, np.array(kin, dtype=np.int64)


def _varied(term: Term) -> list[tuple[slice, int]]:
    """The runs of columns whose size is a variance to be estimated, and its sort."""
    if term.column.sort == "category":
        return [(term.columns, _LEVELS)] if len(term.levels) > _MANY_LEVELS else []
    runs = []
    if term.bends:
        runs.append((slice(term.start + 1, term.start + 1 + term.bends), _BENDS))
    if term.slopes:
        runs.append((slice(term.columns.stop - term.slopes, term.columns.stop), _SLOPES))
    return runs
