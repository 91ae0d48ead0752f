"""Groups as word distributions: the Dirichlet-multinomial mixture, refined by annealed hard EM.

Each group draws words from its own distribution, mixed with the distribution of all comments so that
"the" and "my" decide nothing (Nigam et al. 2000; Yin and Wang 2014 for short texts). Hard EM gets stuck
where it starts; Gumbel noise on the scores, cooled to zero, lets comments wander first (it turns the
hard assignment into a draw from the posterior at that temperature). A second expert, the direction of
the smoothed vectors (von Mises-Fisher), multiplies the word evidence while the groups are learnt.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from analytics.pain_points.vectors import Points, unit

Labels = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

SMOOTHING = 0.1
BACKGROUND = 0.3
_SPARE_ROWS = 997


@dataclass(frozen=True)
class Words:
    """The word side of a mixture of ``k`` groups over ``v`` stems.

    ``log_word`` (v x k) is the log probability of each stem in each group, ``log_size`` (k,) the log
    share of each group, ``background`` (v,) the probability of each stem over all comments.
    """

    log_word: npt.NDArray[np.float32]
    log_size: npt.NDArray[np.float32]
    background: Floats

    @classmethod
    def fit(cls, presence: sp.csr_matrix, labels: Labels, k: int) -> Words:
        """Estimate from comments whose group is given (labels 0..k-1; -1 counts for the background only).

        P(word | group) = 0.7 (n_wk + 0.1) / (n_k + 0.1 v) + 0.3 P(word).

        >>> words = Words.fit(sp.csr_matrix(np.eye(2, dtype=np.float32)), np.array([0, 1]), 2)
        >>> np.exp(words.log_word).astype(float).round(2).tolist()
        [[0.79, 0.21], [0.21, 0.79]]
        """
        counts = np.asarray((presence.T @ members(labels, k)).todense(), dtype=np.float64)
        total = np.asarray(presence.sum(axis=0), dtype=np.float64).ravel() + 1e-9
        background = total / total.sum()
        own = (counts + SMOOTHING) / (counts.sum(axis=0) + SMOOTHING * len(total))
        size = np.bincount(labels[labels >= 0], minlength=k)
        return cls(
            np.log((1 - BACKGROUND) * own + BACKGROUND * background[:, None]).astype(np.float32),
            np.log((size + 1) / (size.sum() + k)).astype(np.float32),
            background,
        )

    def scores(self, presence: sp.csr_matrix) -> npt.NDArray[np.float32]:
        """(n x k) log of group share times word probabilities."""
        return np.asarray(presence @ self.log_word) + self.log_size

    def evidence(self, presence: sp.csr_matrix, labels: Labels) -> Floats:
        """How much better the comment's group explains its words than all comments do (log ratio, (n,)).

        Zero or less: nothing in the comment speaks for its group.
        """
        rows = np.repeat(np.arange(presence.shape[0]), np.diff(presence.indptr))
        gain = self.log_word[presence.indices, labels[rows]] - np.log(self.background)[presence.indices]
        return np.bincount(rows, weights=gain, minlength=presence.shape[0]).astype(np.float64)


def members(labels: Labels, k: int) -> sp.csr_matrix:
    """(n x k) indicator matrix; a label of -1 gives an empty row.

    >>> members(np.array([1, -1]), 2).toarray().tolist()
    [[0.0, 1.0], [0.0, 0.0]]
    """
    rows = np.flatnonzero(labels >= 0)
    ones = np.ones(len(rows), np.float32)
    return sp.csr_matrix((ones, (rows, labels[rows])), shape=(len(labels), k))


def refine(
    presence: sp.csr_matrix,
    points: Points,
    labels: Labels,
    k: int,
    *,
    pull: float,
    rounds: int,
    heat: float,
    rng: np.random.Generator,
) -> Labels:
    """Better labels 0..k-1 from a start (some groups may end empty).

    ``pull`` is the concentration of the vectors' expert (0: words alone); ``heat`` the temperature of the
    first round, falling in a line to zero after four fifths of at most ``rounds`` rounds.
    """
    noise = _gumbel(rng, len(labels), k) if heat > 0 else None
    for turn in range(rounds):
        scores = Words.fit(presence, labels, k).scores(presence)
        if pull > 0:
            scores += pull * (points @ unit(np.asarray(members(labels, k).T @ points)).T)
        temperature = heat * max(0.0, 1 - turn / (0.8 * rounds))
        if noise is not None and temperature > 0:
            start = int(rng.integers(_SPARE_ROWS))
            scores += temperature * noise[start : start + len(labels)]
        moved = scores.argmax(axis=1)
        if temperature == 0 and np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def _gumbel(rng: np.random.Generator, n: int, k: int) -> npt.NDArray[np.float32]:
    """Gumbel noise with some rows to spare: each round looks at it from another row on.

    Drawing it anew in each round took half of all the time; a comment never meets the same noise in two rounds running.
    """
    drawn = rng.standard_exponential((n + _SPARE_ROWS, k), dtype=np.float32)
    return np.asarray(-np.log(drawn + 1e-20), dtype=np.float32)
