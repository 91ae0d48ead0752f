"""The estimates of one driver analysis: every driver's effect, second opinion and curve at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
import pandas as pd

from analytics.drivers.additive import Family
from analytics.drivers.columns import Column, Contrast
from analytics.drivers.completing import Progress, completed_models
from analytics.drivers.cross_fit import cross_fit
from analytics.drivers.design import Design, build_design
from analytics.drivers.effects import Estimate, Fitted, effect, level_curve, pool
from analytics.drivers.imputation import can_be_filled
from analytics.drivers.recognisable import Numbers
from analytics.drivers.second_opinion import second_opinions

_FOLDS = 5
_CURVE_CUSTOMERS = 3_000
_CURVE_POINTS = 21


@dataclass(frozen=True)
class Estimates:
    """What the model says about one table of customers.

    ``effects`` and ``second`` are in units of the outcome (0.05 is five percentage points), by driver;
    ``curves`` holds, by driver, the values of the driver and the average outcome at each;
    ``held_back`` is every customer's prediction by a model that never saw that customer; ``model`` is
    the model on the first completed table.
    """

    effects: dict[str, Estimate]
    second: dict[str, Estimate]
    curves: dict[str, tuple[Numbers, list[Estimate]]]
    held_back: Numbers
    model: Fitted


def estimate(
    frame: pd.DataFrame,
    outcome: Numbers,
    columns: list[Column],
    contrasts: list[Contrast],
    family: Family = "logistic",
    main_context: str | None = None,
    rng: np.random.Generator | None = None,
    curves: bool = True,
    progress: Progress | None = None,
) -> Estimates:
    """Fit the additive model on ``frame`` and read every effect off it.

    ``frame`` has one row per customer and the ``columns``; ``outcome`` is 0/1 or a number per customer.
    Gaps are filled in several times where :func:`analytics.drivers.imputation.can_be_filled` says so;
    otherwise an effect is averaged over the customers who have a value.

    >>> rng = np.random.default_rng(1)
    >>> frame = pd.DataFrame({"vip": rng.integers(0, 2, 2000).astype(float)})
    >>> stayed = (rng.random(2000) < 0.5 + 0.3 * frame["vip"]).to_numpy(dtype=float)
    >>> vip = [Column("vip", "VIP", sort="flag")]
    >>> found = estimate(frame, stayed, vip, [Contrast("vip", 0, 1)], rng=rng)
    >>> 0.2 < found.effects["vip"].value < 0.4
    True
    """
    rng = rng or np.random.default_rng(0)
    tell = progress or (lambda share, text: None)
    design = build_design(frame, columns, main_context, _wanted(contrasts))
    known = {
        c.name: frame[c.name].notna().to_numpy()
        for c in columns
        if c.sort != "category" and not can_be_filled(c, frame[c.name]) and frame[c.name].isna().any()
    }
    points = {c.name: _grid(design, c) for c in columns if curves and c.role == "driver" and c.sort == "number"}
    sample = {name: _sample(known.get(name), len(frame), rng) for name in points}
    models = completed_models(frame, outcome, columns, design, family, rng, tell)
    first = next(models)
    passes = [_read(model, contrasts, known, points, sample) for model in chain([first], models)]
    tell(0.7, "asking for a second opinion")
    crossed = cross_fit(design, first.matrix, outcome, first.fit, _FOLDS, rng)
    second = second_opinions(design, first.matrix, first.dummies, outcome, crossed, contrasts, known)
    effects = {c.name: [one.effects[c.name] for one in passes] for c in contrasts}
    return Estimates(
        effects={name: pool(each) for name, each in effects.items()},
        second={name: _with_imputation(second[name], each) for name, each in effects.items()},
        curves={name: (at, _pool_curves([one.curves[name] for one in passes])) for name, at in points.items()},
        held_back=first.fit.predict(crossed.score(first.matrix)),
        model=first,
    )


def _with_imputation(one: Estimate, each: list[Estimate]) -> Estimate:
    """An estimate from the first completion alone, with the error that the completions show added."""
    between = pool(each).error ** 2 - float(np.mean([estimate.error**2 for estimate in each]))
    return replace(one, error=float(np.sqrt(one.error**2 + max(between, 0.0))))


@dataclass(frozen=True)
class _Pass:
    """The effects and curves read off one completed table."""

    effects: dict[str, Estimate]
    curves: dict[str, list[Estimate]]


def _read(
    model: Fitted,
    contrasts: list[Contrast],
    known: dict[str, np.ndarray],
    points: dict[str, Numbers],
    sample: dict[str, np.ndarray],
) -> _Pass:
    effects = {c.name: effect(model, c, known.get(c.name)) for c in contrasts}
    return _Pass(effects, {name: level_curve(model, name, at, sample[name]) for name, at in points.items()})


def _wanted(contrasts: list[Contrast]) -> dict[str, tuple[float, ...]]:
    """The ends of each contrast, which become knots."""
    return {
        c.name: (float(c.from_value), float(c.to_value))
        for c in contrasts
        if not isinstance(c.from_value, str) and not isinstance(c.to_value, str)
    }


def _grid(design: Design, column: Column) -> Numbers:
    """The knots of a driver and evenly spread values between them, increasing."""
    at = design.term(column.name).knots
    return np.unique(np.concatenate([at, np.linspace(at[0], at[-1], _CURVE_POINTS)]))


def _sample(known: np.ndarray | None, n: int, rng: np.random.Generator) -> np.ndarray:
    """Customers over whom a curve is averaged: a few thousand are enough for a picture."""
    rows = np.arange(n) if known is None else np.flatnonzero(known)
    return rows if len(rows) <= _CURVE_CUSTOMERS else np.sort(rng.choice(rows, _CURVE_CUSTOMERS, replace=False))


def _pool_curves(curves: list[list[Estimate]]) -> list[Estimate]:
    return [pool(list(at_one_value)) for at_one_value in zip(*curves, strict=True)]
