"""Mood and praise, learnt or from the word list."""

from __future__ import annotations

import numpy as np

from analytics.pain_points.mood import read_mood
from analytics.pain_points.screening import distinct, screen

GOOD = ["lovely coffee and quick delivery", "great taste we enjoy it", "wonderful team so kind"]
BAD = ["the bag was torn open", "nobody answered my mail", "charged me two times"]


def _scored(repeats: int) -> tuple[list[str], np.ndarray]:
    """Happy and unhappy comments with a running word, so that they are all different, and their scores."""
    texts = [f"{text} {chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(repeats) for text in GOOD + BAD]
    return texts, np.array(([0.95] * 3 + [0.1] * 3) * repeats)


def _mood_of(texts: list[str], score: np.ndarray, can_praise: bool = True) -> object:
    read = screen(texts)
    return read_mood(read.words, read.stems, score, np.full(len(texts), can_praise), distinct(read.stems).of)


def test_mood_of_unscored_comments_is_learnt_from_the_scored_ones() -> None:
    texts, score = _scored(60)
    mood = _mood_of([*texts, "torn bag", "lovely taste"], np.append(score, [np.nan, np.nan]))
    assert mood.scored == 360
    assert mood.error < 0.1
    assert mood.predicted[-2] < 0.4 < 0.6 < mood.predicted[-1]
    assert mood.praise[-2:].tolist() == [False, True]


def test_an_unhappy_score_or_a_ticket_is_never_praise() -> None:
    texts, score = _scored(60)
    assert not _mood_of([*texts, "lovely taste"], np.append(score, 0.2)).praise[-1]
    assert not _mood_of(texts, score, can_praise=False).praise.any()


def test_with_few_scores_a_word_list_serves_and_says_so() -> None:
    texts, score = _scored(3)
    mood = _mood_of(texts, score)
    assert mood.scored == 0
    assert "word list" in mood.basis


def test_scores_that_words_do_not_explain_are_admitted() -> None:
    texts, _ = _scored(60)
    mood = _mood_of(texts, np.random.default_rng(0).random(360))
    assert mood.explained < 0.05
