"""The estimates of one driver analysis: every driver's effect, second opinion and curve at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from analytics.drivers.additive import AdditiveFit, Family
from analytics.drivers.columns import Column, Contrast
from analytics.drivers.completing import Progress, completed_models
from analytics.drivers.cross_fit import cross_fit, draw_folds
from analytics.drivers.design import Design, build_design
from analytics.drivers.effects import Estimate, Fitted, level_curve, pool
from analytics.drivers.imputation import can_be_filled
from analytics.drivers.recognisable import Numbers
from analytics.drivers.second_opinion import second_opinions
from analytics.drivers.segments import effects_and_segments

_FOLDS = 5
_CURVE_CUSTOMERS = 3_000
_CURVE_POINTS = 21
_WHAT_IF_CUSTOMERS = 4_000


@dataclass(frozen=True)
class Pooled:
    """The models of all completions: ``betas`` (completions x columns), their average ``covariance``, their
    average ``drift`` (what less smoothing would change), and a sample of the customers, each with their
    values from one completion.
    """

    betas: Numbers
    covariance: Numbers
    drift: Numbers
    customers: pd.DataFrame


@dataclass(frozen=True)
class Estimates:
    """What the model says about one table of customers.

    ``effects`` and ``second`` are in units of the outcome (0.05 is five percentage points), by driver;
    ``curves`` holds, by driver, the values of the driver and the average outcome at each;
    ``held_back`` is every customer's prediction by a model that never saw that customer; ``model`` is
    the model on the first completed table. ``segments`` holds, by driver and level of the main context,
    the effect there and how much larger it is than elsewhere. ``pooled`` is all completions' models.
    """

    effects: dict[str, Estimate]
    second: dict[str, Estimate]
    curves: dict[str, tuple[Numbers, list[Estimate]]]
    held_back: Numbers
    model: Fitted
    segments: dict[tuple[str, str], tuple[Estimate, Estimate]]
    pooled: Pooled


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
    clusters: np.ndarray | None = None,
) -> Estimates:
    """Fit the additive model on ``frame`` and read every effect off it.

    ``frame`` has one row per customer and the ``columns``; ``outcome`` is 0/1 or a number per customer.
    Gaps are filled in several times where :func:`analytics.drivers.imputation.can_be_filled` says so;
    otherwise an effect is averaged over the customers who have a value. ``clusters`` (codes) says which
    rows are of one customer.

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
    kept = np.sort(rng.choice(len(frame), min(len(frame), _WHAT_IF_CUSTOMERS), replace=False))
    fold = draw_folds(len(frame), _FOLDS, rng, clusters)
    reading = _Reading(outcome, contrasts, known, points, sample, kept, fold, clusters)
    models = completed_models(frame, outcome, columns, design, family, rng, tell, clusters)
    first = next(models)
    passes = [reading.of(model) for model in chain([first], models)]
    return Estimates(
        effects={c.name: pool([one.effects[c.name] for one in passes]) for c in contrasts},
        second={c.name: pool([one.second[c.name] for one in passes]) for c in contrasts},
        curves={name: (at, _pool_curves([one.curves[name] for one in passes])) for name, at in points.items()},
        held_back=passes[0].held_back,
        model=first,
        segments={key: _pool_pairs([one.segments[key] for one in passes]) for key in passes[0].segments},
        pooled=_pooled(passes),
    )


@dataclass(frozen=True)
class _Pass:
    """What is read off one completed table."""

    effects: dict[str, Estimate]
    second: dict[str, Estimate]
    curves: dict[str, list[Estimate]]
    segments: dict[tuple[str, str], tuple[Estimate, Estimate]]
    held_back: Numbers
    fit: AdditiveFit
    customers: pd.DataFrame


@dataclass(frozen=True)
class _Reading:
    """What is to be read off every completed table."""

    outcome: Numbers
    contrasts: list[Contrast]
    known: dict[str, np.ndarray]
    points: dict[str, Numbers]
    sample: dict[str, np.ndarray]
    kept: np.ndarray
    fold: np.ndarray
    clusters: np.ndarray | None

    def of(self, model: Fitted) -> _Pass:
        """Both opinions, the curves and the segments of one completion."""
        design, matrix, dummies = model.design, model.matrix, model.dummies
        crossed = cross_fit(design, matrix, self.outcome, model.fit, self.fold)
        effects, segments = effects_and_segments(model, self.contrasts, self.known)
        return _Pass(
            effects=effects,
            second=second_opinions(
                design, matrix, dummies, self.outcome, crossed, self.contrasts, self.known, self.clusters
            ),
            curves={name: level_curve(model, name, at, self.sample[name]) for name, at in self.points.items()},
            segments=segments,
            held_back=model.fit.predict(crossed.score),
            fit=model.fit,
            customers=model.table.iloc[self.kept],
        )


def _pooled(passes: list[_Pass]) -> Pooled:
    """All completions as one: each customer of the sample comes from one of them, in turn."""
    return Pooled(
        betas=np.stack([one.fit.beta for one in passes]),
        covariance=np.mean([one.fit.covariance for one in passes], axis=0),
        drift=np.mean([one.fit.rough_shift for one in passes], axis=0),
        customers=pd.concat([one.customers.iloc[k :: len(passes)] for k, one in enumerate(passes)]).sort_index(),
    )


def _pool_pairs(pairs: list[tuple[Estimate, Estimate]]) -> tuple[Estimate, Estimate]:
    return pool([own for own, _ in pairs]), pool([difference for _, difference in pairs])


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
