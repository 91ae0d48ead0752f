"""Pain points that last: the same identity on the next run, and new comments placed before anything is new.

What is remembered is only which comment belonged to which pain point. Groups are learnt again from those
comments, so nothing else must be stored and no stored model can go stale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from analytics.pain_points.mixture import Labels

# A group is the same pain point when at least this share of either's remembered comments is common.
_SAME = 0.5


@dataclass(frozen=True)
class Previous:
    """A run to go on from: frame ``assignments`` (comment_id, pain_point_id), and names by pain point id.

    ``since`` says when each was first found (ISO date), ``proposed`` holds those found after the first run.
    """

    assignments: pd.DataFrame
    names: dict[str, str] = field(default_factory=dict)
    since: dict[str, str | None] = field(default_factory=dict)
    proposed: frozenset[str] = frozenset()

    def ids(self) -> list[str]:
        """All pain point ids ever seen here, in order."""
        return sorted(set(self.assignments["pain_point_id"]) | set(self.names))

    def labels(self, comment_ids: Sequence[str]) -> tuple[Labels, list[str]]:
        """For each comment the position of its pain point in the returned ids, -1 where it has none.

        >>> old = Previous(pd.DataFrame({"comment_id": ["c1"], "pain_point_id": ["P007"]}))
        >>> old.labels(["c2", "c1"])[0].tolist(), old.labels(["c1"])[1]
        ([-1, 0], ['P007'])
        """
        known = dict(zip(self.assignments["comment_id"], self.assignments["pain_point_id"], strict=True))
        present = sorted({known[at] for at in comment_ids if at in known})
        rank = {name: at for at, name in enumerate(present)}
        labels = np.array([rank[known[at]] if at in known else -1 for at in comment_ids], dtype=np.int64)
        return labels, present


def new_ids(taken: Sequence[str], count: int) -> list[str]:
    """The next ``count`` identities after those taken; identities are never used again.

    >>> new_ids(["P001", "P007"], 2)
    ['P008', 'P009']
    """
    numbers = [int(name[1:]) for name in taken if name[:1] == "P" and name[1:].isdigit()]
    first = max(numbers, default=0) + 1
    return [f"P{number:03d}" for number in range(first, first + count)]


def match(previous: Previous | None, comment_ids: Sequence[str], labels: Labels, count: int) -> list[str]:
    """An identity for each of ``count`` new groups: the old one where a group is the same, else a new one.

    ``labels`` (n,) is 0..count-1 or -1. Old and new are paired one to one so that the comments in common
    are most (Kuhn 1955); a pair stands when at least half of the old or of the new group's remembered
    comments are common.

    >>> known = {"comment_id": ["a", "b", "c"], "pain_point_id": ["P001", "P001", "P002"]}
    >>> old = Previous(pd.DataFrame(known))
    >>> match(old, ["a", "b", "c", "d"], np.array([1, 1, 0, 2]), 3)
    ['P002', 'P001', 'P003']
    """
    if previous is None:
        return new_ids([], count)
    before, names = previous.labels(comment_ids)
    common = np.zeros((count, max(1, len(names))))
    both = (before >= 0) & (labels >= 0)
    np.add.at(common, (labels[both], before[both]), 1)
    rows, columns = linear_sum_assignment(-common)
    found: list[str | None] = [None] * count
    for new, old in zip(rows, columns, strict=True):
        smaller = min(common[new].sum(), common[:, old].sum())
        if smaller > 0 and common[new, old] >= _SAME * smaller:
            found[new] = names[old]
    fresh = iter(new_ids(previous.ids(), found.count(None)))
    return [name if name is not None else next(fresh) for name in found]
