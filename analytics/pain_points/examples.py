"""Comments that show a group best: close to its centre and unlike each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

# Only the most typical comments stand for election; the search compares them pairwise.
_CANDIDATES = 60
_REPEAT = 0.9  # as alike as this, a second example only says the first one again


def pick_examples(
    rows: sp.csr_matrix,
    similarity: npt.NDArray[np.float64],
    count: int = 3,
    balance: float = 0.7,
) -> list[int]:
    """Positions of up to ``count`` comments by maximal marginal relevance (Carbonell and Goldstein 1998).

    ``rows`` are the group's comments as unit vectors, ``similarity`` (n,) their closeness to the centre.
    Each pick maximises balance x closeness - (1 - balance) x likeness to the nearest earlier pick.

    >>> rows = sp.csr_matrix([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    >>> pick_examples(rows, np.array([0.9, 0.9, 0.8]), count=2)
    [0, 2]
    """
    candidates = np.argsort(-similarity, kind="stable")[:_CANDIDATES]
    alike = np.asarray((rows[candidates] @ rows[candidates].T).todense())
    closeness = similarity[candidates]
    picked: list[int] = []
    repeats = np.zeros(len(candidates))
    for _ in range(min(count, len(candidates))):
        worth = balance * closeness - (1 - balance) * repeats - (repeats > _REPEAT)
        worth[picked] = -np.inf
        best = int(worth.argmax())
        picked.append(best)
        repeats = np.maximum(repeats, alike[best])
    return [int(candidates[at]) for at in picked]
