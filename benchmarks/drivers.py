"""How well the driver analysis finds a planted truth, and what it costs. Prints one JSON line.

    python -m benchmarks.drivers --repetitions 30 --customers 10000 --leavers 0.15
    python -m benchmarks.drivers --repetitions 0 --speed 100000
    python -m benchmarks.drivers --repetitions 0 --telco Telco-Customer-Churn.csv

The generator: 25 candidate drivers (eight real, seventeen without effect), correlated through four hidden
traits, confounded by company size in a way that flips naive signs, with thresholds, saturation, an effect
that differs by size, and values missing for reasons that can be seen.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import expit, ndtr
from sklearn.ensemble import HistGradientBoostingClassifier

from analytics.drivers.additive import fit_additive
from analytics.drivers.analysis import explain
from analytics.drivers.columns import Column, Contrast
from analytics.drivers.design import build_design
from analytics.drivers.effects import Estimate, naive_effect
from analytics.drivers.estimation import estimate
from analytics.drivers.features import Features
from analytics.drivers.leaks import auc
from analytics.drivers.quality import quality
from analytics.retention.outcome import Outcome
from benchmarks.driver_ranking import recovered

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
    """A customer table with its outcome, and the true effect of every contrast."""

    frame: pd.DataFrame
    outcome: np.ndarray
    columns: list[Column]
    contrasts: list[Contrast]
    truth: dict[str, float]


def contribution(frame: pd.DataFrame, medium: np.ndarray) -> np.ndarray:
    """True log-odds of staying that come from the real drivers."""
    return np.asarray(
        -0.55 * np.minimum(frame["first_response_hours"], 24) / 24
        + 0.55 * frame["onboarding"]
        + 0.9 * (1 - np.exp(-frame["active_days"] / 10))
        - (0.7 + 0.25 * medium) * frame["late_delivery"]
        + 0.35 * np.maximum(frame["csat"] - 3, -1.5)
        - 0.35 * (frame["resolution_hours"] > 48)
        - 0.004 * np.minimum(frame["resolution_hours"], 48)
        - 0.6 * frame["discount_share"]
        - 0.12 * np.minimum(frame["tickets"], 5)
    )


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
    if gaps:
        for name, level in MISSING.items():
            frame.loc[rng.random(customers) < expit(level + 0.5 * traits[:, 1] - 0.4 * grip), name] = np.nan
    return Planted(frame, outcome, _columns(frame), contrasts, truth)


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
    shapes: dict[int, Callable[[np.ndarray], np.ndarray]] = {
        0: lambda z: z,
        1: lambda z: (z > 0.5).astype(float),
        2: np.exp,
    }
    columns |= {f"null_{j}": shapes[j % 3](latent[:, j]) for j in range(len(REAL), CANDIDATES)}
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


def linear_logistic(planted: Planted) -> dict[str, Estimate]:
    """The usual regression: straight lines, gaps filled with the average, no interactions."""
    frame = planted.frame.fillna(planted.frame.mean(numeric_only=True))
    numbers = frame.drop(columns="segment").to_numpy(dtype=float)
    centred = (numbers - numbers.mean(axis=0)) / numbers.std(axis=0)
    dummies = pd.get_dummies(frame["segment"], drop_first=True).to_numpy(dtype=float)
    matrix = np.column_stack([np.ones(len(frame)), centred, dummies])
    fit = fit_additive(matrix, planted.outcome, np.full(matrix.shape[1], -1), np.zeros(matrix.shape[1]))
    score = matrix @ fit.beta
    out = {}
    for contrast in planted.contrasts:
        place = list(frame.columns).index(contrast.name) + 1
        start, end = (
            (float(v) - numbers[:, place - 1].mean()) / numbers[:, place - 1].std()
            for v in (contrast.from_value, contrast.to_value)
        )
        levels = [expit(score + (v - matrix[:, place]) * fit.beta[place]) for v in (end, start)]
        slopes = [level * (1 - level) for level in levels]
        gradient = matrix.T @ (slopes[0] - slopes[1]) / len(frame)
        gradient[place] = float(np.mean(slopes[0] * end - slopes[1] * start))
        error = float(np.sqrt(gradient @ fit.covariance @ gradient))
        out[contrast.name] = Estimate(float((levels[0] - levels[1]).mean()), error, len(frame))
    return out


def bias(repetitions: int, customers: int, leavers: float, gaps: bool, seed: int) -> dict[str, Any]:
    """Error, coverage, sign errors and false alarms of each estimator over many draws."""
    rows, ranked = [], []
    for number in range(repetitions):
        rng = np.random.default_rng([seed, number])
        planted = plant(rng, customers, leavers, gaps)
        found = estimate(
            planted.frame,
            planted.outcome,
            planted.columns,
            planted.contrasts,
            "logistic",
            "segment",
            rng,
            curves=False,
        )
        drivers = [c.name for c in planted.contrasts]
        ranked.append(recovered(planted.frame, planted.outcome, drivers, set(REAL), found.model, rng))
        naive = {
            c.name: Estimate(naive_effect(planted.frame[c.name], planted.outcome, c), float("nan"), customers)
            for c in planted.contrasts
        }
        by_method = {
            "additive": found.effects,
            "second opinion": found.second,
            "naive": naive,
            "linear logistic": linear_logistic(planted),
        }
        for method, estimates in by_method.items():
            for name, one in estimates.items():
                low, high = one.interval()
                rows.append((method, name, one.value, low, high, planted.truth[name]))
    table = pd.DataFrame(rows, columns=["method", "name", "value", "low", "high", "truth"])
    judged: dict[str, Any] = {str(method): _judge(part) for method, part in table.groupby("method")}
    return judged | {"real_among_the_first_eight": pd.DataFrame(ranked).mean().round(3).to_dict()}


def _judge(table: pd.DataFrame) -> dict[str, float]:
    real = table[table["name"].isin(list(REAL))]
    nulls = table[~table["name"].isin(list(REAL))]
    certain = real[(real["low"] > 0) | (real["high"] < 0)]
    figures = {
        "mean_error_pp": 100 * float((real["value"] - real["truth"]).abs().mean()),
        "bias_pp": 100 * float((real["value"] - real["truth"]).mean()),
        "coverage": float(real["truth"].between(real["low"], real["high"]).mean()),
        "sign_right": float((np.sign(real["value"]) == np.sign(real["truth"])).mean()),
        "sign_errors_when_certain": int((np.sign(certain["value"]) != np.sign(certain["truth"])).sum()),
        "nulls_called_real": float(((nulls["low"] > 0) | (nulls["high"] < 0)).mean()),
    }
    return {name: round(figure, 4) for name, figure in figures.items()}


def speed(customers: int) -> dict[str, float]:
    """Seconds and peak memory of the whole analysis of 30 columns against one fit of boosted trees in the same run."""
    rng = np.random.default_rng(7)
    planted = plant(rng, customers, 0.15)
    extra = {f"null_x{j}": rng.normal(size=customers) for j in range(3)}
    frame = planted.frame.assign(**extra)
    columns = planted.columns + [Column(name, name) for name in extra]
    contrasts = planted.contrasts + [Contrast(name, -0.5, 0.5) for name in extra]
    numbers = frame.assign(segment=frame["segment"].astype("category").cat.codes)
    started = time.perf_counter()
    HistGradientBoostingClassifier(random_state=0).fit(numbers, planted.outcome)
    trees = time.perf_counter() - started
    outcome = Outcome("stayed", "stayed", pd.Series(planted.outcome, index=frame.index), None)
    started = time.perf_counter()
    explain(outcome, Features(frame, columns, []), tuple(contrasts))
    ours = time.perf_counter() - started
    return {
        "customers": customers,
        "trees_seconds": round(trees, 2),
        "seconds": round(ours, 2),
        "times": round(ours / trees, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def telco(path: Path) -> dict[str, float]:
    """AUC, Brier score and calibration on held-back customers of a public file (five parts)."""
    table = pd.read_csv(path)
    outcome = np.asarray(table["Churn"] == "Yes", dtype=np.float64)
    numbers = ("tenure", "MonthlyCharges", "TotalCharges")
    frame = table.drop(columns=["customerID", "Churn"])
    frame["TotalCharges"] = pd.to_numeric(frame["TotalCharges"], errors="coerce").fillna(0.0)
    columns = [Column(n, n, sort="number" if n in numbers else "category") for n in frame.columns]
    part = np.random.default_rng(0).permutation(np.arange(len(frame)) % 5)
    held_back = np.empty(len(frame))
    for k in range(5):
        design = build_design(frame[part != k], columns)
        fit = fit_additive(design.matrix(frame[part != k]), outcome[part != k], design.group, design.ridge)
        held_back[part == k] = fit.predict(design.matrix(frame[part == k]) @ fit.beta)
    judged = quality(outcome, held_back, True)
    return {
        "auc": round(auc(outcome, held_back), 4),
        "brier": round(judged.brier or 0.0, 4),
        "calibration_slope": round(judged.calibration_slope, 3),
    }


def main() -> None:
    """Run what was asked for and print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=30)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--leavers", type=float, default=0.15)
    parser.add_argument("--complete", action="store_true", help="without missing values")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--speed", type=int, default=0, help="customers of the timing; 0 for none")
    parser.add_argument("--telco", type=Path, default=None, help="the IBM telco file")
    asked = parser.parse_args()
    report: dict[str, Any] = {"benchmark": "drivers", "customers": asked.customers, "leavers": asked.leavers}
    if asked.repetitions:
        report["bias"] = bias(asked.repetitions, asked.customers, asked.leavers, not asked.complete, asked.seed)
    if asked.speed:
        report["speed"] = speed(asked.speed)
    if asked.telco:
        report["telco"] = telco(asked.telco)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
