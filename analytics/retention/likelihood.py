"""Parameters under which what customers did is likeliest, found by following slopes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.optimize import minimize

from analytics.retention.survival import Numbers

# Parameters are logs. Where customers do not differ in something its parameters go to infinity together, and nothing changes
# any more long before e to the tenth: a search without an end took minutes to get nowhere.
_FARTHEST = 10.0


def likeliest(
    loss: Callable[[Numbers], float], slopes: Callable[[Numbers], Numbers], start: Numbers, customers: int
) -> Numbers:
    """The logs of parameters that minimise ``loss`` (minus the log-likelihood of so many ``customers``), found from ``start``.

    They stay within e to the plus or minus tenth, so the data should be scaled to about one.

    >>> likeliest(lambda x: float((x - 2) @ (x - 2)), lambda x: 2 * (x - 2), np.zeros(2), 1).round(6).tolist()
    [2.0, 2.0]
    """
    found = minimize(
        lambda logs: loss(logs) / customers, start, jac=lambda logs: slopes(logs) / customers, method="L-BFGS-B",
        bounds=[(-_FARTHEST, _FARTHEST)] * len(start), options={"maxiter": 1000, "ftol": 1e-14, "gtol": 1e-9},
    )  # fmt: skip
    return np.asarray(found.x)
