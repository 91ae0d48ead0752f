"""Learning the phase of comments from those that rules placed, judged on comments that were held back.

Rules that look at the text itself would only be learnt by heart, so their rows are left out where others are enough.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import ibis
import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from analytics.errors import NotEnoughData
from analytics.journey.phase_model import BY_CLASSIFIER, PhaseModel, tokens
from analytics.kpis.intervals import wilson
from analytics.pain_points.lines import Lines
from analytics.pain_points.vocabulary import Vocabulary, idf, tfidf
from analytics.store.classifying import proposals
from analytics.store.database import Database

FEWEST = 100  # comments to learn from
FEWEST_OF_PHASE = 15
_LEARN_AT_MOST = 10_000
_MOST_WORDS = 1500
_FOLDS = 5
_STRENGTH = 10.0  # of the data against the wish for small weights (scikit-learn's C)


class Placed(Protocol):
    """What is used of a workspace."""

    database: Database

    def table(self, name: str) -> ibis.Table:
        """The table called ``name``."""

    def execute(self, expression: ibis.Expr) -> Any:
        """What an Ibis expression gives."""


@dataclass(frozen=True)
class Share:
    """A share (0..1) with its 95 % interval, and of how many."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class LearntPhases:
    """A model and how good it is.

    ``right``: of held-back comments that it would place, those that stood there; ``biggest``: had the commonest phase been
    told of the same comments; ``gain`` (0..1) the difference with its interval; ``placed``: of all held-back comments, those
    it would place. ``per_phase``: phase, right, low, high, n (held-back comments proposed for it). ``proposals``: comment_id,
    text, phase, chance of the comments that no rule placed. ``learnt_from`` comments, by rules on their text or not.
    """

    model: PhaseModel
    right: Share
    biggest: Share
    gain: Share
    placed: Share
    per_phase: pd.DataFrame
    proposals: pd.DataFrame
    learnt_from: int
    from_text_rules: bool

    @property
    def is_better(self) -> bool:
        """Whether it is surely better than always telling the biggest phase."""
        return self.gain.low > 0

    @property
    def proposed(self) -> pd.DataFrame:
        """The comments that it would place."""
        return self.proposals[self.proposals["chance"] >= self.model.least]

    @property
    def about(self) -> str:
        """What the ledger tells of it."""
        right, low, high = (f"{share * 100:.0f} %" for share in (self.right.value, self.right.low, self.right.high))
        return (
            f"learnt from {self.learnt_from:,} comments that rules placed; {right} of {self.right.n:,} held-back comments right "
            f"(95 %: {low} to {high}), the biggest phase alone {self.biggest.value * 100:.0f} %"
        )


@dataclass(frozen=True)
class PhaseLearning:
    """The question: can the phase of comments be told from their words? One is told from a chance of ``least`` on."""

    least: float = 0.6
    seed: int = 0

    def run(self, workspace: Placed) -> LearntPhases:
        """Learn, judge on held-back comments, and propose. NotEnoughData where there is too little to learn from."""
        comments, from_text = _learnable(workspace, self.seed)
        lines = Lines.of(tokens(text) for text in comments["text"])
        phase = comments["phase"].to_numpy(dtype=str)
        phases, number = np.unique(phase, return_inverse=True)
        held = _held_back(lines, number, _folds(list(comments["text"])), len(phases))
        model = _model(lines, number, tuple(map(str, phases)), self.least)
        return _judged(model, held, number, proposals(workspace.database, model), from_text)


def _learnable(workspace: Placed, seed: int) -> tuple[pd.DataFrame, bool]:
    """Comments with the phase that rules gave them (text, phase), and whether rules on the text are among them."""
    frame = pd.concat([_of_table(workspace, name) for name in ("surveys", "tickets")], ignore_index=True)
    by_text = frame["rule"].str.contains(" whose text ", regex=False)
    for chosen, from_text in ((frame[~by_text], False), (frame, True)):
        counts = chosen["phase"].value_counts()
        usable = chosen[chosen["phase"].isin(counts.index[counts >= FEWEST_OF_PHASE])]
        if len(usable) >= FEWEST and usable["phase"].nunique() > 1:
            if len(usable) > _LEARN_AT_MOST:
                usable = usable.sample(_LEARN_AT_MOST, random_state=seed).sort_index()
            return usable.reset_index(drop=True), from_text
    raise NotEnoughData(
        f"To learn phases from comments, rules must have placed at least {FEWEST} comments in two phases, {FEWEST_OF_PHASE} in "
        f"each; they placed {len(frame):,}. Load surveys or tickets with text and a touchpoint, category or customer."
    )


def _of_table(workspace: Placed, name: str) -> pd.DataFrame:
    rows = workspace.table(name)
    surveys = name == "surveys"
    text = rows.comment if surveys else rows.subject.fill_null("") + "\n" + rows.body.fill_null("")
    key = [rows.response_id, rows.question] if surveys else [rows.ticket_id]
    placed = rows.filter(rows.phase.notnull(), text.strip() != "", rows.phase_rule != BY_CLASSIFIER)
    return pd.DataFrame(
        workspace.execute(placed.order_by(key).select(text=text, phase=rows.phase, rule=rows.phase_rule))
    )


def _folds(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """The part in which each comment is held back: the same for the same text, or it would be known by heart."""
    return np.array([zlib.crc32(text.lower().encode()) % _FOLDS for text in texts], dtype=np.int64)


def _held_back(
    lines: Lines, number: npt.NDArray[np.int64], fold: npt.NDArray[np.int64], phases: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """For each comment the chances (n x phases) by a model that has not seen it, and the biggest phase of what that saw."""
    chances, biggest = np.full((len(lines), phases), np.nan), np.zeros(len(lines), dtype=np.int64)
    for turn in range(_FOLDS):
        out, seen = np.flatnonzero(fold == turn), np.flatnonzero(fold != turn)
        if not len(out) or len(np.unique(number[seen])) < 2:
            continue
        biggest[out] = np.bincount(number[seen]).argmax()
        vocabulary = _vocabulary(lines.take(seen))
        presence = vocabulary.presence(lines.take(seen))
        fitted = _fit(tfidf(presence), number[seen])
        unseen = vocabulary.presence(lines.take(out))
        known = np.diff(unseen.indptr) > 0
        told = np.zeros((len(out), phases))
        told[:, fitted.classes_] = fitted.predict_proba(tfidf(unseen, idf(presence)))
        chances[out[known]] = told[known]
    return chances, biggest


def _vocabulary(lines: Lines) -> Vocabulary:
    """The words used most often, at least three times."""
    every = Vocabulary.of(lines, least=3)
    used = np.asarray(every.presence(lines).sum(axis=0)).ravel()
    kept = np.argsort(-used, kind="stable")[:_MOST_WORDS]
    return Vocabulary(tuple(sorted(every.stems[at] for at in kept)))


def _fit(features: sp.csr_matrix, number: npt.NDArray[np.int64]) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=100, tol=1e-3).fit(features, number)


def _model(lines: Lines, number: npt.NDArray[np.int64], phases: tuple[str, ...], least: float) -> PhaseModel:
    vocabulary = _vocabulary(lines)
    presence = vocabulary.presence(lines)
    fitted, rare = _fit(tfidf(presence), number), idf(presence)
    weights, intercepts = fitted.coef_, fitted.intercept_
    if len(phases) == 2:  # scikit-learn tells two classes by one weight
        weights, intercepts = np.vstack([-weights / 2, weights / 2]), np.concatenate([-intercepts / 2, intercepts / 2])
    words = {
        word: (round(float(rare[at]), 3), *(round(float(weight), 3) for weight in weights[:, at]))
        for at, word in enumerate(vocabulary.stems)
    }
    return PhaseModel(phases, tuple(round(float(value), 3) for value in intercepts), words, least)


def _judged(
    model: PhaseModel,
    held: tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]],
    number: npt.NDArray[np.int64],
    proposed: pd.DataFrame,
    from_text: bool,
) -> LearntPhases:
    chances, biggest = held
    certain = np.nan_to_num(chances, nan=0.0).max(axis=1) >= model.least
    told = np.nan_to_num(chances, nan=-1.0).argmax(axis=1)
    right, plain = (told == number)[certain], (biggest == number)[certain]
    if not certain.any():
        raise NotEnoughData(
            f"The words of comments tell no phase with a chance of {model.least:.0%} or more; ask for less, or write rules."
        )
    rows = [
        (phase, right[told[certain] == at].sum(), (told[certain] == at).sum()) for at, phase in enumerate(model.phases)
    ]
    counted = pd.DataFrame(rows, columns=["phase", "hits", "n"])
    low, high = wilson(counted["hits"], counted["n"])
    share = counted["hits"] / counted["n"].where(counted["n"] > 0)
    return LearntPhases(
        model, _share(right), _share(plain), _gain(right, plain), _share(certain),
        counted.assign(right=share, low=low, high=high)[["phase", "right", "low", "high", "n"]],
        proposed, len(number), from_text,
    )  # fmt: skip


def _share(hits: npt.NDArray[np.bool_]) -> Share:
    low, high = wilson(np.array([hits.sum()]), np.array([len(hits)]))
    return Share(float(hits.mean()), float(low[0]), float(high[0]), len(hits))


def _gain(right: npt.NDArray[np.bool_], plain: npt.NDArray[np.bool_]) -> Share:
    """How many more are right, on the same comments: the mean of paired differences with its normal 95 % interval."""
    difference = right.astype(float) - plain
    half = 1.96 * float(difference.std(ddof=1)) / np.sqrt(len(difference)) if len(difference) > 1 else np.nan
    mean = float(difference.mean())
    return Share(mean, mean - half, mean + half, len(difference))
