"""Rows of one customer are no independent customers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.drivers.additive import clustered, fit_additive
from analytics.drivers.columns import Column, Contrast
from analytics.drivers.estimation import estimate


def test_writing_every_customer_down_four_times_makes_nothing_surer() -> None:
    rng = np.random.default_rng(0)
    vip = (rng.random(1000) < 0.5).astype(float)
    stayed = (rng.random(1000) < 0.6 + 0.2 * vip).astype(float)
    frame = pd.DataFrame({"vip": vip})
    columns, asked = [Column("vip", "VIP", sort="flag")], [Contrast("vip", 0, 1)]
    once = estimate(frame, stayed, columns, asked)
    four = pd.concat([frame] * 4, ignore_index=True)
    again = estimate(four, np.tile(stayed, 4), columns, asked, clusters=np.tile(np.arange(1000), 4))
    assert abs(again.effects["vip"].error / once.effects["vip"].error - 1) < 0.05
    assert abs(again.second["vip"].error / once.second["vip"].error - 1) < 0.1


def test_the_clustered_covariance_is_that_of_statsmodels() -> None:
    import statsmodels.api as sm

    rng = np.random.default_rng(1)
    who = np.repeat(np.arange(300), 3)
    x = rng.normal(size=900) + rng.normal(size=300)[who]
    y = (rng.random(900) < 1 / (1 + np.exp(-(0.3 + 0.5 * x + rng.normal(size=300)[who])))).astype(float)
    matrix = np.column_stack([np.ones(900), x])
    fit = fit_additive(matrix, y, np.array([-1, -1]), np.zeros(2))
    ours = clustered(fit, matrix, y, who).covariance
    theirs = sm.Logit(y, matrix).fit(disp=0, cov_type="cluster", cov_kwds={"groups": who, "use_correction": False})
    assert np.allclose(ours * 299 / 300, theirs.cov_params(), rtol=0.01)
