"""How much of what is explained each driver explains: exact Shapley shares.

The explained variation of the outcome, beyond what the context explains, is divided over the drivers by
averaging what each adds over all orders in which they could be entered (Lindeman, Merenda and Gold 1980;
Budescu 1993). For a yes/no outcome this R2 is Tjur's coefficient of discrimination. Each driver enters
with its fitted curve. The interval comes from a bootstrap over customers, drawn in blocks, in which the
curves move too by one step of the fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from analytics.drivers.design import Design, Term
from analytics.drivers.effects import Fitted
from analytics.drivers.recognisable import Numbers

EXACT_UP_TO = 12
_ORDERS = 300
_BLOCKS = 100
_DRAWS = 200


@dataclass(frozen=True)
class Importance:
    """Shares by driver (they sum to 1), their 95 % interval and the chance of a place among the top three.

    ``draws`` (draws x drivers) are the shares of the bootstrap that the interval comes from.
    """

    names: tuple[str, ...]
    share: Numbers
    low: Numbers
    high: Numbers
    top_three: Numbers
    explained: float
    draws: Numbers

    @staticmethod
    def of(names: tuple[str, ...], share: Numbers, draws: Numbers, explained: float) -> Importance:
        """With the intervals and the chances that follow from the draws.

        >>> Importance.of(("a", "b"), np.array([0.7, 0.3]), np.array([[0.6, 0.4], [0.8, 0.2]]), 0.1).low.round(3)
        array([0.605, 0.205])
        """
        low, high = _interval(share, draws)
        rank = np.argsort(np.argsort(-draws, axis=1, kind="stable"), axis=1)
        return Importance(names, share, low, high, (rank < 3).mean(axis=0), explained, draws)

    def together(self, groups: Sequence[tuple[str, ...]]) -> Importance:
        """Each group of drivers (by name) as one, called by its first name; ``groups`` hold every driver once.

        How the share of a group falls on its members depends on chance where they move together; their sum does not.

        >>> one = Importance.of(("a", "b", "c"), np.array([0.5, 0.3, 0.2]), np.array([[0.2, 0.6, 0.2], [0.7, 0.1, 0.2]]), 0.1)
        >>> one.together([("a", "b"), ("c",)]).low.round(2)
        array([0.8, 0.2])
        """
        place = {name: number for number, name in enumerate(self.names)}
        member = np.zeros((len(self.names), len(groups)))
        for number, group in enumerate(groups):
            member[[place[name] for name in group], number] = 1.0
        names = tuple(group[0] for group in groups)
        return Importance.of(names, self.share @ member, self.draws @ member, self.explained)


def importance(
    model: Fitted, outcome: Numbers, rng: np.random.Generator, clusters: np.ndarray | None = None
) -> Importance:
    """Divide what the drivers of ``model`` explain of ``outcome`` beyond its context.

    Rows of one cluster (codes) are drawn together.
    """
    moments, scores = _blocks(model, outcome, rng, clusters)
    weights = rng.multinomial(len(moments), np.full(len(moments), 1 / len(moments)), size=_DRAWS)
    drawn = model.fit.beta + weights @ scores @ model.fit.covariance
    whole = _drivers_only(model.design, moments.sum(axis=0), model.fit.beta)
    draws = [
        _drivers_only(model.design, np.tensordot(weight, moments, axes=1), beta)
        for weight, beta in zip(weights, drawn, strict=True)
    ]
    gains = np.maximum(shapley(np.stack([whole, *draws]), rng), 0.0)
    shares = gains / np.maximum(gains.sum(axis=1, keepdims=True), 1e-12)
    names = tuple(t.column.name for t in _drivers(model.design))
    return Importance.of(names, shares[0], shares[1:], float(gains[0].sum()))


def _drivers(design: Design) -> list[Term]:
    return [term for term in design.terms if term.column.role == "driver"]


def _blocks(
    model: Fitted, outcome: Numbers, rng: np.random.Generator, clusters: np.ndarray | None
) -> tuple[Numbers, Numbers]:
    """Per random block of customers: cross-products of (columns, outcome), and the score of the fit."""
    order = rng.permutation(len(outcome))
    if clusters is not None:
        place = rng.permutation(int(clusters.max()) + 1)
        order = np.argsort(place[clusters], kind="stable")
    blocks = np.array_split(order, min(_BLOCKS, len(outcome)))
    width = model.design.width
    error = (outcome - model.fit.predict(model.score)) / model.fit.spread
    moments, scores = np.empty((len(blocks), width + 1, width + 1)), np.empty((len(blocks), width))
    for number, rows in enumerate(blocks):
        part = np.column_stack([model.matrix[rows], outcome[rows]])
        moments[number] = part.T @ part
        scores[number] = model.matrix[rows].T @ error[rows]
    return moments, scores


def _drivers_only(design: Design, moments: Numbers, beta: Numbers) -> Numbers:
    """Covariances of the drivers' curves and the outcome (last), relative to the outcome's variance.

    Each term becomes one column, its curve; what the context's curves explain is taken out.
    """
    context = [term for term in design.terms if term.column.role == "context"]
    order = [*context, *_drivers(design)]
    curves = np.zeros((len(moments), len(order) + 1))
    for number, term in enumerate(order):
        curves[term.columns, number] = beta[term.columns]
    curves[-1, -1] = 1.0
    mean = moments[0] / moments[0, 0]
    table = curves.T @ (moments / moments[0, 0] - np.outer(mean, mean)) @ curves
    table /= max(float(table[-1, -1]), 1e-12)
    for _ in context:
        table = take_out_first(table[None])[0]
    return np.asarray(table)


def take_out_first(tables: Numbers) -> Numbers:
    """Covariances (draws x k x k) of all but the first variable, given the first.

    >>> take_out_first(np.array([[[1.0, 0.5], [0.5, 1.0]]])).tolist()
    [[[0.75]]]
    """
    pivot = tables[:, :1, :1]
    usable = pivot > 1e-12
    weight = np.where(usable, tables[:, :1, 1:] / np.where(usable, pivot, 1.0), 0.0)
    return tables[:, 1:, 1:] - tables[:, 1:, :1] * weight


def shapley(tables: Numbers, rng: np.random.Generator) -> Numbers:
    """Explained variation of the last variable, divided over the others (draws x drivers).

    ``tables`` are covariances (draws x k x k). Exact up to twelve drivers, otherwise averaged over
    random orders and their reverses. The parts add up to what all drivers explain together.

    >>> two = np.array([[[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]])
    >>> shapley(two, np.random.default_rng(0)).round(4).tolist()
    [[0.1667, 0.1667]]
    """
    drivers = tables.shape[1] - 1
    return _exact(tables) if drivers <= EXACT_UP_TO else _sampled(tables, drivers, rng)


def _exact(tables: Numbers) -> Numbers:
    """Average gain of each driver over all subsets of the others, with Shapley's weights."""
    drivers = tables.shape[1] - 1
    explained = tables[:, -1, -1][:, None] - _unexplained(tables)
    subsets = np.arange(2**drivers)
    size = np.array([int(subset).bit_count() for subset in subsets])
    weight = np.array([1 / (drivers * comb(drivers - 1, s)) for s in range(drivers)])
    gains = np.empty((len(tables), drivers))
    for driver in range(drivers):
        bit = 1 << (drivers - 1 - driver)
        without = subsets[(subsets & bit) == 0]
        gains[:, driver] = (explained[:, without | bit] - explained[:, without]) @ weight[size[without]]
    return gains


def _unexplained(tables: Numbers) -> Numbers:
    """Variance of the last variable left by every subset (draws x subsets; the first driver: top bit)."""
    if tables.shape[1] == 1:
        return tables[:, :, 0]
    left_out, taken = tables[:, 1:, 1:], take_out_first(tables)
    return np.concatenate([_unexplained(left_out), _unexplained(taken)], axis=1)


def _sampled(tables: Numbers, drivers: int, rng: np.random.Generator) -> Numbers:
    """Gains in random orders: the squares in the outcome's row of the triangular factor."""
    gains = np.zeros((len(tables), drivers))
    steady = tables + 1e-10 * np.eye(drivers + 1) * np.maximum(np.diagonal(tables, axis1=1, axis2=2), 1e-9)[:, None]
    for _ in range(_ORDERS // 2):
        forward = rng.permutation(drivers)
        for order in (forward, forward[::-1]):
            full = np.append(order, drivers)
            factor = np.linalg.cholesky(steady[:, full[:, None], full[None, :]])
            gains[:, order] += factor[:, -1, :-1] ** 2
    return gains / (2 * (_ORDERS // 2))


def _interval(point: Numbers, draws: Numbers) -> tuple[Numbers, Numbers]:
    """Percentiles of the draws, moved so that they centre on the estimate, within 0 and 1."""
    shift = point - draws.mean(axis=0)
    low, high = np.quantile(draws, [0.025, 0.975], axis=0) + shift
    return np.clip(low, 0.0, point), np.clip(high, point, 1.0)
