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
    assert figures["score_weighted"] > 9.95


@pytest.mark.slow
def test_our_reader_undoes_the_published_pollutions() -> None:
    # What is kept differs from what is published in three places: a file without a header gets one (made up),
    # header rows alike to the letter count once, and the rows of a second table are kept with the first.
    figures = measure(read_with_ours, step=15, family="polluted")
    assert figures["score"] > 9.7
    assert figures["score_weighted"] > 9.5
