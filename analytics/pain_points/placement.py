"""Where every comment was put, and what the groups look like: what is kept of a run, before any decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.pain_points.memory import Previous


@dataclass(frozen=True)
class Placement:
    """What was found in the comments.

    ``places``: one row per comment in the order of the ids: comment_id, computed (the pain point's id, None:
    in none), similarity (0..1, missing: in none), mood (0 bad to 1 good, told from the words) and reason (why in none).
    ``portraits``: one row per pain point: id, name, words, example_ids, x and y (its place on a map, 0..1),
    new (found in this run, and not the first), proposed (found in a later run than the first) and since (the end
    of the data when it was first found, an ISO date).
    ``notes``: sentences about how it was come by.
    """

    places: pd.DataFrame
    portraits: pd.DataFrame
    notes: tuple[str, ...]

    def as_previous(self, taught: pd.Series[Any]) -> Previous:
        """What a later run goes on from; ``taught`` holds the pain point of each comment as people corrected it."""
        known = self.places[["comment_id"]].assign(pain_point_id=taught).dropna(subset=["pain_point_id"])
        ids, proposed = self.portraits["id"], self.portraits["proposed"].astype(bool)
        return Previous(
            known,
            dict(zip(ids, self.portraits["name"], strict=True)),
            dict(zip(ids, self.portraits["since"], strict=True)),
            frozenset(ids[proposed]),
        )
