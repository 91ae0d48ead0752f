"""The tree of merges and the number of groups."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.special import gammaln

from analytics.pain_points.hierarchy import MergeTree, merge_tree, prior_strength


def _two_themes(rng: np.random.Generator) -> tuple[sp.csr_matrix, np.ndarray]:
    """120 comments over 12 stems; the first six stems belong to one theme, the others to the other."""
    theme = np.repeat([0, 1], 60)
    draws = rng.random((120, 12)) < np.where((np.arange(12) < 6) == (theme[:, None] == 0), 0.7, 0.05)
    return sp.csr_matrix(draws.astype(np.float32)), theme


def test_split_themes_are_joined_again_and_the_themes_stay_apart() -> None:
    presence, theme = _two_themes(np.random.default_rng(0))
    split = theme * 2 + np.arange(120) % 2
    tree = merge_tree(presence, split, 4)
    assert tree.best() == 2
    assert tree.cut(2).tolist() == [0, 0, 1, 1]


def test_the_gain_of_a_merge_is_the_difference_of_the_exact_likelihoods() -> None:
    presence, theme = _two_themes(np.random.default_rng(1))
    counts = np.array([presence[theme == k].sum(axis=0).A1 for k in (0, 1)], dtype=float)
    total = counts.sum(axis=0) + 0.5
    prior = prior_strength(120) * total / total.sum()

    def words(row: np.ndarray) -> float:
        whole = gammaln(prior.sum()) - gammaln(row.sum() + prior.sum())
        return float(whole + (gammaln(row + prior) - gammaln(prior)).sum())

    def shares(sizes: list[int]) -> float:
        k = len(sizes)
        inner = sum(gammaln(size + 0.5) - gammaln(0.5) for size in sizes)
        return float(gammaln(k / 2) - gammaln(sum(sizes) + k / 2) + inner)

    apart = words(counts[0]) + words(counts[1]) + shares([60, 60])
    together = words(counts.sum(axis=0)) + shares([120])
    assert np.isclose(merge_tree(presence, theme, 2).gains[0], together - apart)


def test_a_cut_has_as_many_groups_as_asked_for() -> None:
    tree = MergeTree(4, ((0, 1), (2, 3), (0, 2)), (1.0, 0.5, -3.0))
    assert [len(set(tree.cut(count).tolist())) for count in (4, 3, 2, 1)] == [4, 3, 2, 1]
