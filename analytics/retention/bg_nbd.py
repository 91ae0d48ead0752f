"""BG/NBD: when a customer of a shop will buy again, and whether they are still one.

While alive a customer buys at random (Poisson, rates gamma-distributed over customers); after any purchase
they may drop out unseen (chances beta-distributed). Fader, Hardie and Lee (2005), "Counting Your Customers"
the Easy Way, Marketing Science 24(2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import betaincinv, betaln, expit, gammaln, hyp2f1, psi

from analytics.errors import NotEnoughData
from analytics.retention.likelihood import likeliest
from analytics.retention.purchases import Purchases
from analytics.retention.survival import Numbers

FEWEST_CUSTOMERS = 100
_START = (0.0, -1.3, 0.0, 0.5)  # in logs, where the mean age is one
_SLICES = 400  # of the chance to drop out, where a mean is taken over it


@dataclass(frozen=True)
class BgNbd:
    """The four parameters, and the log-likelihood they reach.

    ``r`` and ``alpha`` shape how often customers buy (mean r / alpha per unit of time), ``a`` and ``b`` how
    likely one drops out after a purchase (mean a / (a + b)).
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    @property
    def logs(self) -> Numbers:
        """The logs of the parameters, in which their likelihood is nearly normal."""
        return np.log([self.r, self.alpha, self.a, self.b])

    def alive(self, made: Purchases) -> Numbers:
        """The chance that each customer is still one (equation in Fader, Hardie and Lee 2008, note)."""
        x, recency, age = made.repeats, made.recency, made.age
        drop = np.log(self.a) - np.log(self.b + np.maximum(x, 1) - 1)
        wait = (self.r + x) * (np.log(self.alpha + age) - np.log(self.alpha + recency))
        return np.asarray(np.where(x == 0, 1.0, 1 / (1 + np.exp(drop + wait))))

    def expected(self, made: Purchases, ahead: float) -> Numbers:
        """Purchases that each customer is expected to make in the next ``ahead`` units of time (equation 10).

        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426, 0.0)
        >>> one = Purchases(np.array([2.0]), np.array([30.43]), np.array([38.86]), np.array([0.0]))
        >>> model.expected(one, 39.0).round(3).tolist()
        [1.226]
        """
        x, age = made.repeats, made.age
        share = ahead / (self.alpha + age + ahead)
        with np.errstate(all="ignore"):
            series = hyp2f1(self.r + x, self.b + x, self.a + self.b + x - 1, share)
            shrink = ((self.alpha + age) / (self.alpha + age + ahead)) ** (self.r + x)
            made_if_alive = (self.a + self.b + x - 1) / (self.a - 1) * (1 - shrink * series)
        # Customers who buy alike make r and alpha so large that the series cannot be summed.
        lost = ~np.isfinite(made_if_alive)
        made_if_alive[lost] = self._averaged(x[lost], ahead / (self.alpha + age[lost]))
        return np.asarray(made_if_alive * self.alive(made))

    def _averaged(self, x: Numbers, ahead: Numbers) -> Numbers:
        """Purchases ahead of who is alive, as the mean over how likely they drop out (beta-distributed, b + x by now)."""
        quantiles = (np.arange(_SLICES) + 0.5) / _SLICES
        drop = np.maximum(betaincinv(self.a, self.b + x[:, None], quantiles), 1e-12)
        bought = -np.expm1(-(self.r + x[:, None]) * np.log1p(drop * ahead[:, None])) / drop
        return np.asarray(bought.mean(axis=1))


def fit_bg_nbd(made: Purchases) -> BgNbd:
    """Maximum likelihood over all customers; raises ``NotEnoughData`` below a hundred, or without any repeat."""
    if len(made.repeats) < FEWEST_CUSTOMERS or not made.repeats.any():
        raise NotEnoughData(
            f"{len(made.repeats):,} customers, {int((made.repeats > 0).sum()):,} of whom bought again, cannot carry a "
            f"forecast of purchases: it needs {FEWEST_CUSTOMERS} customers and some who came back. Load more history."
        )
    scale = float(made.age.mean())
    scaled = replace(made, recency=made.recency / scale, age=made.age / scale)
    best = likeliest(loss_of(scaled), slopes_of(scaled), np.array(_START), len(made.repeats))
    logs = best + np.array([0.0, np.log(scale), 0.0, 0.0])
    r, alpha, a, b = (float(value) for value in np.exp(logs))
    return BgNbd(r, alpha, a, b, -loss_of(made)(logs))


def loss_of(made: Purchases) -> Callable[[Numbers], float]:
    """Minus the log-likelihood of all customers, as a function of the logs of r, alpha, a and b."""
    x, recency, age, weight = _apart(made)

    def loss(logs: Numbers) -> float:
        return -float(weight @ _log_likelihood(x, recency, age, *np.exp(logs)))

    return loss


def slopes_of(made: Purchases) -> Callable[[Numbers], Numbers]:
    """The slopes of ``loss_of`` by each of the four logs."""
    x, recency, age, weight = _apart(made)

    def slopes(logs: Numbers) -> Numbers:
        return np.asarray(-np.exp(logs) * [weight @ slope for slope in _slopes(x, recency, age, *np.exp(logs))])

    return slopes


def _apart(made: Purchases) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Repeats, recency and age, with how many customers share them: many have the same few purchases on the same days."""
    rows, weight = np.unique(np.column_stack([made.repeats, made.recency, made.age]), axis=0, return_counts=True)
    x, recency, age = rows.T
    return x, recency, age, weight.astype(float)


def _log_likelihood(x: Numbers, recency: Numbers, age: Numbers, r: float, alpha: float, a: float, b: float) -> Numbers:
    """Log-likelihood of each customer (equation 6), computed on logs."""
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    stayed, dropped = _ends(x, recency, age, r, alpha, a, b)
    return np.asarray(common + np.where(x > 0, np.logaddexp(stayed, dropped), stayed))


def _ends(
    x: Numbers, recency: Numbers, age: Numbers, r: float, alpha: float, a: float, b: float
) -> tuple[Numbers, Numbers]:
    """The parts of it for customers who are still there, and who dropped out after their last purchase."""
    stayed = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + age)
    again = np.maximum(x, 1)
    return stayed, betaln(a + 1, b + again - 1) - betaln(a, b) - (r + x) * np.log(alpha + recency)


def _slopes(x: Numbers, recency: Numbers, age: Numbers, r: float, alpha: float, a: float, b: float) -> list[Numbers]:
    """The derivatives of each customer's log-likelihood by r, alpha, a and b."""
    stayed, dropped = _ends(x, recency, age, r, alpha, a, b)
    gone = np.where(x > 0, expit(dropped - stayed), 0.0)  # the chance that they dropped out
    first = psi(a + b) - psi(a + b + x)
    stays, again = psi(b + x), psi(b + np.maximum(x, 1) - 1)
    return [
        psi(r + x) - psi(r) + np.log(alpha) - (1 - gone) * np.log(alpha + age) - gone * np.log(alpha + recency),
        r / alpha - (r + x) * ((1 - gone) / (alpha + age) + gone / (alpha + recency)),
        first + gone / a,
        first - psi(b) + (1 - gone) * stays + gone * again,
    ]
