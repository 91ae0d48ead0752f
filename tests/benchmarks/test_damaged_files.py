"""The published damage score does not get worse unnoticed."""

from __future__ import annotations

import pytest

from benchmarks.damage import COLUMNS, HEADER, damaged_files
from benchmarks.damaged_files import measure, read_with_ours, score


def test_a_perfect_reading_scores_ten() -> None:
    damaged = next(file for file in damaged_files(step=1000) if file.damage == "clean (quoted)")
    assert score(damaged, [HEADER, *damaged.rows]) == 10
    assert score(damaged, [HEADER, *damaged.rows, ["more"] * COLUMNS]) < 10


@pytest.mark.slow
def test_our_reader_recovers_nearly_everything() -> None:
    figures = measure(read_with_ours, step=60)
    assert figures["score"] > 9.95
    assert figures["score_by_damage"] > 9.95
