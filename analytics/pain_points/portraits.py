"""What each group looks like to a person: its name, its own words, the comments that show it best, its place on a map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.sparse as sp

from analytics.pain_points.examples import pick_examples
from analytics.pain_points.landscape import landscape
from analytics.pain_points.learning import Learnt
from analytics.pain_points.memory import Previous
from analytics.pain_points.mixture import Floats
from analytics.pain_points.naming import READ_AT_MOST, Name, name_groups
from analytics.pain_points.screening import Screened
from analytics.pain_points.vocabulary import tfidf

# An example should be readable on a slide: longer comments come last.
_READABLE = 300


@dataclass(frozen=True)
class Found:
    """Read comments with their groups: ``learnt`` labels those at ``rows`` of ``read``, ``ids`` names the labels."""

    comment_ids: pd.Series[str]
    read: Screened
    rows: npt.NDArray[np.int64]
    learnt: Learnt
    ids: list[str]

    def presence(self) -> sp.csr_matrix:
        """The comments at ``rows`` over the model's stems."""
        return self.learnt.model.vocabulary.presence(self.read.stems.take(self.rows))


def portrayed(
    found: Found, presence: sp.csr_matrix, similarity: Floats, previous: Previous | None, until: datetime | None
) -> pd.DataFrame:
    """The portraits of a :class:`~analytics.pain_points.placement.Placement`; a remembered name stands."""
    names, examples = portray(found, presence, similarity)
    before = previous or Previous(pd.DataFrame({"comment_id": [], "pain_point_id": []}))
    # Whatever the first run finds is simply there; what a later one finds is a proposal.
    fresh = set(found.ids) - set(before.ids()) if previous is not None else set()
    centre = found.learnt.model.centre.astype(np.float64)
    places = landscape(centre.T @ centre)
    rows = [
        {
            "id": name,
            "name": before.names.get(name, told.phrase),
            "words": list(told.words),
            "example_ids": [found.comment_ids.iloc[at] for at in shown],
            "x": float(x),
            "y": float(y),
            "new": name in fresh,
            "proposed": name in fresh or name in before.proposed,
            "since": before.since.get(name, until.date().isoformat() if until else None),
        }
        for name, told, shown, (x, y) in zip(found.ids, names, examples, places, strict=True)
    ]
    return pd.DataFrame(rows)


def portray(found: Found, presence: sp.csr_matrix, similarity: Floats) -> tuple[list[Name], list[list[int]]]:
    """Per group, in label order, its name and the positions (into ``read``) of three comments that show it best."""
    read, rows, labels, count = found.read, found.rows, found.learnt.labels, found.learnt.count
    inside = [np.flatnonzero(labels == group) for group in range(count)]
    order = sorted(range(count), key=lambda group: (-len(inside[group]), group))
    texts, languages, examples = [], [], []
    for group in order:
        typical = inside[group][np.argsort(-similarity[inside[group]], kind="stable")]
        texts.append(_different([read.masked[rows[at]] for at in typical]))
        languages.append(_commonest([read.language[rows[at]] for at in typical[:READ_AT_MOST]]))
        examples.append([int(rows[at]) for at in _examples(read, rows, typical, presence, similarity)])
    names = name_groups(texts, languages)
    back = np.argsort(order, kind="stable")
    return [names[at] for at in back], [examples[at] for at in back]


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
