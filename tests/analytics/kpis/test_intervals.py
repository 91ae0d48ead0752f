"""Intervals: what they cover when the truth is known, and their ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from analytics.kpis import intervals

ROUNDS = 20_000


def covered(interval: intervals.Interval, truth: float) -> float:
    low, high = interval
    return float(((low <= truth) & (truth <= high)).mean())


@given(st.integers(1, 5000), st.data())
def test_wilson_agrees_with_statsmodels_and_holds_the_share(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    low, high = intervals.wilson([hits], [n])
    reference = proportion_confint(hits, n, method="wilson")
    assert (low[0], high[0]) == pytest.approx(reference, abs=1e-9)
    assert 0 <= low[0] <= hits / n <= high[0] <= 1


@pytest.mark.parametrize(("n", "share"), [(40, 0.3), (200, 0.06), (1000, 0.5)])
def test_wilson_covers_the_true_share(n: int, share: float) -> None:
    hits = np.random.default_rng(1).binomial(n, share, ROUNDS)
    assert 0.93 <= covered(intervals.wilson(hits, np.full(ROUNDS, n)), share) <= 0.97


@pytest.mark.parametrize(("n", "shares"), [(60, (0.4, 0.35, 0.25)), (400, (0.6, 0.3, 0.1))])
def test_net_promoter_covers_the_true_score(n: int, shares: tuple[float, float, float]) -> None:
    promoters, _, detractors = np.random.default_rng(2).multinomial(n, shares, ROUNDS).T
    interval = intervals.net_promoter(promoters, detractors, np.full(ROUNDS, n))
    assert 0.93 <= covered(interval, 100 * (shares[0] - shares[2])) <= 0.97


def test_net_promoter_needs_about_a_thousand_answers_for_five_points() -> None:
    # Two fifths promoters and a quarter detractors, the usual spread, as METHODS.md puts it.
    low, high = intervals.net_promoter([410], [256], [1024])
    assert (high[0] - low[0]) / 2 == pytest.approx(5, abs=0.2)


def test_net_promoter_of_answers_all_alike_still_has_an_interval() -> None:
    low, high = intervals.net_promoter([5, 0, 0], [0, 5, 0], [5, 5, 5])
    assert (high > low).all()
    assert high[0] == 100
    assert low[1] == -100
    assert low[2] == -high[2]


@pytest.mark.parametrize("n", [5, 50])
def test_mean_covers_the_true_mean(n: int) -> None:
    values = np.random.default_rng(3).normal(10, 3, (ROUNDS, n))
    interval = intervals.mean(values.mean(axis=1), values.std(axis=1, ddof=1), np.full(ROUNDS, n))
    assert 0.93 <= covered(interval, 10) <= 0.97


def test_one_value_has_a_mean_but_no_interval() -> None:
    low, high = intervals.mean([4.0], [0.0], [1])
    assert np.isnan(low[0])
    assert np.isnan(high[0])


@pytest.mark.parametrize("rate", [30.0, 400.0])
def test_count_covers_the_true_rate(rate: float) -> None:
    events = np.random.default_rng(4).poisson(rate, ROUNDS)
    assert 0.93 <= covered(intervals.count(events), rate) <= 0.97


def spending(rounds: int, customers: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Orders and money of customers who come independently, each with an own number of orders."""
    rng = np.random.default_rng(5)
    here = np.arange(2 * customers) < rng.poisson(customers, rounds)[:, None]
    orders = np.where(here, 1 + rng.poisson(1.5, here.shape), 0)
    money = np.where(here, orders * rng.gamma(4, 10, here.shape), 0.0)
    return here.sum(axis=1), orders, money


def test_total_covers_the_expected_revenue() -> None:
    _, _, money = spending(4_000, 200)
    interval = intervals.total(money.sum(axis=1), (money**2).sum(axis=1))
    assert 0.93 <= covered(interval, 200 * 2.5 * 40) <= 0.97


def test_ratio_covers_the_expected_order_value() -> None:
    customers, orders, money = spending(4_000, 200)
    sums = (money, orders, money**2, orders**2, money * orders)
    interval = intervals.ratio(*(part.sum(axis=1) for part in sums), customers)
    assert 0.93 <= covered(interval, 40) <= 0.97


def test_growth_covers_the_true_growth() -> None:
    _, _, before = spending(4_000, 200)
    after = 1.1 * np.roll(before, 1, axis=0)
    totals = [(part.sum(axis=1), (part**2).sum(axis=1)) for part in (after, before)]
    assert 0.93 <= covered(intervals.growth(*totals[0], *totals[1]), 0.1) <= 0.97


def test_growth_from_nothing_has_no_interval() -> None:
    low, high = intervals.growth([5.0], [25.0], [0.0], [0.0])
    assert np.isnan(low[0])
    assert np.isnan(high[0])
