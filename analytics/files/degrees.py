"""Answers that say how much of something is so, whatever it is: "not at all helpful" to "extremely helpful".

The word itself is free; what is known is how a degree of it is said. Of a word and its opposite ("favorably",
"unfavorably") five steps are made, with "neither" in the middle; of one word as many as its answers need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analytics.files.columns import Column
from analytics.files.words import Values

# From least to most. A word alone ("likely") counts as "very" of it, but for a word beside its opposite.
_DEGREES = (
    ("not at all", "not"),
    ("slightly", "a little", "a little bit", "not so", "not very", "not too", "hardly"),
    ("somewhat", "moderately", "fairly", "rather", "reasonably"),
    ("very", "quite", "really"),
    ("extremely", "completely", "totally", "exceptionally"),
)
_LEVEL_OF = {word: level for level, words in enumerate(_DEGREES) for word in words}
_VERY = 3
_YES_OR_NO = r"^((?:yes|no)\b[\s,:\u2013-]*)?"
_ANSWER = re.compile(rf"{_YES_OR_NO}(?:({'|'.join(sorted(_LEVEL_OF, key=len, reverse=True))}) )?([a-z]+(?: [a-z]+)?)$")
_NOT_AT_ALL = re.compile(rf"{_YES_OR_NO}(not) ([a-z]+(?: [a-z]+)?) at all$")
_NEITHER = re.compile(r"^(neither\b.*|neutral|undecided)$")
_NONE = re.compile(
    r"\b(n/?a|not applicable|does not apply|don'?t know|do not know|no opinion|no answer|unfamiliar|not familiar|unsure|"
    r"not sure|can'?t say|prefer not|decline)\b"
)
_USUAL_NONE = ("n/a", "not applicable", "don't know", "no opinion", "not sure", "unfamiliar (n/a)")
_OPPOSITES = ("un", "in", "dis", "im", "ir")
# More of these is worse: their scale is turned round, so that more is better in every score.
_BAD = frozenset(
    str.split(
        "rude impolite difficult hard frustrated frustrating annoyed annoying disappointed disappointing dissatisfied "
        "unsatisfied unhappy bad stressful stressed confusing confused complicated painful worried concerned angry upset "
        "slow expensive unpleasant uncomfortable unlikely unfriendly unfair poor tiring boring intrusive problematic"
    )
)


@dataclass(frozen=True)
class Degrees:
    """Answers in words as numbers from 1 to ``top``, with one of the worst and one of the best that were given."""

    values: Values
    top: int
    worst: str
    best: str


def degrees_in(column: Column) -> Degrees | None:
    """How much each answer says, when all of them say how much of one thing is so; None otherwise.

    Degrees that nobody chose in the first rows are numbered as well.

    >>> found = degrees_in(Column("Q", "Is it rude?", ("No, not rude at all", "Yes, very rude", "Yes, somewhat rude"), 3))
    >>> found.top, found.worst, found.best, dict(found.values)["yes, somewhat rude"]
    (3, 'yes, very rude', 'no, not rude at all', '2')
    >>> liked = degrees_in(Column("Q", "Q", ("Very favorably", "Somewhat unfavorably", "Neither (neutral)", "N/A"), 4))
    >>> [dict(liked.values)[said] for said in ("very favorably", "very unfavorably", "neither (neutral)", "n/a")]
    ['5', '1', '3', '']
    >>> degrees_in(Column("Q", "Q", ("Berlin", "Bonn"), 2)) is None
    True
    """
    said = {_plain(value) for value in column.values}
    if not 2 <= len(said) <= 12:
        return None
    beside = {answer: "3" for answer in said if _NEITHER.match(answer)}
    beside |= {answer: "" for answer in said if _NONE.search(answer)}
    graded = {answer: found for answer in said - beside.keys() if (found := _graded(answer))}
    if (
        len(graded) + len(beside) < len(said)
        or len({(one.level, one.word) for one in graded.values() if one.degree}) < 2
    ):
        return None
    words = sorted({one.word for one in graded.values()}, key=len)
    if len(words) == 1 and "3" not in beside.values():
        top, numbered = _of_one_word(words[0], {one.level for one in graded.values()})
    elif len(words) == 1 or (len(words) == 2 and words[1] in _opposites(words[0])):
        top, numbered = 5, _of_opposites(words[0])
    else:
        return None
    prefixes = {"", *(one.prefix for one in graded.values())}
    values = {f"{prefix}{answer}": str(number) for answer, number in numbered.items() for prefix in prefixes}
    if not graded.keys() <= values.keys():
        return None
    by_number = sorted(graded, key=lambda answer: values[answer])
    values |= dict.fromkeys(_USUAL_NONE, "") | {"neutral": "3"} | beside
    return Degrees(tuple(values.items()), top, by_number[0], by_number[-1])


@dataclass(frozen=True)
class _Graded:
    """One answer taken apart: "yes, " before it, the word for the degree (empty: none), its level, and of what."""

    prefix: str
    degree: str
    level: int
    word: str


def _graded(answer: str) -> _Graded | None:
    found = _NOT_AT_ALL.match(answer) or _ANSWER.match(answer)
    if not found:
        return None
    prefix, degree, word = found[1] or "", found[2] or "", found[3]
    return _Graded(prefix, degree, _LEVEL_OF.get(degree, _VERY), word)


def _of_one_word(word: str, levels: set[int]) -> tuple[int, dict[str, int]]:
    """Three steps, four where "slightly" is said, five where "extremely" is; turned round where more is worse."""
    steps = (1, 2, 3, 4, 5) if 4 in levels else (1, 2, 3, 4, 4) if 1 in levels else (1, 2, 2, 3, 3)
    top = steps[-1]
    numbers = {answer: steps[level] for answer, level in _said_of(word).items()} | {word: steps[_VERY]}
    return top, {answer: top + 1 - step for answer, step in numbers.items()} if word.split()[0] in _BAD else numbers


def _of_opposites(word: str) -> dict[str, int]:
    """Five steps from very much the opposite to very much the word."""
    numbers = {word: 4}
    for answer, level in _said_of(word).items():
        numbers[answer] = 1 if level == 0 else 5 if level >= _VERY else 4
    for opposite in _opposites(word):
        numbers[opposite] = 2
        numbers |= {answer: 1 if level >= _VERY else 2 for answer, level in _said_of(opposite).items() if level}
        numbers[f"neither {word} nor {opposite}"] = 3
    return numbers


def _said_of(word: str) -> dict[str, int]:
    """Every way to say how much of the word, with its level."""
    return {f"{degree} {word}": level for degree, level in _LEVEL_OF.items()} | {f"not {word} at all": 0}


def _opposites(word: str) -> list[str]:
    return [prefix + word for prefix in _OPPOSITES]


def _plain(answer: str) -> str:
    return " ".join(answer.lower().replace("\u2019", "'").split())
