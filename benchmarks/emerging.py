"""How often "emerging" cries wolf on a stable stream, and how soon it sees a theme double.

Prints one JSON line. Twenty pain points of unequal size, looked at after every month for a year; counts are
Poisson, or overdispersed (negative binomial with twice the variance), with a season of 30 %. The theme that doubles
makes up 2 % of 5,000 comments a month.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analytics.pain_points.trend import find_trends

Counts = npt.NDArray[np.int64]
THEMES, MONTHLY, HISTORY, LOOKS = 20, 5_000, 12, 12


def stream(rng: np.random.Generator, months: int, spread: float, share: float = 0.02) -> tuple[Counts, Counts]:
    """(themes x months) counts and (months,) comments in all; the first theme has ``share`` of them."""
    shares = np.append(share, rng.dirichlet(np.full(THEMES - 1, 2.0)) * (0.8 - share))
    season = 1 + 0.3 * np.sin(2 * np.pi * np.arange(months) / 12)
    exposure = rng.poisson(MONTHLY * season)
    mean = shares[:, None] * exposure
    if spread > 1:
        mean = rng.gamma(mean / (spread - 1), spread - 1)
    return rng.poisson(mean), exposure


def false_alarms(rng: np.random.Generator, spread: float) -> int:
    """New alarms in a year of monthly looks at a stable stream; one that goes on is one."""
    counts, exposure = stream(rng, HISTORY + LOOKS, spread)
    seen, alarms = np.zeros(THEMES, bool), 0
    for month in range(HISTORY, HISTORY + LOOKS):
        now = find_trends(counts[:, : month + 1], exposure[: month + 1]).emerging
        alarms += int((now & ~seen).sum())
        seen = now
    return alarms


def is_found(rng: np.random.Generator, spread: float) -> bool:
    """Whether a theme of 2 % that doubles in the last month is flagged at that month's end."""
    counts, exposure = stream(rng, HISTORY + 1, spread)
    counts[0, -1] += rng.poisson(0.02 * exposure[-1])
    return bool(find_trends(counts, exposure).emerging[0])


def measure(repetitions: int, seed: int) -> dict[str, object]:
    """False alarms a year among twenty pain points, and the share of doublings found within a month."""
    told: dict[str, object] = {"repetitions": repetitions, "seed": seed}
    for name, spread in (("poisson", 1.0), ("overdispersed", 2.0)):
        rng = np.random.default_rng(seed)
        told[name] = {
            "false_alarms_a_year": round(float(np.mean([false_alarms(rng, spread) for _ in range(repetitions)])), 3),
            "doubling_found_within_a_month": round(
                float(np.mean([is_found(rng, spread) for _ in range(repetitions)])), 3
            ),
        }
    return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(json.dumps(measure(options.repetitions, options.seed)), flush=True)
