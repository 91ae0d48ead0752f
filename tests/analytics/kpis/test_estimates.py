"""Estimates: the aggregates that a query computes, and what is made of them."""

from __future__ import annotations

import ibis
import numpy as np
import pandas as pd
import pytest
from ibis import _

from analytics import Workspace
from analytics.kpis.estimates import CountedShare, Mean, Quantile


def quantiles(workspace: Workspace, frame: pd.DataFrame, share: float) -> pd.DataFrame:
    """The quantile of x per group, with its interval, as the engine computes it."""
    estimate = Quantile(_.x, share)
    parts = {f"q_{name}": expr for name, expr in estimate.parts().items()}
    query = ibis.memtable(frame).group_by("g").aggregate(**parts)
    query = query.mutate(**estimate.picked(query, "q")).drop("q_values").order_by("g")
    found = workspace.execute(query)
    done = estimate.estimated({name.removeprefix("q_"): found[name].to_numpy(float) for name in found})
    return pd.DataFrame({"value": done.value, "low": done.interval[0], "high": done.interval[1], "n": done.n})


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_quantile_is_what_pandas_gives(workspace: Workspace, share: float) -> None:
    # Groups of every small size, and values that are missing.
    sizes = range(1, 30)
    frame = pd.DataFrame({"g": np.repeat(sizes, sizes)})
    frame["x"] = np.random.default_rng(1).lognormal(size=len(frame))
    frame.loc[frame.index[5::7], "x"] = np.nan
    found = quantiles(workspace, frame, share)
    expected = frame.groupby("g")["x"].quantile(share)
    assert found["value"].to_numpy() == pytest.approx(expected.to_numpy(), nan_ok=True)
    inside = found.dropna()
    assert ((inside["low"] <= inside["value"]) & (inside["value"] <= inside["high"])).all()


@pytest.mark.parametrize(("n", "share", "truth"), [(60, 0.5, 1.0), (400, 0.5, 1.0), (400, 0.9, np.exp(1.2816))])
def test_a_quantile_covers_the_true_one(workspace: Workspace, n: int, share: float, truth: float) -> None:
    rounds = 2_000
    values = np.random.default_rng(2).lognormal(size=rounds * n)
    found = quantiles(workspace, pd.DataFrame({"g": np.repeat(np.arange(rounds), n), "x": values}), share)
    assert 0.93 <= ((found["low"] <= truth) & (truth <= found["high"])).mean() <= 0.97


def test_more_hits_than_there_can_be_are_no_share() -> None:
    found = CountedShare(_.a, _.b).estimated({"hits": np.array([5.0, 2.0]), "n": np.array([4.0, 4.0])})
    assert found.n.tolist() == [0, 4]
    assert found.value[1] == 0.5


def test_a_mean_says_how_many_values_it_rests_on() -> None:
    parts = {"mean": np.array([2.0]), "deviation": np.array([1.0]), "n": np.array([4.0])}
    found = Mean(_.x).estimated(parts)
    assert found.n.tolist() == [4]
    assert found.interval[0][0] == pytest.approx(2 - 3.182446 / 2)
