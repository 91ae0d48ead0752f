"""What is to be told about the questions that were found in a survey, and about the columns that could be ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_UNMEASURED = "Nothing says what was asked in "


def once_measured(sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences without the one about scores of which nothing says what was asked: something else does.

    >>> once_measured(QuestionDoubts(unmeasured=["Score"]).sentences())
    ()
    """
    return tuple(sentence for sentence in sentences if not sentence.startswith(_UNMEASURED))


@dataclass
class QuestionDoubts:
    """Names of columns, gathered while questions are looked for.

    ``unscaled`` have numbers on a scale that cannot be told, ``unmeasured`` a score of which nothing says what was
    asked, ``wordy`` answers in words that stand in no known order. ``numbered`` were put in order: worst, best and top.

    >>> doubts = QuestionDoubts(unmeasured=["Score"])
    >>> len(doubts.sentences())
    1
    """

    unscaled: list[str] = field(default_factory=list)
    unmeasured: list[str] = field(default_factory=list)
    wordy: list[str] = field(default_factory=list)
    numbered: dict[tuple[str, str, int], list[str]] = field(default_factory=dict)

    def sentences(self) -> tuple[str, ...]:
        """One sentence per doubt."""
        told = []
        if self.unscaled:
            told.append(
                f"The scale of these answers cannot be told, so they were not taken for scores: {_some(self.unscaled)}."
            )
        if self.unmeasured:
            told.append(
                f"{_UNMEASURED}{_some(self.unmeasured)}: its numbers up to 10 count as a rating. "
                "If people were asked whether they would recommend you, choose nps."
            )
        if self.wordy:
            told.append(
                f"These answers in words stand in no known order and were not taken for scores: {_some(self.wordy)}."
            )
        told += [
            f"Answers in words were numbered from 1 ({worst}) to {top} ({best}): {_some(names)}."
            for (worst, best, top), names in self.numbered.items()
        ]
        return tuple(told)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
