"""Leaks planted in many disguises are all caught, and what is honest is never called one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.drivers.columns import Column
from analytics.drivers.guards import groups_of, sift

N = 2000
RNG = np.random.default_rng(11)
STAYED = (RNG.random(N) < 0.85).astype(float)
GONE = STAYED == 0
HALF = GONE & (RNG.random(N) < 0.5)

LEAKS = {
    "the outcome itself": (STAYED, "flag"),
    "the outcome turned round": (1 - STAYED, "flag"),
    "the outcome in words": (np.where(GONE, "churned", "active"), "category"),
    "the outcome blurred": (STAYED + RNG.normal(0, 0.25, N), "number"),
    "a reason, only for leavers": (pd.Series(np.where(GONE, "price", None)), "category"),
    "a date of leaving as a number": (np.where(GONE, RNG.random(N), np.nan), "number"),
    "last order, missing for leavers": (np.where(GONE, np.nan, RNG.random(N)), "number"),
    "a fee half of the leavers paid": (np.where(HALF, 25.0, 0.0), "number"),
    "days since a cancellation call": (np.where(HALF, RNG.integers(1, 60, N), 0), "number"),
    "a status half of the leavers have": (np.where(HALF, "dunning", RNG.choice(["a", "b"], N)), "category"),
}
HONEST = {
    "a strong score": (STAYED + RNG.normal(0, 0.8, N), "number"),
    "a contract hardly anybody leaves": (np.where(~GONE & (RNG.random(N) < 0.4), "two years", "monthly"), "category"),
    "sparse and unrelated": (np.where(RNG.random(N) < 0.8, np.nan, RNG.random(N)), "number"),
    "missing more often for leavers": (np.where(RNG.random(N) < 0.3 + 0.3 * GONE, np.nan, 1.0 * (RNG.random(N) < 0.5)), "flag"),
    "a heavy tail": (np.exp(3 * RNG.normal(size=N)), "number"),
    "a group of whom most leave": (np.where(RNG.random(N) < 0.02 + 0.5 * GONE, "trial", "paid"), "category"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_found_and_named(name: str) -> None:
    values, sort = LEAKS[name]
    found = sift(pd.DataFrame({"x": values}), [Column("x", "x", sort=sort)], STAYED)  # type: ignore[arg-type]
    assert found.columns == []
    assert found.left_out[0][1]


@pytest.mark.parametrize("name", HONEST)
def test_what_is_honest_stays(name: str) -> None:
    values, sort = HONEST[name]
    found = sift(pd.DataFrame({"x": values}), [Column("x", "x", sort=sort)], STAYED)  # type: ignore[arg-type]
    assert found.left_out == []


def test_a_driver_that_follows_from_the_context_has_nobody_to_compare() -> None:
    # only large accounts have a manager, and all of them do
    segment = np.where(RNG.random(N) < 0.3, "Large", "Small")
    frame = pd.DataFrame({"manager": (segment == "Large") * 1.0, "segment": segment})
    columns = [Column("manager", "manager", sort="flag"), Column("segment", "segment", "context", "category")]
    ((name, reason),) = sift(frame, columns, STAYED).left_out
    assert name == "manager"
    assert "no overlap" in reason


def test_a_chain_of_drivers_is_one_group() -> None:
    assert groups_of({"a": ("b",), "b": ("a", "c"), "c": ("b",)})["c"] == ("a", "b", "c")
