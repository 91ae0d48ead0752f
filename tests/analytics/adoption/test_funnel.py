"""Steps are found and put in order; the funnel counts who came to each, and where people stop."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.adoption.funnel import Funnel
from analytics.adoption.steps import known_steps
from analytics.errors import NotEnoughData
from tests.analytics.adoption.conftest import event

STEPS = ["signed up", "set up", "first order"]


def way_in(customers: int = 40, stopped_after_signing_up: int = 10) -> list[dict]:
    """Everybody signs up; some stop there; the others set up a day later and order on the fifth. All open the app often."""
    rows = []
    for n in range(customers):
        who, day = f"c{n}", n / 10
        rows += [event(who, "opened", day + again) for again in range(5)]
        rows.append(event(who, "signed up", day))
        if n >= stopped_after_signing_up:
            rows += [event(who, "set up", day + 1), event(who, "first order", day + 5)]
    return [*rows, event("c0", "opened", 200)]  # the data goes on


def test_what_happens_once_is_a_step_and_what_is_repeated_is_use(loaded) -> None:
    assert known_steps(loaded(usage=way_in())) == STEPS


def test_steps_are_ordered_by_each_customers_own_order(loaded) -> None:
    # Late customers sign up on days on which early ones have long ordered.
    rows = [event(f"c{n}", step, 30 * n + place) for n in range(30) for place, step in enumerate(STEPS)]
    assert known_steps(loaded(usage=rows)) == STEPS


def test_the_funnel_counts_who_came_and_who_stopped(loaded) -> None:
    found = Funnel(days=30).run(loaded(usage=way_in()))
    assert found.began == 40
    assert found.steps["customers"].tolist() == [40, 30, 30]
    assert found.steps["stopped"].tolist() == [10, 0, 30]
    assert found.steps["days"].tolist() == pytest.approx([0, 1, 5])
    assert found.worst == "Most stop after signed up: 10 of 40 who began (25%)."


def test_who_comes_too_late_or_has_not_had_the_time_does_not_count(loaded) -> None:
    rows = way_in()
    rows += [event("slow", "signed up", 0), event("slow", "set up", 90)]  # after the 30 days
    rows += [event("new", "signed up", 190), event("new", "set up", 191)]  # ten days before the data ends
    found = Funnel(days=30).run(loaded(usage=rows))
    assert found.steps["customers"].tolist() == [41, 30, 30]


def test_the_funnel_is_that_of_plain_pandas(loaded) -> None:
    # steps at random, some left out, some too late, some in another order
    rng = np.random.default_rng(2)
    times = pd.DataFrame({step: rng.uniform(0, 60, 200) for step in STEPS}).where(rng.random((200, 3)) < 0.8)
    rows = [event(f"c{n}", step, at) for step in STEPS for n, at in times[step].dropna().items()]
    found = Funnel(tuple(STEPS), days=30).run(loaded(usage=[*rows, event("x", "opened", 200)]))
    began = times.dropna(subset=STEPS[:1])
    waits = began[STEPS[1:]].sub(began[STEPS[0]], axis=0)
    # whatever was done before the beginning counts as done at once
    reached = [len(began), *(waits <= 30).sum()]
    assert found.steps["customers"].tolist() == reached
    assert found.steps["share"].tolist() == pytest.approx([n / len(began) for n in reached])


def test_months_add_up_to_all(loaded) -> None:
    rows = [row for month in range(4) for row in [event(f"{month}-{n}", step, 31 * month + place) for n in range(10)
            for place, step in enumerate(STEPS[: 2 + n % 2])]] + [event("x", "opened", 300)]  # fmt: skip
    found = Funnel(tuple(STEPS), days=30).run(loaded(usage=rows))
    assert found.months["began"].sum() == found.began == 40
    assert found.months["finished"].sum() == found.steps["customers"].iloc[-1] == 20


def test_the_interval_of_a_median_is_between_order_statistics(loaded) -> None:
    rng = np.random.default_rng(1)
    waits = np.sort(rng.exponential(5, 60))
    rows = [event(f"c{n}", "a", 0) for n in range(60)] + [event(f"c{n}", "b", w) for n, w in enumerate(waits)]
    step = Funnel(("a", "b"), days=60).run(loaded(usage=[*rows, event("c0", "z", 400)])).steps.iloc[1]
    assert step["days"] == pytest.approx(np.median(waits), rel=1e-4)
    # Ranks 23 and 38 of 60: 30 less and more 1.96 times the root of 15.
    assert (step["days_low"], step["days_high"]) == pytest.approx((waits[22], waits[37]), rel=1e-4)


def test_too_few_or_no_steps_are_refused_with_what_to_load(loaded, workspace) -> None:
    with pytest.raises(NotEnoughData, match="No product usage"):
        Funnel().run(workspace)
    with pytest.raises(NotEnoughData, match="a funnel takes 20"):
        Funnel(days=30).run(loaded(usage=way_in(customers=12, stopped_after_signing_up=2)))
