"""Customers with planted drivers of staying, whose true effects are known.

25 candidate drivers (eight real, seventeen without effect), correlated through four hidden
traits, confounded by company size in a way that flips naive signs, with thresholds, saturation, an effect
that differs by size, and values missing for reasons that can be seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import expit, ndtr

from analytics.drivers.columns import Column, Contrast

CANDIDATES = 25
REAL: dict[str, tuple[float, float]] = {
    "first_response_hours": (24, 4),
    "onboarding": (0, 1),
    "active_days": (5, 15),
    "late_delivery": (1, 0),
    "csat": (3, 4),
    "resolution_hours": (72, 24),
    "discount_share": (0.5, 0.1),
    "tickets": (2, 1),
}
NULL = {0: (-0.5, 0.5), 1: (0.0, 1.0), 2: (0.5, 2.0)}
HOURS = {"first_response_hours": "hours", "resolution_hours": "hours"}
MISSING = {"first_response_hours": -1.2, "csat": -0.4, "resolution_hours": -1.5, "active_days": -2.0}


@dataclass(frozen=True)
class Planted:
    """A customer table with its outcome, and the true effect of every contrast; ``complete`` is it without gaps."""

    frame: pd.DataFrame
    complete: pd.DataFrame
    outcome: np.ndarray
    columns: list[Column]
    contrasts: list[Contrast]
    truth: dict[str, float]


def shapes(frame: pd.DataFrame, medium: np.ndarray) -> np.ndarray:
    """What the real drivers add to the log-odds of staying, but for the weights: a column each."""
    return np.column_stack(
        [
            -np.minimum(frame["first_response_hours"], 24) / 24,
            frame["onboarding"],
            1 - np.exp(-frame["active_days"] / 10),
            -frame["late_delivery"],
            -medium * frame["late_delivery"],
            np.maximum(frame["csat"] - 3, -1.5),
            -(frame["resolution_hours"] > 48),
            -np.minimum(frame["resolution_hours"], 48) / 48,
            -frame["discount_share"],
            -np.minimum(frame["tickets"], 5),
        ]
    ).astype(float)


WEIGHTS = np.array([0.55, 0.55, 0.9, 0.7, 0.25, 0.35, 0.35, 0.192, 0.6, 0.12])


def contribution(frame: pd.DataFrame, medium: np.ndarray) -> np.ndarray:
    """True log-odds of staying that come from the real drivers."""
    return np.asarray(shapes(frame, medium) @ WEIGHTS)


def plant(rng: np.random.Generator, customers: int, leavers: float, gaps: bool = True) -> Planted:
    """One draw of the generator; large companies wait longer for an answer and stay anyway."""
    size = rng.choice(3, customers, p=[0.6, 0.3, 0.1])
    grip = np.array([0.0, 0.4, 1.0])[size]
    traits = rng.normal(size=(customers, 4))
    loads = rng.normal(size=(4, CANDIDATES)) * 0.5
    latent = (traits @ loads + rng.normal(size=(customers, CANDIDATES))) / np.sqrt((loads**2).sum(axis=0) + 1)
    latent[:, 0] += 1.3 * grip
    latent[:, 2] -= 0.5 * grip
    frame = _drivers(latent)
    frame["segment"] = np.array(["Small", "Medium", "Large"])[size]
    frame["tenure"] = np.exp(5.5 + 0.6 * traits[:, 0] + 0.5 * rng.normal(size=customers))
    context = 1.6 * grip + 0.3 * np.log(frame["tenure"] / 245)
    medium = (size == 1).astype(float)
    base = contribution(frame, medium) + context.to_numpy()
    constant = brentq(lambda c: float(expit(c + base).mean()) - (1 - leavers), -20, 20)
    outcome = (rng.random(customers) < expit(constant + base)).astype(float)
    contrasts = [Contrast(name, *ends) for name, ends in REAL.items()]
    contrasts += [Contrast(f"null_{j}", *NULL[j % 3]) for j in range(len(REAL), CANDIDATES)]
    truth = {c.name: _true_effect(frame, medium, constant + context.to_numpy(), c) for c in contrasts}
    complete = frame.copy()
    if gaps:
        for name, level in MISSING.items():
            frame.loc[rng.random(customers) < expit(level + 0.5 * traits[:, 1] - 0.4 * grip), name] = np.nan
    return Planted(frame, complete, outcome, _columns(frame), contrasts, truth)


def _drivers(latent: np.ndarray) -> pd.DataFrame:
    """The candidate drivers as people would record them."""
    columns = {
        "first_response_hours": np.exp(1.6 + latent[:, 0]),
        "onboarding": (latent[:, 1] > 0.2).astype(float),
        "active_days": np.floor(np.clip(np.exp(1.9 + 0.7 * latent[:, 2]), 0, 90)),
        "late_delivery": (latent[:, 3] > 1.1).astype(float),
        "csat": np.clip(np.round(3.8 + latent[:, 4]), 1, 5),
        "resolution_hours": np.exp(3.2 + 0.8 * latent[:, 5]),
        "discount_share": ndtr(latent[:, 6] - 0.8),
        "tickets": np.floor(np.exp(0.6 * latent[:, 7])),
    }
    forms: dict[int, Callable[[np.ndarray], np.ndarray]] = {
        0: lambda z: z,
        1: lambda z: (z > 0.5).astype(float),
        2: np.exp,
    }
    columns |= {f"null_{j}": forms[j % 3](latent[:, j]) for j in range(len(REAL), CANDIDATES)}
    return pd.DataFrame(columns)


def _columns(frame: pd.DataFrame) -> list[Column]:
    flags = {name for name in frame.columns[:CANDIDATES] if frame[name].dropna().isin([0, 1]).all()}
    drivers = [
        Column(name, name, sort="flag" if name in flags else "number", unit=HOURS.get(name, ""))
        for name in frame.columns[:CANDIDATES]
    ]
    return [
        *drivers,
        Column("segment", "segment", "context", "category"),
        Column("tenure", "tenure", "context"),
    ]


def _true_effect(frame: pd.DataFrame, medium: np.ndarray, rest: np.ndarray, contrast: Contrast) -> float:
    """Average change of the true probability; nothing for a driver without effect."""
    if contrast.name not in REAL:
        return 0.0
    moved = [
        expit(rest + contribution(frame.assign(**{contrast.name: value}), medium)).mean()
        for value in (contrast.to_value, contrast.from_value)
    ]
    return float(moved[0] - moved[1])
