"""How well the driver analysis finds a planted truth, and what it costs. Prints one JSON line.

The customers are those of ``planted_drivers``::

    python -m benchmarks.drivers --repetitions 30 --customers 10000 --leavers 0.15
    python -m benchmarks.drivers --repetitions 0 --speed 100000
    python -m benchmarks.drivers --repetitions 0 --telco Telco-Customer-Churn.csv
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import expit
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
from benchmarks.planted_drivers import CANDIDATES, REAL, Planted, plant, shapes


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


def true_shapes(planted: Planted) -> dict[str, Estimate]:
    """The noise that nobody gets below: maximum likelihood told the shape of every real driver, and with no value missing.

    It is not told which drivers are real, nor any size. Nobody could know so much; effects without errors.
    """
    frame = planted.complete
    medium = (frame["segment"] == "Medium").to_numpy(dtype=float)
    rest = np.column_stack(
        [
            np.ones(len(frame)),
            medium,
            frame["segment"] == "Large",
            np.log(frame["tenure"]),
            *(frame[f"null_{j}"] for j in range(len(REAL), CANDIDATES)),
        ]
    ).astype(float)
    matrix = np.column_stack([rest, shapes(frame, medium)])
    free = np.full(matrix.shape[1], -1)
    fit = fit_additive(matrix, planted.outcome, free, np.where(np.arange(len(free)), 1e-6, 0.0))
    out = {}
    for contrast in planted.contrasts[: len(REAL)]:
        levels = [
            expit(np.column_stack([rest, shapes(frame.assign(**{contrast.name: value}), medium)]) @ fit.beta).mean()
            for value in (contrast.to_value, contrast.from_value)
        ]
        out[contrast.name] = Estimate(float(levels[0] - levels[1]), float("nan"), len(frame))
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
            "told the true shapes": true_shapes(planted),
        }
        for method, estimates in by_method.items():
            for name, one in estimates.items():
                low, high = one.interval()
                rows.append((method, name, one.value, low, high, planted.truth[name]))
    table = pd.DataFrame(rows, columns=["method", "name", "value", "low", "high", "truth"])
    judged: dict[str, Any] = {str(method): _judge(part) for method, part in table.groupby("method")}
    return judged | {"real_among_the_first_eight": pd.DataFrame(ranked).mean().round(3).to_dict()}


def _judge(table: pd.DataFrame) -> dict[str, float]:
    """The figures of one estimator; one without intervals has only those of its values."""
    real = table[table["name"].isin(list(REAL))]
    figures = {
        "mean_error_pp": 100 * float((real["value"] - real["truth"]).abs().mean()),
        "bias_pp": 100 * float((real["value"] - real["truth"]).mean()),
        "sign_right": float((np.sign(real["value"]) == np.sign(real["truth"])).mean()),
    }
    if real["low"].notna().any():
        nulls = table[~table["name"].isin(list(REAL))]
        certain = real[(real["low"] > 0) | (real["high"] < 0)]
        figures |= {
            "coverage": float(real["truth"].between(real["low"], real["high"]).mean()),
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
        fit = fit_additive(
            design.matrix(frame[part != k]), outcome[part != k], design.group, design.ridge, kin=design.kin
        )
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
