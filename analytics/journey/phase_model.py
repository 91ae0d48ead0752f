"""A model that tells the phase of a comment from its words: small enough to stand in the ledger, word by word.

It is a logistic regression on the words' presence, weighted by how rare they are and scaled to length 1. What was agreed
on is what is applied, also to later data: the model is kept as it was, not learnt anew.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from analytics.errors import JourneyError

SUBJECT = "classifier"  # of the decision on it, of the kind "journey"
BY_CLASSIFIER = "by classifier, from what is written"  # what a row that it placed says of its place

_NO_MODEL = (
    "What was once learnt from placed comments cannot be read, so it places none. "
    "Take it back on the page Journey, Edit, and learn anew."
)
READ = 2000  # letters of a comment that are looked at
_MASKED = re.compile(r"\[[^\]]{1,20}\]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def tokens(text: str) -> list[str]:
    """The different words of a comment, as the database finds them too (``store/classifying.py``).

    >>> tokens("It\u2019s late, mail [e-mail]: LATE again")
    ["it's", 'late', 'mail', 'again']
    """
    plain = _MASKED.sub(" ", text[:READ].lower().replace("\u2019", "'"))
    return list(dict.fromkeys(_WORD.findall(plain)))


@dataclass(frozen=True)
class PhaseModel:
    """``phases`` (ids), an intercept for each, and per word how rare it is followed by a weight for each phase.

    A comment is placed in the likeliest phase when that is at least ``least`` (0..1) likely and a word of it is known.
    """

    phases: tuple[str, ...]
    intercepts: tuple[float, ...]
    words: Mapping[str, tuple[float, ...]]
    least: float

    def as_value(self, about: str) -> dict[str, Any]:
        """The model as the ledger holds it, with a sentence about it."""
        words = {word: list(numbers) for word, numbers in self.words.items()}
        return {"about": about, "phases": list(self.phases), "intercepts": list(self.intercepts), "least": self.least,
                "words": words}  # fmt: skip

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> PhaseModel:
        """From what the ledger holds.

        A ledger may come from somebody else: JourneyError where this is no model whose numbers fit each other.

        >>> model = PhaseModel(("a", "b"), (0.0, 0.0), {"late": (1.0, 2.0, -2.0)}, 0.5)
        >>> PhaseModel.from_value(model.as_value("made up")) == model
        True
        """
        try:
            words = {str(word): tuple(map(float, numbers)) for word, numbers in value["words"].items()}
            intercepts = tuple(map(float, value["intercepts"]))
            model = cls(tuple(map(str, value["phases"])), intercepts, words, float(value["least"]))
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise JourneyError(_NO_MODEL) from error
        if not model._fits():
            raise JourneyError(_NO_MODEL)
        return model

    def _fits(self) -> bool:
        """Whether there is a finite number for each phase everywhere."""
        numbers = [self.least, *self.intercepts, *(number for row in self.words.values() for number in row)]
        wide = len(self.phases) + 1
        return (
            0 < len(self.phases) == len(self.intercepts)
            and all(map(math.isfinite, numbers))
            and all(len(row) == wide and row[0] > 0 for row in self.words.values())
        )

    def chances(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """How likely each phase is for each comment (texts x phases); NaN where no word is known.

        >>> model = PhaseModel(("a", "b"), (0.0, 0.0), {"late": (1.0, 2.0, -2.0)}, 0.5)
        >>> model.chances(["late again", "fine"]).round(2).tolist()
        [[0.98, 0.02], [nan, nan]]
        """
        found = np.full((len(texts), len(self.phases)), np.nan)
        for at, text in enumerate(texts):
            known = np.array([self.words[word] for word in tokens(text) if word in self.words])
            if len(known):
                rare, weights = known[:, 0], known[:, 1:]
                raw = np.array(self.intercepts) + rare @ weights / np.sqrt(rare @ rare)
                odds = np.exp(raw - raw.max())
                found[at] = odds / odds.sum()
        return found
