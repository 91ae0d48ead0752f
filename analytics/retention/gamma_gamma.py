"""Gamma-Gamma: what a customer's purchases are worth on average, when few of them have been seen.

Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value": amounts vary at random around a customer's own
average, and averages vary over customers; whoever was seen rarely is drawn towards all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

from analytics.errors import NotEnoughData
from analytics.retention.purchases import Purchases
from analytics.retention.survival import Numbers

FEWEST = 50


@dataclass(frozen=True)
class GammaGamma:
    """Parameters of the model: ``p`` and ``q`` (shapes) and ``gamma`` (scale, in the currency)."""

    p: float
    q: float
    gamma: float

    def value(self, made: Purchases) -> Numbers:
        """The average amount expected of each customer (equation 5); who never came back gets that of all."""
        weight = self.p * made.repeats
        return np.asarray(self.p * (self.gamma + made.repeats * made.value) / (weight + self.q - 1))


def fit_gamma_gamma(made: Purchases) -> GammaGamma:
    """Maximum likelihood over the customers who came back and paid; ``NotEnoughData`` below fifty of them."""
    rows = (made.repeats > 0) & (made.value > 0)
    x, mean = made.repeats[rows], made.value[rows]
    if len(x) < FEWEST:
        raise NotEnoughData(
            f"Only {len(x)} customers bought again; what a purchase is worth needs {FEWEST}. Load more history."
        )
    scale = float(mean.mean())

    def loss(logs: Numbers) -> float:
        p, q, gamma = np.exp(logs)
        each = _log_likelihood(x, mean / scale, p, q, gamma)
        return -float(each.sum())

    best = minimize(
        loss, np.zeros(3), method="Nelder-Mead", options={"maxiter": 10_000, "xatol": 1e-8, "fatol": 1e-8}
    )  # fmt: skip
    p, q, gamma = np.exp(best.x)
    return GammaGamma(float(p), float(q), float(gamma * scale))


def _log_likelihood(x: Numbers, mean: Numbers, p: float, q: float, gamma: float) -> Numbers:
    """Log-likelihood of each customer's average amount (equation 1a)."""
    return np.asarray(
        gammaln(p * x + q)
        - gammaln(p * x)
        - gammaln(q)
        + q * np.log(gamma)
        + (p * x - 1) * np.log(mean)
        + p * x * np.log(x)
        - (p * x + q) * np.log(gamma + x * mean)
    )
