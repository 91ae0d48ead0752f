"""From a customer table to the answer: sift, estimate, divide, judge, tell."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from analytics.drivers.additive import Family
from analytics.drivers.collecting import Collected
from analytics.drivers.columns import Column, Contrast
from analytics.drivers.completing import Progress
from analytics.drivers.contrasts import all_contrasts
from analytics.drivers.estimation import Estimates, estimate
from analytics.drivers.guards import require_enough, sift
from analytics.drivers.importance import importance
from analytics.drivers.quality import calibration, quality
from analytics.drivers.result import DriverResult
from analytics.drivers.segments import segment_table
from analytics.drivers.tabulating import curve_table, driver_table, importance_table
from analytics.drivers.what_if import REVENUE, WhatIf
from analytics.drivers.wording import answer, notes
from analytics.drivers.worth import Money

# The model is learned on at most this many rows: beyond, intervals are narrower than any decision needs.
MOST_LEARNED = 200_000
_FEWEST_PER_LEVEL = 0.03
_MOST_CONTEXT_LEVELS = 5


@dataclass(frozen=True)
class Study:
    """The answer, and the model for asking what if."""

    result: DriverResult
    what_if: WhatIf


def study(
    found: Collected,
    money: Money | None,
    asked: tuple[Contrast, ...] = (),
    seed: int = 0,
    progress: Progress | None = None,
) -> Study:
    """The analysis of one customer table; raises ``NotEnoughData`` when it cannot carry an answer."""
    # With several threads the last digits differ from machine to machine, and many small matrices are slower for it.
    with threadpool_limits(limits=1):
        return _studied(found, money, asked, seed, progress)


def _studied(
    found: Collected, money: Money | None, asked: tuple[Contrast, ...], seed: int, progress: Progress | None
) -> Study:
    tell = progress or (lambda share, text: None)
    rng = np.random.default_rng(seed)
    population = len(found.outcome.values)
    rows, sampled = _learned(found, rng)
    values = rows.outcome.values.to_numpy(dtype=float)
    frame = rows.features.frame.loc[rows.outcome.values.index].reset_index(drop=True)
    outcome = rows.outcome
    sifted = sift(frame, rows.features.columns, values)
    columns = sifted.columns
    require_enough(values, sum(c.role == "driver" for c in columns), outcome.yes_no, outcome.label)
    contrasts, warnings = all_contrasts(columns, frame, asked)
    family: Family = "logistic" if outcome.yes_no else "linear"
    context = main_context(frame, columns)
    model = estimate(frame, values, columns, contrasts, family, context, rng, progress=tell, clusters=rows.who)
    tell(0.85, "dividing what is explained over the drivers")
    shares = importance(model.model, values, rng, rows.who)
    unit = 100.0 if outcome.yes_no else 1.0
    drivers = driver_table(frame, values, columns, contrasts, warnings, model, shares, unit)
    judged = quality(values, model.held_back, outcome.yes_no)
    tell(1.0, "done")
    context_names = [c.name for c in columns if c.role == "context"]
    result = DriverResult(
        outcome=outcome.name,
        outcome_label=outcome.label,
        n=population,
        base_rate=float(found.outcome.values.mean()),
        quality=judged,
        drivers=drivers,
        curves=curve_table(model),
        adjusted_for=tuple(c.label for c in columns if c.role == "context"),
        left_out=tuple(rows.features.left_out + sifted.left_out),
        sentence=answer(drivers, outcome.name, outcome.label, "points" if outcome.yes_no else "units"),
        notes=(*notes(outcome.note, outcome.cutoff is not None, judged, context_names), *sampled),
        segments=segment_table(model.segments, unit),
        calibration=calibration(values, model.held_back),
        columns=pd.DataFrame([(c.name, c.label, c.role) for c in columns], columns=["name", "label", "role"]),
        explained=shares.explained,
        importance=importance_table(frame, columns, drivers, shares),
    )
    return Study(result, _what_if(model, rows.ids, money, outcome.yes_no, found.ids.nunique()))


def _learned(found: Collected, rng: np.random.Generator) -> tuple[Collected, tuple[str, ...]]:
    """The rows to learn from: all, or as many whole customers as give about ``MOST_LEARNED`` rows, and a note."""
    n = len(found.outcome.values)
    if n <= MOST_LEARNED:
        return found, ()
    codes = np.arange(n) if found.who is None else found.who
    people = int(codes.max()) + 1
    chosen = rng.random(people) < MOST_LEARNED / n
    rows = np.flatnonzero(chosen[codes])
    kept = replace(
        found,
        outcome=replace(found.outcome, values=found.outcome.values.iloc[rows]),
        ids=found.ids[rows],
        who=None if found.who is None else pd.factorize(found.who[rows])[0],
    )
    return kept, (f"Learned from {len(rows):,} of {n:,} rows, drawn at random; more would hardly narrow an interval.",)


def _what_if(model: Estimates, ids: pd.Index, money: Money | None, yes_no: bool, population: int) -> WhatIf:
    """The model made small, with what each customer of its sample spent in a year."""
    pooled = model.pooled
    customers, currencies = pooled.customers.reset_index(drop=True), []
    if money is not None:
        spent = money.yearly.reindex(ids[pooled.customers.index.to_numpy()]).fillna(0.0)
        spent = spent.loc[:, (spent != 0).any()]
        currencies = [str(currency) for currency in spent.columns]
        customers = customers.assign(**{REVENUE + str(c): spent[c].to_numpy() for c in spent.columns})
    design, parts = model.model.design, (pooled.betas, pooled.covariance, pooled.drift)
    return WhatIf(design, yes_no, *parts, customers, population, tuple(currencies))


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
