"""Gamma-Gamma: what a customer's purchases are worth on average, when few of them have been seen.

Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value": amounts vary at random around a customer's own
average, and averages vary over customers; whoever was seen rarely is drawn towards all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import gammaln, psi

from analytics.errors import NotEnoughData
from analytics.retention.likelihood import likeliest
from analytics.retention.purchases import Purchases
from analytics.retention.survival import Numbers

FEWEST = 50


@dataclass(frozen=True)
class GammaGamma:
    """Parameters of the model: ``p`` and ``q`` (shapes) and ``gamma`` (scale, in the currency)."""

    p: float
    q: float
    gamma: float

    @property
    def logs(self) -> Numbers:
        """The logs of the parameters, in which their likelihood is nearly normal."""
        return np.log([self.p, self.q, self.gamma])

    def value(self, made: Purchases) -> Numbers:
        """The average amount expected of each customer (equation 5); who never came back gets that of all."""
        weight = self.p * made.repeats
        return np.asarray(self.p * (self.gamma + made.repeats * made.value) / (weight + self.q - 1))


def fit_gamma_gamma(made: Purchases) -> GammaGamma:
    """Maximum likelihood over the customers who came back and paid; ``NotEnoughData`` below fifty of them."""
    rows = (made.repeats > 0) & (made.value > 0)
    mean = made.value[rows]
    if len(mean) < FEWEST:
        raise NotEnoughData(
            f"Only {len(mean)} customers bought again; what a purchase is worth needs {FEWEST}. Load more history."
        )
    scale = float(mean.mean())
    scaled = replace(made, value=made.value / scale)
    p, q, gamma = np.exp(likeliest(loss_of(scaled), slopes_of(scaled), np.zeros(3), len(mean)))
    return GammaGamma(float(p), float(q), float(gamma * scale))


def loss_of(made: Purchases) -> Callable[[Numbers], float]:
    """Minus the log-likelihood of those who came back and paid, as a function of the logs of p, q and gamma."""
    x, mean = _who_paid_again(made)

    def loss(logs: Numbers) -> float:
        return -float(_log_likelihood(x, mean, *np.exp(logs)).sum())

    return loss


def slopes_of(made: Purchases) -> Callable[[Numbers], Numbers]:
    """The slopes of ``loss_of`` by each of the three logs."""
    x, mean = _who_paid_again(made)

    def slopes(logs: Numbers) -> Numbers:
        return np.asarray([-float(slope.sum()) for slope in _slopes(x, mean, *np.exp(logs))]) * np.exp(logs)

    return slopes


def _who_paid_again(made: Purchases) -> tuple[Numbers, Numbers]:
    """Repeats and mean amount of those who came back and paid."""
    rows = (made.repeats > 0) & (made.value > 0)
    return made.repeats[rows], made.value[rows]


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


def _slopes(x: Numbers, mean: Numbers, p: float, q: float, gamma: float) -> list[Numbers]:
    """The derivatives of each customer's log-likelihood by p, q and gamma."""
    among = psi(p * x + q)
    return [
        x * (among - psi(p * x) + np.log(x * mean) - np.log(gamma + x * mean)),
        among - psi(q) + np.log(gamma) - np.log(gamma + x * mean),
        q / gamma - (p * x + q) / (gamma + x * mean),
    ]
