"""The driver analysis: what goes with whether customers stay, and what a change would be worth."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analytics.drivers.additive import Family
from analytics.drivers.columns import Column, Contrast
from analytics.drivers.completing import Progress
from analytics.drivers.contrasts import all_contrasts
from analytics.drivers.estimation import estimate
from analytics.drivers.features import Features, build_features
from analytics.drivers.guards import require_enough, sift
from analytics.drivers.importance import importance
from analytics.drivers.quality import Quality, quality
from analytics.drivers.tabulating import curve_table, driver_table
from analytics.drivers.wording import answer, notes
from analytics.retention.outcome import Outcome, Tables
from analytics.retention.outcomes import build_outcome

_FEWEST_PER_LEVEL = 0.03
_MOST_CONTEXT_LEVELS = 5


@dataclass(frozen=True)
class DriverResult:
    """What a driver analysis found.

    ``drivers`` has one row per driver, most important first: name, label, importance (share of what the
    drivers explain) with low, high and top_three (chance of being among the first three), effect_pp with
    effect_low and effect_high (percentage points of moving everyone from from_value to to_value; units
    of the outcome when that is a number), direction, n, second_opinion_pp with its interval, agrees,
    naive_pp (the unadjusted association) and warning. ``curves`` has name, value, outcome, low, high.
    ``left_out`` holds (name, reason).
    """

    outcome: str
    outcome_label: str
    n: int
    base_rate: float
    quality: Quality
    drivers: pd.DataFrame
    curves: pd.DataFrame
    adjusted_for: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    sentence: str
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Drivers:
    """The question: which outcome, which contrasts, how long an outcome window.

    >>> Drivers(contrasts=(Contrast("first_response_hours", 24, 4),)).window_days
    120
    """

    outcome: str | None = None
    contrasts: tuple[Contrast, ...] = ()
    window_days: int = 120
    seed: int = 0

    def run(
        self,
        workspace: Tables,
        progress: Progress | None = None,
        pain_point_assignments: pd.DataFrame | None = None,
    ) -> DriverResult:
        """Answer the question on a workspace.

        ``pain_point_assignments`` has comment_id, pain_point_id and, where known, name; ``progress`` is
        told the share done and what is being done. Raises ``NotFound`` for an unknown outcome or driver,
        ``NotEnoughData`` when the data cannot carry an answer.
        """
        tell = progress or (lambda share, text: None)
        tell(0.0, "collecting what is known about each customer")
        outcome = build_outcome(workspace, self.outcome, self.window_days)
        features = build_features(workspace, outcome, pain_point_assignments)
        return explain(outcome, features, self.contrasts, self.seed, lambda s, text: tell(0.1 + 0.9 * s, text))


def explain(
    outcome: Outcome,
    features: Features,
    asked: tuple[Contrast, ...] = (),
    seed: int = 0,
    progress: Progress | None = None,
) -> DriverResult:
    """The analysis of one customer table: everything after the queries."""
    tell = progress or (lambda share, text: None)
    rng = np.random.default_rng(seed)
    values = outcome.values.to_numpy(dtype=float)
    frame = features.frame.loc[outcome.values.index].reset_index(drop=True)
    sifted = sift(frame, features.columns, values)
    columns = sifted.columns
    ranked = sum(column.role == "driver" for column in columns)
    require_enough(values, ranked, outcome.yes_no, outcome.label)
    contrasts, warnings = all_contrasts(columns, frame, asked)
    family: Family = "logistic" if outcome.yes_no else "linear"
    context = main_context(frame, columns)
    found = estimate(frame, values, columns, contrasts, family, context, rng, progress=tell)
    tell(0.85, "dividing what is explained over the drivers")
    shares = importance(found.model, values, rng)
    unit = 100.0 if outcome.yes_no else 1.0
    drivers = driver_table(frame, values, columns, contrasts, warnings, found, shares, unit)
    judged = quality(values, found.held_back, outcome.yes_no)
    tell(1.0, "done")
    return DriverResult(
        outcome=outcome.name,
        outcome_label=outcome.label,
        n=len(values),
        base_rate=float(values.mean()),
        quality=judged,
        drivers=drivers,
        curves=curve_table(found),
        adjusted_for=tuple(c.label for c in columns if c.role == "context"),
        left_out=tuple(features.left_out + sifted.left_out),
        sentence=answer(drivers, outcome.name, outcome.label, "points" if outcome.yes_no else "units"),
        notes=notes(outcome.note, outcome.cutoff is not None, judged),
    )


def main_context(frame: pd.DataFrame, columns: list[Column]) -> str | None:
    """The context variable by whose levels drivers may work differently: the segment, else the plan.

    >>> frame = pd.DataFrame({"plan": ["a", "b"] * 50})
    >>> main_context(frame, [Column("plan", "plan", "context", "category")])
    'plan'
    """
    fitting = {
        c.name.lower(): c.name
        for c in columns
        if c.role == "context" and c.sort == "category" and _few_large_levels(frame[c.name])
    }
    preferred = [fitting[key] for word in ("segment", "size", "plan", "tier") for key in sorted(fitting) if word in key]
    return preferred[0] if preferred else None


def _few_large_levels(values: pd.Series) -> bool:
    shares = values.value_counts(normalize=True, dropna=False)
    return 2 <= len(shares) <= _MOST_CONTEXT_LEVELS and float(shares.min()) >= _FEWEST_PER_LEVEL
