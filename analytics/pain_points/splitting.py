"""Parts that a pain point could be split into, proposed from its own comments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.pain_points.decisions import Part
from analytics.pain_points.learning import learn_groups
from analytics.pain_points.portraits import Found, portray
from analytics.pain_points.screening import screen
from analytics.pain_points.source import Source, texts_of


@dataclass(frozen=True)
class ProposedPart:
    """A part and the ``examples`` (masked) that show it best."""

    part: Part
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Splitting:
    """The question: which parts would ``pain_point_id`` fall into; ``count`` None finds their number.

    ``comment_ids`` are the comments that are shown in it, as a tuple, because a question is a value.
    """

    comment_ids: tuple[str, ...]
    count: int | None = None
    seed: int = 0

    def run(self, workspace: Source) -> list[ProposedPart]:
        """The parts, largest first; the first is meant to keep the identity of the whole.

        Comments that fit no part stay with the whole. Raises :class:`NotEnoughData` where there are too few
        different comments to tell parts apart.
        """
        texts = texts_of(workspace, self.comment_ids)
        read = screen(texts.tolist())
        rows = read.usable()
        try:
            learnt = learn_groups(read, rows, self.count, self.seed)
        except NotEnoughData as refusal:
            if self.count is not None:
                raise
            raise NotEnoughData(f"Nothing tells parts of this pain point apart. {refusal}") from refusal
        found = Found(texts.index.to_series(), read, rows, learnt, [str(at) for at in range(learnt.count)])
        presence = found.presence()
        names, examples = portray(found, presence, learnt.model.similarity(presence, learnt.labels))
        parts = []
        for label in range(learnt.count):
            inside = texts.index[rows[learnt.labels == label]]
            shown = tuple(read.masked[at].replace(" | ", " ") for at in examples[label])
            parts.append(ProposedPart(Part(names[label].phrase, names[label].words, frozenset(inside)), shown))
        return sorted(parts, key=lambda proposed: (-len(proposed.part.comments), proposed.part.name))


def comment_ids_of(assignments: pd.DataFrame, pain_point_id: str) -> tuple[str, ...]:
    """The comments of a pain point in the order of their ids.

    >>> put = pd.DataFrame({"comment_id": ["b", "a", "c"], "pain_point_id": ["P1", "P1", "P2"]})
    >>> comment_ids_of(put, "P1")
    ('a', 'b')
    """
    return tuple(np.sort(assignments.loc[assignments["pain_point_id"] == pain_point_id, "comment_id"].to_numpy()))
