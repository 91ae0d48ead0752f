"""How people feel: every score of surveys and tickets brought to 0 (worst) to 1 (best), and means of them with intervals."""

from __future__ import annotations

from typing import Any, Protocol

import ibis
import numpy as np
from scipy import stats


class Tables(Protocol):
    """What is used of a workspace."""

    def table(self, name: str) -> ibis.Table:
        """The table called ``name``."""

    def execute(self, expr: Any) -> Any:
        """What an Ibis expression gives."""


def felt(workspace: Tables) -> ibis.Table:
    """Every survey answer and ticket: phase, touchpoint (a ticket's is its category) and mood, NULL without a score."""
    return ibis.union(_surveys(workspace), _tickets(workspace))


def _surveys(workspace: Tables) -> ibis.Table:
    rows = workspace.table("surveys")
    nps = rows.metric == "nps"
    low, high = nps.ifelse(0.0, rows.scale_low), nps.ifelse(10.0, rows.scale_high)
    mood = ((rows.score - low) / (high - low)).cast("float64")
    fits = (rows.score.between(low, high) & (high > low)).fill_null(False)
    return rows.select("phase", "touchpoint", mood=fits.ifelse(mood, ibis.null("float64")))


def _tickets(workspace: Tables) -> ibis.Table:
    """A ticket's satisfaction is on a scale from 1, or from 0 to 1."""
    rows = workspace.table("tickets")
    high = rows.satisfaction_scale.cast("float64")
    low = (high > 1).ifelse(1.0, 0.0)
    mood = ((rows.satisfaction - low) / (high - low)).cast("float64")
    fits = rows.satisfaction.between(low, high).fill_null(False)
    return rows.select("phase", touchpoint=rows.category, mood=fits.ifelse(mood, ibis.null("float64")))


def mean_interval(mean: np.ndarray, spread: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """95 % interval of means of values in 0..1 (Student's t), from their standard deviations; NaN below two values.

    >>> low, high = mean_interval(np.array([0.5]), np.array([0.2]), np.array([100]))
    >>> round(float(low[0]), 2), round(float(high[0]), 2)
    (0.46, 0.54)
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        half = stats.t.ppf(0.975, np.maximum(n - 1, 1)) * spread / np.sqrt(n)
    half = np.where(n > 1, half, np.nan)
    return np.clip(mean - half, 0, 1), np.clip(mean + half, 0, 1)
