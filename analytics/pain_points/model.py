"""What is needed to place a comment into the groups: plain arrays, learnt once, stored anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from analytics.pain_points.lines import Lines
from analytics.pain_points.mixture import Floats, Labels, Words, members
from analytics.pain_points.vocabulary import Vocabulary, idf, tfidf

_BLOCK = 20_000
_LONGEST = 40  # words; longer comments need no more evidence than those of 40
_BAGS = 400
BARS = (0.5, 0.8, 0.95)


@dataclass(frozen=True)
class Placed:
    """``labels`` (n,) group of each comment, -1 where it fits none; ``similarity`` (n,) in 0..1."""

    labels: Labels
    similarity: Floats


@dataclass(frozen=True)
class GroupModel:
    """Groups as word distributions and as directions.

    ``centre`` (stems x k) holds the mean direction of each group's comments in TF-IDF space, each column of
    length 1; ``weight`` (stems,) the inverse document frequencies behind it. ``bars`` (3 x 41) says for each
    number of known words how much evidence a comment needs: row by row as in :data:`BARS`.

    >>> model = GroupModel.fit(Vocabulary(("card", "late")), sp.csr_matrix(np.eye(2, dtype=np.float32)),
    ...                        np.array([0, 1]), 2)
    >>> model.place(Lines.of([["card"], ["sun"]])).labels.tolist()
    [0, -1]
    """

    vocabulary: Vocabulary
    words: Words
    weight: npt.NDArray[np.float32]
    centre: npt.NDArray[np.float32]
    bars: Floats

    @property
    def count(self) -> int:
        """The number of groups."""
        return int(self.centre.shape[1])

    @classmethod
    def fit(cls, vocabulary: Vocabulary, presence: sp.csr_matrix, labels: Labels, k: int) -> GroupModel:
        """Learn from comments whose group (0..k-1, or -1) is known."""
        weight = idf(presence)
        centre = np.zeros((presence.shape[1], k), dtype=np.float32)
        for block in _blocks(presence):
            centre += (tfidf(presence[block], weight).T @ members(labels[block], k)).toarray()
        centre = centre / np.maximum(np.linalg.norm(centre, axis=0, keepdims=True), 1e-12)
        words = Words.fit(presence, labels, k)
        return cls(vocabulary, words, weight, centre.astype(np.float32), chance_bars(words))

    def place(self, stems: Lines, bar: float = 0.8) -> Placed:
        """The best group of each comment (given as its stems), and how alike it is to that group."""
        return self.place_presence(self.vocabulary.presence(stems), bar)

    def place_presence(self, presence: sp.csr_matrix, bar: float = 0.8) -> Placed:
        """As :meth:`place`, for a matrix over this model's vocabulary; in blocks, to bound memory."""
        labels = np.empty(presence.shape[0], np.int64)
        alike = np.empty(presence.shape[0])
        for block in _blocks(presence):
            part = presence[block]
            best = self.words.scores(part).argmax(axis=1)
            labels[block] = np.where(self._fit(part, best, bar), best, -1)
            alike[block] = self._alike(part, labels[block])
        return Placed(labels, alike)

    def fits(self, presence: sp.csr_matrix, labels: Labels, bar: float = 0.8) -> npt.NDArray[np.bool_]:
        """Whether the words of each comment speak more for its group than a chance bag of words would.

        ``bar`` is the share of chance bags to be beaten, one of :data:`BARS`: 0.5 for comments that the
        groups were learnt from, 0.8 for new ones, 0.95 where a comment must not just happen to fit.
        """
        fits = [self._fit(presence[block], labels[block], bar) for block in _blocks(presence)]
        return np.concatenate([np.zeros(0, np.bool_), *fits])

    def _fit(self, presence: sp.csr_matrix, labels: Labels, bar: float) -> npt.NDArray[np.bool_]:
        known = np.minimum(np.diff(presence.indptr), self.bars.shape[1] - 1)
        evidence = self.words.evidence(presence, labels)
        passed: npt.NDArray[np.bool_] = (evidence > 0) & (evidence >= self.bars[BARS.index(bar), known])
        return passed

    def similarity(self, presence: sp.csr_matrix, labels: Labels) -> Floats:
        """Cosine (0..1) between each comment and the centre of its group; 0 for a label of -1."""
        alike = [self._alike(presence[block], labels[block]) for block in _blocks(presence)]
        return np.concatenate([np.zeros(0), *alike])

    def _alike(self, presence: sp.csr_matrix, labels: Labels) -> Floats:
        rows = tfidf(presence, self.weight)
        row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
        part = rows.data * self.centre[rows.indices, labels[row]]
        alike = np.bincount(row, weights=part, minlength=rows.shape[0])
        return np.where(labels >= 0, np.clip(alike, 0, 1), 0.0)

    def to_arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """The model as named arrays for ``numpy.savez`` (no pickled objects)."""
        return {
            "stems": np.array(self.vocabulary.stems, dtype=np.str_),
            "log_word": self.words.log_word,
            "log_size": self.words.log_size,
            "background": self.words.background,
            "weight": self.weight,
            "centre": self.centre,
            "bars": self.bars,
        }

    @classmethod
    def from_arrays(cls, arrays: dict[str, npt.NDArray[np.generic]]) -> GroupModel:
        """The inverse of :meth:`to_arrays`."""
        return cls(
            Vocabulary(tuple(str(stem) for stem in arrays["stems"])),
            Words(
                arrays["log_word"].astype(np.float32),
                arrays["log_size"].astype(np.float32),
                arrays["background"].astype(np.float64),
            ),
            arrays["weight"].astype(np.float32),
            arrays["centre"].astype(np.float32),
            arrays["bars"].astype(np.float64),
        )


def _blocks(presence: sp.csr_matrix) -> Iterator[slice]:
    """The rows part by part: what is worked out for each word of a comment takes several times its memory."""
    n = presence.shape[0]
    return (slice(start, min(start + _BLOCK, n)) for start in range(0, n, _BLOCK))


def chance_bars(words: Words) -> Floats:
    """Evidence that a share (:data:`BARS`) of random bags of 0..40 words stay below, for their best group.

    Every bag of words fits some group best, the better the more words and groups there are; a comment
    fits only when it does better than words drawn from all comments. With one group nothing can be
    told apart, and every comment with a known word fits.

    >>> words = Words.fit(sp.csr_matrix(np.eye(2, dtype=np.float32)), np.array([0, 1]), 2)
    >>> chance_bars(words).shape
    (3, 41)
    """
    bars = np.zeros((len(BARS), _LONGEST + 1))
    if words.log_word.shape[1] < 2:
        return bars
    rng = np.random.default_rng(0)  # part of the model's definition, not a choice of the caller
    cumulative = np.cumsum(words.background) / words.background.sum()
    for length in range(1, _LONGEST + 1):
        drawn = np.searchsorted(cumulative, rng.random((_BAGS, length))).clip(max=len(cumulative) - 1)
        bags = _bags(drawn, len(cumulative))
        evidence = words.evidence(bags, words.scores(bags).argmax(axis=1))
        bars[:, length] = np.quantile(evidence, BARS)
    return np.maximum.accumulate(np.maximum(bars, 0.0), axis=1)


def _bags(drawn: npt.NDArray[np.int64], stems: int) -> sp.csr_matrix:
    """Presence matrix of bags of column numbers; a column drawn twice counts once."""
    rows = np.repeat(np.arange(len(drawn)), drawn.shape[1])
    bags = sp.csr_matrix((np.ones(drawn.size, np.float32), (rows, drawn.ravel())), shape=(len(drawn), stems))
    bags.sum_duplicates()
    bags.data[:] = 1
    return bags
