"""The analysis "pain points": what hurts customers, how many, how badly, since when, for how much money."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.pain_points.decisions import Decisions
from analytics.pain_points.grouping import Progress
from analytics.pain_points.learning import Learnt, continue_groups, learn_groups
from analytics.pain_points.meaning import Meaning
from analytics.pain_points.memory import Previous, match, new_ids
from analytics.pain_points.mood import Mood, read_mood
from analytics.pain_points.placement import Placement
from analytics.pain_points.portraits import Found, portrayed
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.screening import FITS_NONE, NO_CONTENT, PRAISE, Screened, distinct, screen
from analytics.pain_points.source import Source, comment_facts, texts_of
from analytics.pain_points.telling import tell

# Of each comment that is all that its place depends on.
_NEEDED = ("comment_id", "source", "score", "language")

# How far the work is (0..1) where each of its parts begins; for many comments most of it is reading.
_READING, _JUDGING, _GROUPING, _NAMING = 0.02, 0.35, 0.4, 0.9


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
        """The pain points of the workspace as they were found, before any decision on them.

        Parameters and errors are those of :meth:`place`.
        """
        placement = self.place(workspace, progress, previous)
        return tell(workspace, placement, Decisions(), self.phase)

    def place(
        self,
        workspace: Source,
        progress: Progress | None = None,
        previous: Previous | None = None,
        meaning: Meaning | None = None,
    ) -> Placement:
        """Put every comment of the workspace into a pain point, or say why it is in none.

        With ``previous``, what it assigned stands and new comments are placed first; with it and a
        ``count`` or ``regroup``, groups are found afresh and keep the identity of those they resemble.
        ``meaning`` is the model that takes part in finding groups, where there is one.
        ``progress`` is called with a share (0..1) and what is being done. Raises :class:`NotEnoughData`
        when there are no comments, too few, or no structure in them, and :class:`UnreadableModel`.
        """
        say = progress or (lambda share, what: None)
        comments = comment_facts(workspace, _NEEDED)
        if comments.empty:
            raise NotEnoughData("There are no comments yet. Load surveys or tickets with text in them.")
        say(_READING, "Reading the comments")
        read = screen(
            texts_of(workspace).tolist(),
            _known(comments["language"]),
            progress=_between(say, _READING, _JUDGING),
        )
        say(_JUDGING, "Telling praise from pain")
        mood = _mood(comments, read)
        reasons = _reasons(read, mood, comments["comment_id"], previous)
        rows = np.array([at for at, reason in enumerate(reasons) if reason is None], dtype=np.int64)
        learnt, ids = self._grouped(comments["comment_id"], read, rows, previous, meaning, say)
        say(_NAMING, "Naming the pain points")
        found = Found(comments["comment_id"], read, rows, learnt, ids)
        presence = found.presence()
        similarity = learnt.model.similarity(presence, learnt.labels)
        portraits = portrayed(found, presence, similarity, previous, workspace.data_until())
        return Placement(
            _places(found, mood, reasons, similarity), portraits, _notes(mood, learnt, self.count, meaning)
        )

    def _grouped(
        self,
        comment_ids: pd.Series[str],
        read: Screened,
        rows: npt.NDArray[np.int64],
        previous: Previous | None,
        meaning: Meaning | None,
        say: Progress,
    ) -> tuple[Learnt, list[str]]:
        """Labels of the comments at ``rows``, and the identity of each label."""
        own = comment_ids.iloc[rows].tolist()
        part = _between(say, _GROUPING, _NAMING)
        if previous is not None and self.count is None and not self.regroup:
            before, names = previous.labels(own)
            if names:
                say(_GROUPING, "Placing the new comments")
                learnt = continue_groups(read, rows, before, len(names), self.seed, meaning, part)
                return learnt, names + new_ids(previous.ids(), learnt.count - len(names))
        learnt = learn_groups(read, rows, self.count, self.seed, part, meaning)
        return learnt, match(previous, own, learnt.labels, learnt.count)


def _between(say: Progress, start: float, end: float) -> Progress:
    """Progress of a part of the work that begins at ``start`` and is over at ``end`` of the whole."""
    return lambda share, what: say(start + (end - start) * share, what)


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
    """Why comments are left out. One that a previous run assigned is left out for no change of what is common
    (its language has become rare, the mood is judged otherwise), only when nothing is left of it."""
    kept = set(previous.assignments["comment_id"]) if previous is not None else set()
    return [
        (NO_CONTENT if reason == NO_CONTENT else None) if comment_id in kept else reason or (PRAISE if praise else None)
        for reason, praise, comment_id in zip(read.reasons, mood.praise, comment_ids, strict=True)
    ]


def _places(found: Found, mood: Mood, reasons: list[str | None], similarity: npt.NDArray[np.float64]) -> pd.DataFrame:
    """One row per comment: where it was put and how alike it is, or why it was put nowhere."""
    n, labels, rows = len(found.comment_ids), found.learnt.labels, found.rows
    computed, reason = np.full(n, None, dtype=object), np.array(reasons, dtype=object)
    computed[rows] = np.array([*found.ids, None], dtype=object)[labels]
    reason[rows[labels < 0]] = FITS_NONE
    alike = np.full(n, np.nan)
    alike[rows] = np.where(labels >= 0, np.round(similarity, 4), np.nan)
    return pd.DataFrame(
        {
            "comment_id": found.comment_ids.to_numpy(),
            "computed": computed,
            "similarity": alike,
            "mood": np.round(mood.predicted, 4),
            "reason": reason,
        }
    )


def _notes(mood: Mood, learnt: Learnt, count: int | None, meaning: Meaning | None) -> tuple[str, ...]:
    notes = [f"Severity of comments without a score: {mood.basis}"]
    if meaning is not None:
        notes.append("A model of meaning beside the workspace takes part in finding the groups.")
    if not learnt.structured and count is not None:
        notes.append("The comments have no structure of their own: the groups asked for are no more alike than chance.")
    elif not learnt.structured:
        notes.append(
            "The groups overlap: their words set them apart only weakly. Read the comments before acting on them."
        )
    return tuple(notes)
