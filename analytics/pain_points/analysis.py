"""The analysis "pain points": what hurts customers, how many, how badly, since when, for how much money."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.pain_points.grouping import Progress
from analytics.pain_points.learning import Learnt, continue_groups, learn_groups
from analytics.pain_points.memory import Previous, match, new_ids
from analytics.pain_points.mood import Mood, read_mood
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.screening import PRAISE, Screened, distinct, screen
from analytics.pain_points.source import Source, all_comments, spending
from analytics.pain_points.telling import Found, tell


@dataclass(frozen=True)
class PainPoints:
    """Find the pain points in all comments of a workspace.

    ``phase`` shows only comments of that phase; the groups are always those of all comments, so that
    one pain point has one identity in every phase. ``count`` asks for a number of groups (None: found
    from the data). ``regroup`` looks at everything afresh although a previous run is given.
    """

    phase: str | None = None
    count: int | None = None
    seed: int = 0
    regroup: bool = False

    def run(
        self, workspace: Source, progress: Progress | None = None, previous: Previous | None = None
    ) -> PainPointResult:
        """The pain points of the workspace.

        With ``previous``, what it assigned stands and new comments are placed first; with it and a
        ``count`` or ``regroup``, groups are found afresh and keep the identity of those they resemble.
        ``progress`` is called with a share (0..1) and what is being done. Raises :class:`NotEnoughData`
        when there are no comments, too few, or no structure in them.
        """
        say = progress or (lambda share, what: None)
        comments = all_comments(workspace)
        if comments.empty:
            raise NotEnoughData("There are no comments yet. Load surveys or tickets with text in them.")
        say(0.05, "Reading the comments")
        read = screen(comments["text"].tolist(), _known(comments["language"]))
        mood = _mood(comments, read)
        reasons = _reasons(read, mood, comments["comment_id"], previous)
        rows = np.array([at for at, reason in enumerate(reasons) if reason is None], dtype=np.int64)
        learnt, ids = self._grouped(comments["comment_id"], read, rows, previous, say)
        say(0.95, "Naming the pain points")
        found = Found(comments, read, mood, reasons, rows, learnt, ids, previous)
        return tell(found, self.phase, spending(workspace), workspace.data_until())

    def _grouped(
        self,
        comment_ids: pd.Series[str],
        read: Screened,
        rows: npt.NDArray[np.int64],
        previous: Previous | None,
        progress: Progress,
    ) -> tuple[Learnt, list[str]]:
        """Labels of the comments at ``rows``, and the identity of each label."""
        own = comment_ids.iloc[rows].tolist()
        if previous is not None and self.count is None and not self.regroup:
            before, names = previous.labels(own)
            if names:
                learnt = continue_groups(read, rows, before, len(names), self.seed)
                return learnt, names + new_ids(previous.ids(), learnt.count - len(names))
        learnt = learn_groups(read, rows, self.count, self.seed, progress)
        return learnt, match(previous, own, learnt.labels, learnt.count)


def _known(languages: pd.Series[str]) -> list[str | None]:
    """Language codes of the file; None where it names none."""
    return [code if isinstance(code, str) else None for code in languages]


def _mood(comments: pd.DataFrame, read: Screened) -> Mood:
    return read_mood(
        read.words,
        read.stems,
        comments["score"].to_numpy(dtype=float, na_value=np.nan),
        (comments["source"] == "surveys").to_numpy(dtype=bool),
        distinct(read.stems).of,
    )


def _reasons(read: Screened, mood: Mood, comment_ids: pd.Series[str], previous: Previous | None) -> list[str | None]:
    """Why comments are left out; one that a previous run assigned is left out for no mere change of mood."""
    kept = set(previous.assignments["comment_id"]) if previous is not None else set()
    return [
        reason or (PRAISE if praise and comment_id not in kept else None)
        for reason, praise, comment_id in zip(read.reasons, mood.praise, comment_ids, strict=True)
    ]
