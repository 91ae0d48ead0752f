"""The whole way from read comments to labelled ones, afresh or going on from what is remembered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from analytics.errors import NotEnoughData
from analytics.pain_points.grouping import BY_MEANING, BY_WORDS, FEWEST, Progress, find_groups
from analytics.pain_points.meaning import Meaning
from analytics.pain_points.mixture import Labels
from analytics.pain_points.model import GroupModel
from analytics.pain_points.screening import Distinct, Screened, distinct
from analytics.pain_points.vectors import lexical_points, smoothed, with_meaning
from analytics.pain_points.vocabulary import Vocabulary

# Groups are learnt from at most so many different texts (the time for neighbours grows with the square);
# the others are placed. More texts than this no longer change what is found on the labelled sets.
LEARN_AT_MOST = 25_000
_UNDERSTOOD = 0.5  # of the comments: a model that knows fewer has nothing to say
_MOST = 0.6  # of the comments of a new group must be foretold by the others


@dataclass(frozen=True)
class Learnt:
    """``labels`` (n,) of the given comments (-1: fits none), 0..count-1, and the ``model`` that places more.

    ``structured`` is False when the comments are no more alike within groups than by chance.
    """

    labels: Labels
    count: int
    model: GroupModel
    structured: bool


def learn_groups(
    read: Screened,
    rows: npt.NDArray[np.int64],
    count: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    meaning: Meaning | None = None,
) -> Learnt:
    """Group the comments at positions ``rows`` of what was read; labels are in the order of ``rows``.

    With ``meaning`` the groups are also learnt from what the comments mean; comments are placed by their words.
    Raises :class:`NotEnoughData` when there are too few different comments, or when the number of groups
    is not given and there is no structure.
    """
    say = progress or (lambda share, what: None)
    say(0.0, "Counting repeated comments once")
    lines = read.stems.take(rows)
    once = distinct(lines)
    sample = _sample(once, seed)
    vocabulary = Vocabulary.of(lines.take(once.first[sample]))
    presence = vocabulary.presence(lines.take(once.first))
    if len(sample) < FEWEST or not vocabulary.stems:
        raise NotEnoughData(f"{len(sample)} different comments are too few for groups: read them.")
    texts = [read.masked[rows[once.first[at]]] for at in sample]
    say(0.05, "Finding comments that are alike")
    points = lexical_points(texts, presence[sample], seed)
    weighing = BY_WORDS
    if meaning is not None:
        spoken = [read.language[rows[once.first[at]]] for at in sample]
        meant = meaning.vectors(texts, spoken, lambda share, what: say(0.05 + 0.1 * share, what))
        # Where the model does not know the language of most comments, the words go on deciding.
        if np.abs(meant).any(axis=1).mean() >= _UNDERSTOOD:
            points, weighing = with_meaning(points, meant), BY_MEANING
    groups = find_groups(presence[sample], smoothed(points), count, seed, progress, weighing)
    if count is None and groups.count == 1:
        raise NotEnoughData(
            f"There is no structure in these {len(rows):,} comments: no words go together more often than "
            "by chance, so any groups would be invented. Read them, or load more comments."
        )
    say(0.92, "Placing all comments")
    structured = groups.count == 1 or groups.tree.best() > 1
    model = GroupModel.fit(vocabulary, presence[sample], groups.labels, groups.count)
    placed = model.place_presence(presence, bar=0.5).labels
    fits = model.fits(presence[sample], groups.labels, bar=0.5)
    placed[sample] = np.where(fits, groups.labels, -1)
    return Learnt(placed[once.of], groups.count, model, structured)


def _sample(once: Distinct, seed: int) -> npt.NDArray[np.int64]:
    """All distinct texts, or a fixed random choice of them, in order."""
    n = len(once.first)
    if n <= LEARN_AT_MOST:
        return np.arange(n)
    return np.sort(np.random.default_rng(seed).permutation(n)[:LEARN_AT_MOST])


def continue_groups(
    read: Screened,
    rows: npt.NDArray[np.int64],
    before: Labels,
    count: int,
    seed: int = 0,
    meaning: Meaning | None = None,
    progress: Progress | None = None,
) -> Learnt:
    """Go on from known labels: what is placed stays, new comments join, what fits none may form new groups.

    ``before`` is in the order of ``rows``: 0..count-1, or -1 for a comment not placed so far. New groups
    get labels from ``count`` on. They are learnt only from new comments that fit the old groups no better
    than chance; once admitted, all new comments are placed again among old and new groups.
    """
    lines = read.stems.take(rows)
    vocabulary = Vocabulary.of(lines)
    presence = vocabulary.presence(lines)
    model = GroupModel.fit(vocabulary, presence, before, count)
    new = np.flatnonzero(before < 0)
    arrived = presence[new]
    strange = new[model.place_presence(arrived, bar=0.95).labels < 0]
    labels = before.copy()
    for group in _new_groups(read, rows, strange, presence, seed, meaning, progress):
        labels[group] = count
        count += 1
    if (labels != before).any():
        model = GroupModel.fit(vocabulary, presence, labels, count)
    placed = before.copy()
    placed[new] = model.place_presence(arrived).labels
    return Learnt(placed, count, model, True)


def _new_groups(
    read: Screened,
    rows: npt.NDArray[np.int64],
    strange: npt.NDArray[np.int64],
    presence: sp.csr_matrix,
    seed: int,
    meaning: Meaning | None,
    progress: Progress | None,
) -> list[npt.NDArray[np.int64]]:
    """The groups (positions into ``rows``) that strange comments form among themselves, if they form any."""
    once = distinct(read.stems.take(rows[strange]))
    if len(once.first) < FEWEST:
        return []
    try:
        labels = learn_groups(read, rows[strange], None, seed, progress, meaning).labels
    except NotEnoughData:  # no parts to be told apart: one new problem, or no problem at all
        labels = np.zeros(len(strange), np.int64)
    parts = [strange[labels == group] for group in range(int(labels.max(initial=-1)) + 1)]
    return [part for part in parts if len(part) >= FEWEST // 2 and _coherent(presence, part)]


def _coherent(presence: sp.csr_matrix, part: npt.NDArray[np.int64]) -> bool:
    """Whether either half of some comments foretells the words of most of the other.

    A stem tells when a tenth of one half uses it, at least three comments, and at twice the rate of all
    comments; two such stems foretell a comment. What people happen to write once shares no words.
    """
    usual = np.asarray(presence.mean(axis=0)).ravel()
    halves = (part[::2], part[1::2])
    foretold = []
    for known, held in (halves, halves[::-1]):
        used = np.asarray(presence[known].sum(axis=0)).ravel()
        tells = (used >= max(3, 0.1 * len(known))) & (used / len(known) >= 2 * usual)
        foretold.append(presence[held] @ tells.astype(float) >= 2)
    return float(np.concatenate(foretold).mean()) >= _MOST
