"""What each group looks like to a person: its name, its own words, and the comments that show it best."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from analytics.pain_points.examples import pick_examples
from analytics.pain_points.mixture import Floats, Labels
from analytics.pain_points.naming import READ_AT_MOST, Name, name_groups
from analytics.pain_points.screening import Screened
from analytics.pain_points.vocabulary import tfidf

# An example should be readable on a slide: longer comments come last.
_READABLE = 300


@dataclass(frozen=True)
class Portraits:
    """Per group (in label order): its ``names`` and the positions (into ``read``) of its ``examples``."""

    names: list[Name]
    examples: list[list[int]]


def portray(
    read: Screened,
    rows: npt.NDArray[np.int64],
    labels: Labels,
    count: int,
    presence: sp.csr_matrix,
    similarity: Floats,
    shown: npt.NDArray[np.bool_],
) -> Portraits:
    """Name ``count`` groups and pick three examples of each.

    ``rows`` are the positions in ``read`` that labels, presence and similarity speak of; examples come
    only from those that are ``shown`` (a phase), names from all, so that a name is the same everywhere.
    """
    inside = [np.flatnonzero(labels == group) for group in range(count)]
    order = sorted(range(count), key=lambda group: (-len(inside[group]), group))
    texts, languages, examples = [], [], []
    for group in order:
        typical = inside[group][np.argsort(-similarity[inside[group]], kind="stable")]
        texts.append(_different([read.masked[rows[at]] for at in typical]))
        languages.append(_commonest([read.language[rows[at]] for at in typical[:READ_AT_MOST]]))
        examples.append([int(rows[at]) for at in _examples(read, rows, typical[shown[typical]], presence, similarity)])
    names = name_groups(texts, languages)
    back = np.argsort(order, kind="stable")
    return Portraits([names[at] for at in back], [examples[at] for at in back])


def _different(texts: list[str]) -> list[str]:
    """The first texts that differ, as many as naming reads."""
    return list(dict.fromkeys(texts[: 4 * READ_AT_MOST]))[:READ_AT_MOST]


def _commonest(languages: list[str]) -> str:
    counts = Counter(languages)
    return min(counts, key=lambda name: (-counts[name], name), default="und")


def _examples(
    read: Screened,
    rows: npt.NDArray[np.int64],
    typical: npt.NDArray[np.int64],
    presence: sp.csr_matrix,
    similarity: Floats,
) -> list[int]:
    """Positions (into rows) of three comments that show the group best, short ones first."""
    short = typical[[len(read.masked[rows[at]]) <= _READABLE for at in typical]] if len(typical) else typical
    candidates = (short if len(short) >= 3 else typical)[:200]
    if not len(candidates):
        return []
    picked = pick_examples(tfidf(presence[candidates]), similarity[candidates])
    return [int(candidates[at]) for at in picked]
