"""What if: several drivers moved at once, and what that would do to retention, customers and revenue.

The additive model predicts a sample of the customers as they are and as they would be. The change is averaged
(the g-formula, as for single effects) with one interval for all moves together: the gradient of the figure
over the joint distribution of the coefficients, plus the sampling of the customers, plus what smoothing may
have ironed out; several completions of missing values are combined by Rubin's rules (1987).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.stats import t as student

from analytics.drivers.columns import Column
from analytics.drivers.design import Design
from analytics.drivers.moves import Move, levels_of, move_column
from analytics.drivers.recognisable import Numbers
from analytics.drivers.support import Support, support
from analytics.errors import NotFound
from analytics.retention.uncertainty import Figure

__all__ = ["REVENUE", "Figure", "Forecast", "WhatIf"]

REVENUE = "yearly_revenue:"


@dataclass(frozen=True)
class Forecast:
    """What the moves would do, over one outcome window.

    ``before`` and ``after`` are the average outcome (a share 0..1, or the number); ``change`` the
    difference; ``kept`` the customers more with the outcome (yes/no outcomes); ``revenue`` what those spent
    in the year before, by currency; ``support`` how far the moves stay within the data.
    """

    before: float
    after: float
    change: Figure
    kept: Figure | None
    revenue: tuple[tuple[str, Figure], ...]
    support: Support


@dataclass(frozen=True)
class WhatIf:
    """A fitted model made small: enough to answer any question "what if", without the data behind it.

    ``betas`` are the coefficients on each completion (completions x columns), ``covariance`` their average
    covariance, ``drift`` what less smoothing would change. ``customers`` is a sample of the completed
    table with a column ``yearly_revenue:EUR`` for each of the ``currencies``; ``population`` is how many
    customers it stands for.
    """

    design: Design
    yes_no: bool
    betas: Numbers
    covariance: Numbers
    drift: Numbers
    customers: pd.DataFrame
    population: int
    currencies: tuple[str, ...]

    def __post_init__(self) -> None:
        """Kept results come back as lists."""
        for name in ("betas", "covariance", "drift"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.float64))

    @property
    def drivers(self) -> tuple[Column, ...]:
        """The columns that can be moved: drivers that are a number or a flag."""
        return tuple(t.column for t in self.design.terms if t.column.role == "driver" and t.column.sort != "category")

    @property
    def categories(self) -> tuple[Column, ...]:
        """The drivers that are one of a few categories: customers can be moved from one to another."""
        return tuple(t.column for t in self.design.terms if t.column.role == "driver" and t.column.sort == "category")

    def moved(self, moves: Sequence[Move]) -> pd.DataFrame:
        """The customers after the moves."""
        frame = self.customers
        for move in moves:
            offered = self.categories if move.level else self.drivers
            if move.name not in {column.name for column in offered}:
                names = ", ".join(column.name for column in offered) or "none"
                raise NotFound(f'There is no driver "{move.name}" to move. There are: {names}.')
            if move.level and not (self.customers[move.name].astype(str) == move.level).any():
                levels = ", ".join(levels_of(self.customers[move.name]))
                raise NotFound(f'No customer has "{move.level}" as {move.name}. There are: {levels}.')
            frame = frame.assign(**{move.name: move_column(frame[move.name], move)})
        return frame

    def forecast(self, moves: Sequence[Move]) -> Forecast:
        """What the moves together would do; raises ``NotFound`` for a driver, or a category, that there is not."""
        return self.forecast_of(self.moved(moves), [move.name for move in moves])

    def forecast_of(self, moved: pd.DataFrame, names: Sequence[str]) -> Forecast:
        """What would be if the customers were as in ``moved``, which differs in the drivers ``names``."""
        before, after = self._matrix, self._matrix.copy()
        for name in names:
            term = self.design.term(name)
            after[:, term.columns] = term.block(moved[name], self._dummies)
        beta = self.betas.mean(axis=0)
        was, will = self._expected(before @ beta), self._expected(after @ beta)
        slope_was, slope_will = self._slope(was), self._slope(will)

        def figure(weight: Numbers, scale: float = 1.0) -> Figure:
            gradient = after.T @ (slope_will * weight) - before.T @ (slope_was * weight)
            return self._figure((will - was) * weight, gradient / len(was), scale)

        everyone, people = np.ones(len(was)), float(self.population)
        return Forecast(
            before=float(was.mean()),
            after=float(will.mean()),
            change=figure(everyone),
            kept=figure(everyone, people) if self.yes_no else None,
            revenue=tuple(
                (currency, figure(self.customers[REVENUE + currency].to_numpy(dtype=float), people))
                for currency in (self.currencies if self.yes_no else ())
            ),
            support=support(self.customers, moved, names),
        )

    @cached_property
    def _matrix(self) -> Numbers:
        return self.design.matrix(self.customers)

    @cached_property
    def _dummies(self) -> Numbers:
        return self.design.context_dummies(self.customers)

    def _expected(self, score: Numbers) -> Numbers:
        return 1 / (1 + np.exp(-score)) if self.yes_no else score

    def _slope(self, expected: Numbers) -> Numbers:
        return expected * (1 - expected) if self.yes_no else np.ones_like(expected)

    def _figure(self, change: Numbers, gradient: Numbers, scale: float) -> Figure:
        """The average of ``change`` with its interval, times ``scale``."""
        each = self.betas @ gradient
        within = float(gradient @ self.covariance @ gradient + (gradient @ self.drift) ** 2)
        within += float(change.var()) / len(change)
        completions = len(each)
        between = (1 + 1 / completions) * float(each.var(ddof=1)) if completions > 1 else 0.0
        freedom = (completions - 1) * (1 + within / between) ** 2 if between > 1e-12 * within else np.inf
        reach = float(student.ppf(0.975, freedom)) * float(np.sqrt(within + between))
        value = float(change.mean())
        return Figure(scale * value, scale * (value - reach), scale * (value + reach))
