"""Scores and statuses: hand-computed cases, and what must hold for all numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import ContradictoryTarget
from analytics.scorecards.scoring import check, score, status, weighted

numbers = st.floats(-1e6, 1e6)
directions = st.sampled_from(["up", "down"])
scores = st.lists(st.tuples(st.none() | st.floats(0, 10), st.sampled_from([0.0, 0.5, 1.0, 2.0, 5.0])), max_size=8)


def ordered(better: str, one: float, other: float) -> tuple[float, float]:
    """A target and a threshold the right way round."""
    return (max(one, other), min(one, other)) if better == "up" else (min(one, other), max(one, other))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(20, 10 / 3), (40, 20 / 3), (30, 5), (60, 10), (90, 10), (0, 0), (-50, 0), (50, 25 / 3)],
)
def test_a_third_at_the_threshold_two_thirds_at_the_target(value: float, expected: float) -> None:
    assert score(value, target=40, threshold=20, better="up") == pytest.approx(expected)
    assert score(-value, target=-40, threshold=-20, better="down") == pytest.approx(expected)


@given(directions, numbers, numbers, numbers, numbers)
def test_a_better_value_never_scores_less(better: str, one: float, other: float, a: float, b: float) -> None:
    target, threshold = ordered(better, one, other)
    worse, best = (min(a, b), max(a, b)) if better == "up" else (max(a, b), min(a, b))
    low, high = (score(value, target, threshold, better) for value in (worse, best))
    assert 0 <= low <= high <= 10


@given(scores, st.randoms())
def test_the_mean_does_not_depend_on_the_order(pairs: list, random) -> None:
    shuffled = random.sample(pairs, len(pairs))
    assert weighted(shuffled) == weighted(pairs)


@given(scores, st.sampled_from([0.5, 2.0, 8.0]))
def test_weights_renormalise(pairs: list, factor: float) -> None:
    scaled = [(value, weight * factor) for value, weight in pairs]
    assert weighted(scaled) == pytest.approx(weighted(pairs))
    assert weighted([*pairs, (None, 7.0)]) == weighted(pairs)


@given(scores)
def test_a_mean_lies_between_its_scores(pairs: list) -> None:
    counted = [value for value, weight in pairs if value is not None and weight > 0]
    mean = weighted(pairs)
    assert (mean is None) == (not counted)
    assert mean is None or min(counted) - 1e-9 <= mean <= max(counted) + 1e-9


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (41, 60, "green"),
        (40, 60, "green"),  # at the target is reached
        (39, 60, "unclear"),
        (20, 39, "amber"),
        (19, 39, "unclear"),
        (5, 19, "red"),
        (5, 20, "unclear"),  # at the threshold is not red yet
        (0, 100, "unclear"),
    ],
)
def test_a_status_needs_the_whole_interval(low: float, high: float, expected: str) -> None:
    middle = (low + high) / 2
    assert status(middle, low, high, 40, 20, "up").status == expected
    assert status(-middle, -high, -low, -40, -20, "down").status == expected


@pytest.mark.parametrize(("value", "expected"), [(40, "green"), (39, "amber"), (20, "amber"), (19, "red")])
def test_without_an_interval_the_value_decides(value: float, expected: str) -> None:
    assert status(value, None, None, 40, 20, "up").status == expected


def test_further_responses_are_as_many_as_make_it_clear() -> None:
    # Half width 10 with 100 responses. Two points above the target need a fifth of it: 25 times as many.
    assert status(42, 32, 52, 40, 20, "up", n=100).further_n == 2400
    assert status(40, 30, 50, 40, 20, "up", n=100).further_n is None  # exactly on the line: never clear
    assert status(40.1, 30, 50, 40, 20, "up", n=100).further_n is None  # so near that nobody would wait
    assert status(42, 32, 52, 40, 20, "up").further_n is None


@given(
    better=directions,
    target=st.integers(-100, 100),
    gap=st.integers(0, 50),
    off=st.integers(-20, 20),
    half=st.floats(0.5, 60),
    n=st.integers(10, 10_000),
)
def test_with_the_further_responses_the_status_is_clear(
    better: str, target: int, gap: int, off: int, half: float, n: int
) -> None:
    threshold = target - gap if better == "up" else target + gap
    value = target + off + 0.25  # on no line
    verdict = status(value, value - half, value + half, target, threshold, better, n)
    if verdict.further_n is not None:
        assert verdict.status == "unclear"
        assert 0 < verdict.further_n <= 100 * n
        narrower = half * (n / (n + verdict.further_n + 1)) ** 0.5
        assert status(value, value - narrower, value + narrower, target, threshold, better).status != "unclear"


def test_a_threshold_better_than_the_target_is_refused() -> None:
    check("NPS", 40, 40, "up")
    with pytest.raises(ContradictoryTarget, match=r"threshold of NPS \(50\) is better than its target \(40\)"):
        check("NPS", 40, 50, "up")
    with pytest.raises(ContradictoryTarget):
        check("Backlog", 40, 30, "down")
