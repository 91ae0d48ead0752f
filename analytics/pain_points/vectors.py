"""Comments as points: two lexical views side by side, smoothed with their neighbours.

View one is stemmed words, view two word-bounded character n-grams (they forgive typos and compounds).
Each is TF-IDF with sublinear counts, reduced by truncated SVD (latent semantic analysis, Deerwester et
al. 1990). Short texts share few words with others of their kind, so each point is then moved towards
the mean of its nearest neighbours, which lends it the words it might have used.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from analytics.pain_points.vocabulary import tfidf

Points = npt.NDArray[np.float32]

DIMENSIONS = 100
NEIGHBOURS = 20
PULL = 0.6
ROUNDS = 2
_MEANING = (
    3.0  # as long as vectors of meaning are beside the lexical ones; without those banking77 loses a point of ARI
)
_BLOCK = 1024
_LETTERS = 30_000  # n-grams, the most frequent
_READ = 400  # signs; the letters of a longer comment add time, not likeness


def lexical_points(masked: Sequence[str], presence: sp.csr_matrix, seed: int = 0) -> Points:
    """(n x 2d) unit vectors of the texts; ``presence`` is their comments x stems matrix.

    >>> presence = sp.csr_matrix(np.eye(3, dtype=np.float32))
    >>> lexical_points(["card lost", "card late", "app slow"], presence).shape
    (3, 4)
    """
    views = [_reduced(tfidf(presence), seed)]
    letters = _letter_tfidf(masked)
    if letters is not None:
        views.append(_reduced(letters, seed))
    return unit(np.hstack(views))


def with_meaning(lexical: Points, meaning: npt.NDArray[np.floating]) -> Points:
    """Lexical unit vectors (n x d) beside vectors of what the texts mean (n x any), which have more say.

    A text of which the model knows nothing (a row of zeros) is placed by its letters and words alone.

    >>> with_meaning(unit(np.eye(2)), np.array([[0.0, 0.0, 2.0], [0.0, 0.0, 0.0]])).round(2).tolist()
    [[0.3199999928474426, 0.0, 0.0, 0.0, 0.949999988079071], [0.0, 1.0, 0.0, 0.0, 0.0]]
    """
    return unit(np.hstack([lexical, _MEANING * unit(meaning)]))


def _letter_tfidf(masked: Sequence[str]) -> sp.csr_matrix | None:
    """TF-IDF of character 3- to 5-grams inside words; None when no n-gram repeats.

    The letters of each word are counted once, and the words of each text: the same counts in half the time.
    """
    words = CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False, dtype=np.float32)
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False, dtype=np.float32)
    try:
        used = words.fit_transform([text[:_READ].lower() for text in masked])
        counts = (used @ letters.fit_transform(words.get_feature_names_out())).tocsr()
    except ValueError:  # scikit-learn's word for "empty vocabulary"
        return None
    texts = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = np.flatnonzero((texts >= (3 if len(masked) >= 100 else 1)) & (texts <= 0.5 * len(masked)))
    if not len(kept):
        return None
    total = np.asarray(counts.sum(axis=0)).ravel()[kept]
    frequent = np.sort(kept[np.argsort(-total, kind="stable")[:_LETTERS]])
    return TfidfTransformer(sublinear_tf=True).fit_transform(counts[:, frequent]).astype(np.float32)


def _reduced(matrix: sp.csr_matrix, seed: int) -> Points:
    """The rows in at most ``DIMENSIONS`` dimensions, each of length 1 (empty rows 0)."""
    dimensions = min(DIMENSIONS, matrix.shape[0] - 1, matrix.shape[1] - 1)
    if dimensions < 1:
        return unit(np.asarray(matrix.toarray(), dtype=np.float32))
    reduce = TruncatedSVD(dimensions, n_iter=3, random_state=seed)
    return unit(reduce.fit_transform(matrix.astype(np.float32)))


def unit(points: npt.NDArray[np.floating]) -> Points:
    """The rows scaled to length 1; rows of zeros stay.

    >>> unit(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    length = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(points / np.where(length > 0, length, 1), dtype=np.float32)


def smoothed(points: Points, neighbours: int = NEIGHBOURS, pull: float = PULL) -> Points:
    """Each unit vector moved towards the mean of its nearest neighbours, ``ROUNDS`` times.

    ``pull`` is the weight of the neighbours (0..1). The neighbours are found once, exactly, in blocks:
    n^2 dot products, so the caller keeps n to some 25,000.

    >>> smoothed(unit(np.array([[1.0, 0.1], [1.0, 0.0], [0.0, 1.0]])), neighbours=1)[0, 1] < 0.1
    np.True_
    """
    k = min(neighbours, len(points) - 1)
    if k < 1:
        return points
    nearest = np.empty((len(points), k), np.int32)
    for start in range(0, len(points), _BLOCK):
        block = points[start : start + _BLOCK] @ points.T
        rows = np.arange(len(block))
        block[rows, start + rows] = -2  # nobody is their own neighbour
        nearest[start : start + _BLOCK] = np.argpartition(block, -k, axis=1)[:, -k:]
    mean = sp.csr_matrix(
        (
            np.full(nearest.size, 1 / k, np.float32),
            nearest.ravel(),
            np.arange(0, nearest.size + 1, k),
        ),
        shape=(len(points), len(points)),
    )
    for _ in range(ROUNDS):
        points = unit((1 - pull) * points + pull * (mean @ points))
    return points
