"""Examples that show a group best."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from analytics.pain_points.examples import pick_examples


def test_the_most_typical_comes_first_and_repeats_give_way() -> None:
    rows = sp.csr_matrix(np.array([[1, 0, 0], [1, 0, 0], [0.8, 0.6, 0], [0, 0, 1]], dtype=float))
    assert pick_examples(rows, np.array([0.9, 0.89, 0.7, 0.1]), count=2) == [0, 2]


def test_there_are_no_more_examples_than_comments() -> None:
    assert pick_examples(sp.csr_matrix(np.eye(2)), np.array([0.2, 0.5]), count=3) == [1, 0]
