"""How sure a figure is, among them those that follow from parameters found by maximum likelihood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analytics.retention.survival import Numbers

_STEP = 1e-3


@dataclass(frozen=True)
class Figure:
    """A figure with its 95 % interval; NaN where it is not known."""

    value: float
    low: float
    high: float


def covariance_of(loss: Callable[[Numbers], float], at: Numbers) -> Numbers:
    """The covariance of parameters that minimise ``loss`` (minus the log-likelihood) ``at`` that point.

    The inverse of the observed information, its second derivatives taken by differences.

    >>> covariance_of(lambda x: 50 * float(x[0] ** 2) + 2 * float(x[1] ** 2), np.zeros(2)).round(3).tolist()
    [[0.01, 0.0], [0.0, 0.25]]
    """
    k = len(at)
    steps = np.eye(k) * _STEP
    second = np.empty((k, k))
    for i in range(k):
        for j in range(i, k):
            corners = [
                loss(at + a * steps[i] + b * steps[j]) * a * b for a in (1, -1) for b in (1, -1)
            ]  # fmt: skip
            second[i, j] = second[j, i] = sum(corners) / (4 * _STEP**2)
    return np.asarray(np.linalg.pinv(second, hermitian=True))


def error_of(figure: Callable[[Numbers], float], at: Numbers, covariance: Numbers) -> float:
    """The standard error of ``figure`` by the delta method.

    >>> error_of(lambda x: 3 * float(x[0]), np.zeros(1), np.array([[4.0]])).__round__(6)
    6.0
    """
    steps = np.eye(len(at)) * _STEP
    slope = np.array([(figure(at + step) - figure(at - step)) / (2 * _STEP) for step in steps])
    return float(np.sqrt(max(slope @ covariance @ slope, 0.0)))
