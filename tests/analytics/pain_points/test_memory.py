"""Identities that survive a rerun."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.pain_points.memory import Previous, match, new_ids

labelled = st.lists(st.integers(-1, 4), min_size=1, max_size=60)


def _previous(labels: list[int]) -> Previous:
    """Comment number i belonged to pain point P00(label + 1); -1: to none."""
    rows = [(f"c{at}", f"P{label + 1:03d}") for at, label in enumerate(labels) if label >= 0]
    return Previous(pd.DataFrame(rows, columns=["comment_id", "pain_point_id"]))


@given(labelled, st.permutations(range(5)))
def test_renumbered_groups_keep_their_identity(labels: list[int], order: list[int]) -> None:
    renumbered = np.array([order[label] if label >= 0 else -1 for label in labels])
    ids = match(_previous(labels), [f"c{at}" for at in range(len(labels))], renumbered, 5)
    for label in set(labels) - {-1}:
        assert ids[order[label]] == f"P{label + 1:03d}"


@given(labelled, st.data())
def test_no_identity_is_given_twice(labels: list[int], data: st.DataObject) -> None:
    new = data.draw(st.lists(st.integers(-1, 3), min_size=len(labels), max_size=len(labels)))
    ids = match(_previous(labels), [f"c{at}" for at in range(len(labels))], np.array(new), 4)
    assert len(set(ids)) == 4


def test_the_larger_part_of_a_split_keeps_the_identity() -> None:
    ids = match(_previous([0] * 10), [f"c{at}" for at in range(10)], np.array([0] * 7 + [1] * 3), 2)
    assert ids == ["P001", "P002"]


def test_an_identity_that_is_gone_is_never_used_again() -> None:
    gone = Previous(pd.DataFrame({"comment_id": [], "pain_point_id": []}), {"P009": "Late"})
    assert match(gone, ["c1"], np.array([0]), 1) == ["P010"]
    assert new_ids([], 1) == ["P001"]
