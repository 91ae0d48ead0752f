"""Which stems are counted, and the sparse matrix of which comment uses which stem."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from analytics.pain_points.lines import Lines

# Beyond this many stems the rarest only cost memory: they stand in a handful of comments each.
MOST_STEMS = 30_000


@dataclass(frozen=True)
class Vocabulary:
    """The stems of a collection, in alphabetical order; column ``j`` of a matrix is ``stems[j]``.

    >>> Vocabulary.of(Lines.of([["card", "lost"], ["card", "slow"]]), least=2).stems
    ('card',)
    """

    stems: tuple[str, ...]

    @classmethod
    def of(cls, lines: Lines, least: int = 2) -> Vocabulary:
        """The stems used in at least ``least`` of the comments."""
        used = lines.used().tolist()
        kept = [(count, stem) for count, stem in zip(used, lines.table, strict=True) if count >= least]
        if len(kept) > MOST_STEMS:
            kept = sorted(kept, key=lambda item: (-item[0], item[1]))[:MOST_STEMS]
        return cls(tuple(sorted(stem for _, stem in kept)))

    @cached_property
    def _column(self) -> dict[str, int]:
        return {stem: at for at, stem in enumerate(self.stems)}

    def presence(self, lines: Lines) -> sp.csr_matrix:
        """(comments x stems) float32 matrix with 1 where the comment uses the stem.

        Presence, not counts: in short texts a repeated word says little more than the word once, and
        on all labelled sets presence groups better.
        """
        column = np.array([self._column.get(stem, -1) for stem in lines.table], dtype=np.int64)
        return lines.presence(column, len(self.stems))


def idf(presence: sp.csr_matrix) -> npt.NDArray[np.float32]:
    """Smoothed inverse document frequency of each column: log((1 + n) / (1 + used)) + 1.

    >>> idf(sp.csr_matrix([[1.0, 1.0], [0.0, 1.0]])).round(2).tolist()
    [1.409999966621399, 1.0]
    """
    used = np.asarray(presence.sum(axis=0)).ravel()
    return np.asarray(np.log((1 + presence.shape[0]) / (1 + used)) + 1, dtype=np.float32)


def tfidf(presence: sp.csr_matrix, weight: npt.NDArray[np.float32] | None = None) -> sp.csr_matrix:
    """Rows weighted by inverse document frequency (their own, or ``weight``) and scaled to length 1.

    >>> tfidf(sp.csr_matrix(np.eye(2, dtype=np.float32))).toarray().tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    weight = idf(presence) if weight is None else weight
    data = (presence.data * weight[presence.indices]).astype(np.float32)
    return unit_rows(sp.csr_matrix((data, presence.indices, presence.indptr), shape=presence.shape))


def unit_rows(matrix: sp.csr_matrix) -> sp.csr_matrix:
    """The rows scaled to length 1; empty rows stay empty.

    >>> unit_rows(sp.csr_matrix([[3.0, 4.0], [0.0, 0.0]])).toarray().round(1).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    length = np.sqrt(np.bincount(row, weights=matrix.data * matrix.data, minlength=matrix.shape[0]))
    data = (matrix.data / np.maximum(length[row], 1e-12)).astype(matrix.dtype)
    return sp.csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)
