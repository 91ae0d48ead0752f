"""Emerging: hardly ever a false alarm on a stable stream, and a doubling seen within a month."""

from __future__ import annotations

import pytest

from benchmarks.emerging import measure


@pytest.mark.parametrize("stream", ["poisson", "overdispersed"])
def test_few_false_alarms_and_no_doubling_missed(stream: str) -> None:
    found = measure(repetitions=8, seed=2)[stream]
    assert isinstance(found, dict)
    assert found["false_alarms_a_year"] <= 1
    assert found["doubling_found_within_a_month"] == 1
