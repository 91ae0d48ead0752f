"""Many short lists of words held compactly: every word once, and numbers in the place of words.

A million comments of twenty words are eighty megabytes so; as lists of strings they would be two gigabytes.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

_BLOCK = 50_000


class _Numbers(dict[str, int]):
    """Numbers words from 0 on, in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(frozen=True, eq=False)
class Lines:
    """``n`` lines of words: line i is ``codes[ends[i]:ends[i + 1]]``, a code the position of a word in ``table``.

    >>> lines = Lines.of([["card", "lost"], [], ["lost"]])
    >>> list(lines), lines.codes.tolist(), lines.table
    ([['card', 'lost'], [], ['lost']], [0, 1, 1], ('card', 'lost'))
    """

    codes: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int64]
    table: tuple[str, ...]

    @classmethod
    def of(cls, lines: Iterable[Sequence[str]]) -> Lines:
        """The lines, read once and not kept."""
        known = _Numbers()
        codes, ends = array("i"), array("q", [0])
        for line in lines:
            codes.extend(map(known.__getitem__, line))
            ends.append(len(codes))
        return cls(_frozen(codes, np.int32), _frozen(ends, np.int64), tuple(known))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, at: int) -> list[str]:
        codes = self.codes[self.ends[at] : self.ends[at + 1]].tolist()
        return [self.table[code] for code in codes]

    def __iter__(self) -> Iterator[list[str]]:
        return (self[at] for at in range(len(self)))

    def lengths(self) -> npt.NDArray[np.int64]:
        """The number of words of each line."""
        return np.diff(self.ends)

    def take(self, rows: npt.NDArray[np.int64]) -> Lines:
        """The lines at some positions.

        >>> list(Lines.of([["card", "lost"], [], ["late"]]).take(np.array([2, 0])))
        [['late'], ['card', 'lost']]
        """
        lengths = self.lengths()[rows]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        # Each word stands as far from the beginning of its line as before.
        source = np.arange(ends[-1]) + np.repeat(self.ends[:-1][rows] - ends[:-1], lengths)
        return Lines(self.codes[source], ends, self.table)

    def slice(self, start: int, end: int) -> Lines:
        """The lines from ``start`` up to ``end``, without copying their words."""
        ends = self.ends[start : end + 1]
        return Lines(self.codes[ends[0] : ends[-1]], ends - ends[0], self.table)

    def presence(self, column: npt.NDArray[np.int64], columns: int) -> sp.csr_matrix:
        """(n x ``columns``) float32 matrix with 1 where a line holds a word; ``column`` says which is each word's (-1: none).

        >>> Lines.of([["card", "lost", "card"], ["late"]]).presence(np.array([1, 0, -1]), 2).toarray().tolist()
        [[1.0, 1.0], [0.0, 0.0]]
        """
        found = column.astype(np.int32)[self.codes]
        kept = np.concatenate([[0], np.cumsum(found >= 0, dtype=np.int32)])
        indices = found[found >= 0]
        matrix = sp.csr_matrix(
            (np.ones(len(indices), np.float32), indices, kept[self.ends]), shape=(len(self), columns)
        )
        matrix.sum_duplicates()
        matrix.data[:] = 1
        return matrix

    def used(self) -> npt.NDArray[np.int64]:
        """For each word of the table in how many lines it stands.

        >>> Lines.of([["card", "lost", "card"], ["lost"]]).used().tolist()
        [1, 2]
        """
        every, width = np.arange(len(self.table)), len(self.table)
        found = (np.bincount(part.presence(every, width).indices, minlength=width) for part in self._blocks())
        return sum(found, np.zeros(width, dtype=np.int64))

    def sorted_keys(self) -> list[bytes]:
        """For each line bytes that are the same for the same words in any order; they sort as the words do.

        >>> late, lost, empty = Lines.of([["parcel", "late"], ["lost", "parcel"], []]).sorted_keys()
        >>> empty < late < lost
        True
        """
        alphabetical = np.empty(len(self.table), dtype=np.int64)
        alphabetical[sorted(range(len(self.table)), key=self.table.__getitem__)] = np.arange(len(self.table))
        return [key for part in self._blocks() for key in part._keys(alphabetical)]

    def _keys(self, rank: npt.NDArray[np.int64]) -> Iterator[bytes]:
        row = np.repeat(np.arange(len(self)), self.lengths())
        ordered = np.sort(row * len(rank) + rank[self.codes]) - row * len(rank)
        told = ordered.astype(">u4").tobytes()
        ends = (4 * self.ends).tolist()
        return (told[start:end] for start, end in itertools.pairwise(ends))

    def _blocks(self) -> Iterator[Lines]:
        """The lines part by part, so that what is worked out for each part stays small."""
        return (self.slice(start, min(start + _BLOCK, len(self))) for start in range(0, len(self), _BLOCK))

    def with_pairs(self) -> Lines:
        """Each line followed by its pairs of neighbours.

        >>> list(Lines.of([["not", "good", "card"], ["late"]]).with_pairs())
        [['not', 'good', 'card', 'not good', 'good card'], ['late']]
        """
        row = np.repeat(np.arange(len(self)), self.lengths())
        inside = np.flatnonzero(row[1:] == row[:-1])
        wide = np.int64(len(self.table))
        keys, of = np.unique(self.codes[inside] * wide + self.codes[inside + 1], return_inverse=True)
        pairs = [
            f"{self.table[a]} {self.table[b]}"
            for a, b in zip((keys // wide).tolist(), (keys % wide).tolist(), strict=True)
        ]
        every = np.concatenate([self.codes, (len(self.table) + of).astype(np.int32)])
        order = np.argsort(np.concatenate([row, row[inside]]), kind="stable")
        lengths = self.lengths()
        ends = np.concatenate([[0], np.cumsum(lengths + np.maximum(lengths - 1, 0))])
        return Lines(every[order], ends, (*self.table, *pairs))


def _frozen(values: array[int], of: type[np.generic]) -> npt.NDArray[Any]:
    """The array's own memory as a numpy array."""
    return np.frombuffer(values, dtype=of) if values else np.empty(0, of)
