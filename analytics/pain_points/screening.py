"""What stands between a raw comment and the grouping: reasons to leave it out, and repeats.

A comment is left out only for a reason that a person can check: it says nothing ("n/a"), is too short
to tell a problem from another, is written in a language too rare here to group, or is praise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.pain_points.language import guess, settle
from analytics.pain_points.text import mask, stems, without_frame, words

NO_CONTENT = "no content"
TOO_SHORT = "too short"
OTHER_LANGUAGE = "another language"
PRAISE = "praise"
FITS_NONE = "fits none"
REASONS = (NO_CONTENT, TOO_SHORT, OTHER_LANGUAGE, PRAISE, FITS_NONE)

# Answers that people give to get past the question, in the languages that we guess.
_EMPTY_ANSWERS_LIST = (
    "na|n a|none|no|nil|nothing|nothing to add|no comment|no comments|nope|not applicable|yes|ok|"
    "okay|test|unknown|don't know|i don't know|idk|no idea|nothing really|nothing else|see above|"
    "as above|same as above|keine|kein kommentar|nichts|nein|ja|rien|aucun|aucune|non|oui|nada|"
    "ninguno|nenhum|nenhuma|não|nao|sem comentários|sim|sí|si|niente|nessuno|geen|nee|x|xx|xxx|"
    "thanks|thank you|thx|hello|hi|asdf|blank|null|nan"
)
_EMPTY_ANSWERS = frozenset(_EMPTY_ANSWERS_LIST.split("|"))


@dataclass(frozen=True)
class Screened:
    """Comments read once: ``n`` masked texts (lines parted by "|", without
    salutation and signature), their words and stems, language, and reason to leave out.

    ``reasons`` holds None for a comment that can be grouped. ``languages`` are those grouped here.
    """

    masked: list[str]
    words: list[list[str]]
    stems: list[list[str]]
    language: list[str]
    reasons: list[str | None]
    languages: frozenset[str]

    def usable(self) -> npt.NDArray[np.int64]:
        """Positions of the comments that no reason leaves out."""
        return np.array([at for at, reason in enumerate(self.reasons) if reason is None], dtype=np.int64)


def screen(
    texts: Sequence[str],
    languages: Sequence[str | None] | None = None,
    allowed: frozenset[str] | None = None,
) -> Screened:
    """Read the texts; ``languages`` are known ISO codes (None where unknown, then guessed).

    ``allowed`` fixes the languages that can be grouped (those a model was learnt on).

    >>> screened = screen(["The courier lost my parcel", "n/a", "Slow!"])
    >>> screened.reasons
    [None, 'no content', 'too short']
    """
    masked = [mask(without_frame(text or "").strip().replace("\n", " | ")) for text in texts]
    found = [words(text) for text in masked]
    given = languages if languages is not None else [None] * len(masked)
    guessed = [(code or "")[:2].lower() or guess(line) for code, line in zip(given, found, strict=True)]
    told, common = settle(guessed)
    grouped = allowed if allowed is not None else frozenset(common)
    return Screened(
        masked,
        found,
        [stems(line, language) for line, language in zip(found, told, strict=True)],
        told,
        [_reason(line, language, grouped) for line, language in zip(found, told, strict=True)],
        grouped,
    )


def _reason(found: list[str], language: str, grouped: frozenset[str]) -> str | None:
    """Why this comment cannot be grouped, or None."""
    if not found or " ".join(found) in _EMPTY_ANSWERS or max(map(len, found)) < 2:
        return NO_CONTENT
    if len(found) < 2:
        return TOO_SHORT
    return None if language in grouped else OTHER_LANGUAGE


@dataclass(frozen=True)
class Distinct:
    """Comments that say the same in the same words, counted once.

    ``first`` (m,) is the position of one comment per distinct text, in an order that does not depend
    on the order of the file; ``of`` (n,) the distinct text of each comment;
    ``weight`` (m,) how many share it.
    """

    first: npt.NDArray[np.int64]
    of: npt.NDArray[np.int64]
    weight: npt.NDArray[np.int64]


def distinct(stems: Sequence[Sequence[str]]) -> Distinct:
    """Near-identical texts (same stems, whatever the order, case, numbers and masks) told once.

    >>> distinct([["card", "lost"], ["lost", "card"], ["app", "slow"]]).weight.tolist()
    [1, 2]
    """
    keys = [" ".join(sorted(line)) for line in stems]
    position: dict[str, int] = {}
    for at, key in enumerate(keys):
        position.setdefault(key, at)
    ordered = sorted(position)
    rank = {key: at for at, key in enumerate(ordered)}
    of = np.array([rank[key] for key in keys], dtype=np.int64)
    first = np.array([position[key] for key in ordered], dtype=np.int64)
    return Distinct(first, of, np.bincount(of, minlength=len(ordered)))
