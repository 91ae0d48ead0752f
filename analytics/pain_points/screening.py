"""What stands between a raw comment and the grouping: reasons to leave it out, and repeats.

A comment is left out only for a reason that a person can check: it says nothing ("n/a"), is too short
to tell a problem from another, is written in a language too rare here to group, or is praise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.pain_points.language import guess, settle
from analytics.pain_points.lines import Lines
from analytics.pain_points.text import mask, stem, without_frame, words

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
_LONGEST_EMPTY = max(len(answer.split()) for answer in _EMPTY_ANSWERS)
_TELL_EVERY = 10_000

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Screened:
    """Comments read once: ``n`` masked texts (lines parted by "|", without
    salutation and signature), their words and stems, language, and reason to leave out.

    ``reasons`` holds None for a comment that can be grouped. ``languages`` are those grouped here.
    """

    masked: list[str]
    words: Lines
    stems: Lines
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
    progress: Progress | None = None,
) -> Screened:
    """Read the texts; ``languages`` are known ISO codes (None where unknown, then guessed).

    ``allowed`` fixes the languages that can be grouped (those a model was learnt on). ``progress`` is told the share
    that is read, and what is being done.

    >>> screened = screen(["The courier lost my parcel", "n/a", "Slow!"])
    >>> screened.reasons
    [None, 'no content', 'too short']
    """
    given = languages if languages is not None else [None] * len(texts)
    masked: list[str] = []
    guessed: list[str | None] = []
    empty: list[str | None] = []

    def read() -> Iterator[list[str]]:
        for text, code in zip(texts, given, strict=True):
            if progress is not None and len(masked) % _TELL_EVERY == 0:
                progress(len(masked) / len(texts), f"Reading the comments ({len(masked):,} of {len(texts):,})")
            masked.append(mask(without_frame(text or "").strip().replace("\n", " | ")))
            found = words(masked[-1])
            guessed.append((code or "")[:2].lower() or guess(found))
            empty.append(_emptiness(found))
            yield found

    lines = Lines.of(read())
    told, common = settle(guessed)
    grouped = allowed if allowed is not None else frozenset(common)
    reasons = [
        reason or (None if language in grouped else OTHER_LANGUAGE)
        for reason, language in zip(empty, told, strict=True)
    ]
    return Screened(masked, lines, _stemmed(lines, told), told, reasons, grouped)


def _emptiness(found: list[str]) -> str | None:
    """Why a comment of these words says too little to be grouped, or None."""
    if not found or max(map(len, found)) < 2 or (len(found) <= _LONGEST_EMPTY and " ".join(found) in _EMPTY_ANSWERS):
        return NO_CONTENT
    return TOO_SHORT if len(found) < 2 else None


def _stemmed(lines: Lines, told: Sequence[str]) -> Lines:
    """The lines with the stem of every word in the language of its line; each word of a language is stemmed once."""
    languages, number = np.unique(np.array(told, dtype=str), return_inverse=True)
    codes = np.empty_like(lines.codes)
    known: dict[str, int] = {}
    spoken = np.repeat(number.astype(np.int16), lines.lengths())
    for at, language in enumerate(map(str, languages)):
        inside = spoken == at
        of = np.full(len(lines.table), -1, dtype=np.int32)
        for code in np.unique(lines.codes[inside]).tolist():
            of[code] = known.setdefault(stem(lines.table[code], language), len(known))
        codes[inside] = of[lines.codes[inside]]
    return Lines(codes, lines.ends, tuple(known))


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


def distinct(stems: Lines) -> Distinct:
    """Near-identical texts (same stems, whatever the order, case, numbers and masks) told once.

    >>> distinct(Lines.of([["card", "lost"], ["lost", "card"], ["app", "slow"]])).weight.tolist()
    [1, 2]
    """
    keys = stems.sorted_keys()
    position: dict[bytes, int] = {}
    for at, key in enumerate(keys):
        position.setdefault(key, at)
    ordered = sorted(position)
    rank = {key: at for at, key in enumerate(ordered)}
    of = np.array([rank[key] for key in keys], dtype=np.int64)
    first = np.array([position[key] for key in ordered], dtype=np.int64)
    return Distinct(first, of, np.bincount(of, minlength=len(ordered)))
