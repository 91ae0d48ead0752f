"""How people feel about what they write: learnt from the scored comments, else from a word list.

Where enough comments carry a score, a ridge regression from their words (single and pairs) onto the
score tells the mood of the others, and its error is measured on comments that it has not seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.linear_model import Ridge

from analytics.pain_points.lexicon import lexicon_mood, lexicon_praise
from analytics.pain_points.lines import Lines
from analytics.pain_points.vocabulary import Vocabulary, idf, tfidf

Floats = npt.NDArray[np.float64]

ENOUGH_SCORES = 300
LOW, HIGH = 0.5, 0.75
# A word model that explains less of the scores' variation cannot be trusted to tell praise from pain.
_LEAST_EXPLAINED = 0.05
_LEARN_AT_MOST = 30_000
_FOLDS = 5
_PENALTY = 3.0
_BLOCK = 50_000


@dataclass(frozen=True)
class Mood:
    """The mood of n comments on 0 (bad) to 1 (good), and how it was come by.

    ``predicted`` (n,) rests on the words alone; for a scored comment it comes from a model that has not
    seen that comment. ``praise`` (n,) marks comments that only praise. ``scored`` comments were learnt
    from (0: the word list); ``error`` is the mean absolute error and ``explained`` the share of
    variation explained (R squared), both on unseen comments.
    """

    predicted: Floats
    praise: npt.NDArray[np.bool_]
    scored: int
    error: float | None
    explained: float | None

    @property
    def basis(self) -> str:
        """One sentence that says what the mood rests on."""
        if self.scored:
            return (
                f"Learnt from {self.scored:,} scored comments; off by {self.error:.2f} on average "
                f"on the scale 0 to 1 (R squared {self.explained:.2f} on comments not seen)."
            )
        return f"From a short word list: fewer than {ENOUGH_SCORES} scored comments to learn from."


def read_mood(
    words: Lines,
    stems: Lines,
    score: Floats,
    can_praise: npt.NDArray[np.bool_],
    same: npt.NDArray[np.int64],
) -> Mood:
    """Mood and praise of n comments.

    ``score`` (n,) is 0..1 or NaN; ``can_praise`` marks survey answers (a ticket is a request for help
    however kindly it is worded, and its score judges the answer); ``same`` (n,) numbers distinct texts,
    so that repeats of one text never stand on both sides of a validation split.
    """
    usable = np.flatnonzero(np.isfinite(score) & can_praise)
    if len(usable) < ENOUGH_SCORES:
        usable = np.flatnonzero(np.isfinite(score))
    varied = len(usable) >= ENOUGH_SCORES and float(np.std(score[usable])) > 0
    if not varied:
        return _from_lexicon(words, score, can_praise)
    predicted, error, explained = _learnt(stems, score, usable, same)
    if explained < _LEAST_EXPLAINED:
        praise = _lexicon_praise(words)
    else:
        bar = _praise_bar(predicted[usable], score[usable])
        # The score is of the whole response: a word of blame outweighs it.
        praise = predicted >= bar
        praise[praise] = [lexicon_mood(words[at]) >= 0.5 for at in np.flatnonzero(praise).tolist()]
    return Mood(predicted, praise & _may(score, can_praise), len(usable), error, explained)


def _may(score: Floats, can_praise: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Comments that their source and their own score allow to be praise."""
    return can_praise & ~(score <= LOW)


def _from_lexicon(words: Lines, score: Floats, can_praise: npt.NDArray[np.bool_]) -> Mood:
    predicted = np.array([lexicon_mood(found) for found in words], dtype=np.float64)
    return Mood(predicted, _lexicon_praise(words) & _may(score, can_praise), 0, None, None)


def _lexicon_praise(words: Iterable[list[str]]) -> npt.NDArray[np.bool_]:
    return np.array([lexicon_praise(found) for found in words], dtype=np.bool_)


def _praise_bar(predicted: Floats, score: Floats) -> float:
    """The predicted mood that only one in twenty unhappy customers' comments exceeds.

    And at least the middle between what unhappy and happy customers' comments are predicted on average.
    """
    unhappy, happy = predicted[score <= LOW], predicted[score >= HIGH]
    if len(unhappy) < 20 or len(happy) < 20:
        return np.inf
    return max(float(np.quantile(unhappy, 0.95)), float((unhappy.mean() + happy.mean()) / 2))


def _learnt(
    stems: Lines,
    score: Floats,
    usable: npt.NDArray[np.int64],
    same: npt.NDArray[np.int64],
) -> tuple[Floats, float, float]:
    """Predicted mood of all comments, mean absolute error and R squared on unseen ones."""
    if len(usable) > _LEARN_AT_MOST:
        usable = np.sort(np.random.default_rng(0).permutation(usable)[:_LEARN_AT_MOST])
    lines = stems.take(usable).with_pairs()
    vocabulary = Vocabulary.of(lines)
    features, known = tfidf(vocabulary.presence(lines)), score[usable]
    unseen = _out_of_fold(features, known, same[usable] % _FOLDS)
    model = _fit(features, known)
    predicted = np.empty(len(stems))
    weight = idf(vocabulary.presence(lines))
    for start in range(0, len(stems), _BLOCK):
        block = vocabulary.presence(stems.slice(start, min(start + _BLOCK, len(stems))).with_pairs())
        predicted[start : start + _BLOCK] = model.predict(tfidf(block, weight))
    predicted[usable] = unseen
    wrong = unseen - known
    explained = 1 - float((wrong**2).mean()) / float(np.var(known))
    return np.clip(predicted, 0, 1), float(np.abs(wrong).mean()), explained


def _out_of_fold(features: sp.csr_matrix, known: Floats, fold: npt.NDArray[np.int64]) -> Floats:
    """For each row the prediction of a model that was fitted on the other folds."""
    unseen = np.full(len(known), known.mean())
    for turn in range(_FOLDS):
        held = fold == turn
        if held.any() and not held.all():
            unseen[held] = _fit(features[~held], known[~held]).predict(features[held])
    return unseen


def _fit(features: sp.csr_matrix, known: Floats) -> Ridge:
    return Ridge(alpha=_PENALTY, solver="sparse_cg").fit(features, known)
