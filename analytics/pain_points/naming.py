"""Names for groups: a short phrase in the customers' own words, and the words that tell a group apart.

A phrase is two to five neighbouring words of a comment. It is counted by its stems, so that "card
arrived late" and "cards arriving late" are one candidate, and shown as people most often wrote it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.pain_points.naming_words import GREETINGS, PARTICLES, POINTING, TELLING, is_little, little_words
from analytics.pain_points.text import stems as stems_of
from analytics.pain_points.text import words as words_of

Phrase = tuple[str, ...]

# The phrases of a group are read from at most this many of its comments.
READ_AT_MOST = 100
_LONGEST = 5
_CLAUSE = re.compile(r"[.,;:!?()\n\[\]\"/|]+|\s-+\s")


@dataclass(frozen=True)
class Name:
    """A group's ``phrase`` for people, and the ``words`` that are most its own."""

    phrase: str
    words: tuple[str, ...]


@dataclass
class _Counted:
    """How many comments use a phrase per group, how it was written, and what stood before and after it."""

    groups: Counter[int]
    written: Counter[Phrase]
    beside: Counter[tuple[int, str]]


def name_groups(texts: Sequence[Sequence[str]], languages: Sequence[str]) -> list[Name]:
    """Name each group from its texts (masked, the most typical first); ``languages`` one per group.

    No two groups share a phrase. Groups should come largest first: they choose first.

    >>> late = ["My parcel arrived late", "parcel arrived late again", "the parcel arrived late"]
    >>> slow = ["the app keeps crashing", "Your app keeps crashing!", "app keeps crashing daily"]
    >>> [name.phrase for name in name_groups([late, slow], ["en", "en"])]
    ['Parcel arrived late', 'App keeps crashing']
    """
    read = [list(lines[:READ_AT_MOST]) for lines in texts]
    counted = _count(read, languages)
    sizes = np.array([max(1, len(lines)) for lines in read])
    telling = _telling_words(counted, sizes)
    ranked = _ranked(counted, sizes, languages, telling)
    taken: list[frozenset[str]] = []
    names = []
    for group in range(len(read)):
        words = _telling_shown(telling.get(group, []), little_words(languages[group]))
        phrase = _choose(ranked.get(group, []), words, taken, group)
        names.append(Name(_as_written(phrase, read[group]), words))
    return names


def _as_written(phrase: str, lines: Sequence[str]) -> str:
    """The phrase with the capitals that people give its words within a sentence: names, and nouns of German.

    >>> _as_written("Campaign on instagram", ["your Campaign on Instagram", "the campaign on Instagram", "a campaign"])
    'Campaign on Instagram'
    """
    told = []
    for word in phrase.split(" "):
        within = re.compile(rf"(?<=[\w,] ){re.escape(word)}\b", re.IGNORECASE)
        forms = Counter(found for line in lines for found in within.findall(line) if not found.isupper())
        told.append(min(forms, key=lambda form: (-forms[form], form)) if forms else word)
    line = " ".join(told)
    return line[:1].upper() + line[1:]


def _telling_shown(told: list[tuple[float, str, str]], little: frozenset[str]) -> tuple[str, ...]:
    """The words that are most a group's own and have a subject; little words where it has no others."""
    words = [word for _, word, _ in told]
    return tuple([word for word in words if not is_little(word, little)][:8] or words[:8])


def _count(read: Sequence[Sequence[str]], languages: Sequence[str]) -> dict[Phrase, _Counted]:
    """Every candidate phrase (by stems; single words too) with its counts; each comment counts once."""
    little = {language: little_words(language) for language in set(languages)}
    counted: dict[Phrase, _Counted] = defaultdict(lambda: _Counted(Counter(), Counter(), Counter()))
    for group, lines in enumerate(read):
        for line in lines:
            seen: dict[Phrase, tuple[Phrase, str, str]] = {}
            for clause in _CLAUSE.split(line):
                found = words_of(clause)
                hollow = [is_little(word, little[languages[group]]) for word in found]
                for stems, written, *beside in _phrases(found, stems_of(found, languages[group]), hollow):
                    seen.setdefault(stems, (written, beside[0], beside[1]))
            for stems, (written, before, after) in seen.items():
                count = counted[stems]
                count.groups[group] += 1
                count.written[written] += 1
                count.beside[0, before] += 1
                count.beside[1, after] += 1
    return counted


def _phrases(found: list[str], stems: list[str], hollow: list[bool]) -> Iterable[tuple[Phrase, Phrase, str, str]]:
    """Runs of one to five words as (stems, words, word before, word after); "" at the ends.

    Runs that begin or end in a little word are no names and are left out (single words stay).
    """
    edged = ["", *found, ""]
    for start, word in enumerate(found):
        yield (stems[start],), (word,), edged[start], edged[start + 2]
        if hollow[start] and word not in TELLING:
            continue
        for end in range(start + 2, min(start + _LONGEST, len(found)) + 1):
            if not hollow[end - 1]:
                yield tuple(stems[start:end]), tuple(found[start:end]), edged[start], edged[end + 1]


def _readability(written: Phrase, little: frozenset[str]) -> float:
    """0 for a phrase that is no name (hangs in the air, or holds no subject), up to 1."""
    content = [word for word in written if not is_little(word, little) and word not in PARTICLES]
    if len(content) < 1 or any(word in GREETINGS for word in written):
        return 0.0
    if "'" in written[0] and is_little(written[1], little):  # "isn't my refund": a question cut in half
        return 0.0
    pointing = 0.4 if any(word in POINTING for word in written) else 1.0
    telling = sum(word in TELLING for word in written)
    length = {2: 0.85, 3: 1.0, 4: 0.9, 5: 0.75}.get(len(written), 0.0)
    # One word of substance among little ones ("set up", "yet the old") tells a manager next to nothing.
    subject = {1: 0.4, 2: 0.95}.get(len(content), 1.0)
    return length * pointing * min(1.0, subject + 0.15 * telling)


def _wholeness(count: _Counted, little: frozenset[str]) -> float:
    """Near 0 for a fragment: a phrase that nearly always stands beside the same telling word ("up" for
    "top up"; the idea of the C-value of Frantzi, Ananiadou and Mima 2000)."""
    beside = [
        uses
        for (_, word), uses in count.beside.items()
        if word and (word in TELLING or word == "how" or not is_little(word, little))
    ]
    return 1 - 0.95 * max(beside, default=0) / sum(count.groups.values())


def _ranked(
    counted: dict[Phrase, _Counted],
    sizes: npt.NDArray[np.int64],
    languages: Sequence[str],
    telling: dict[int, list[tuple[float, str, str]]],
) -> dict[int, list[tuple[float, Phrase, Phrase]]]:
    """Per group its candidate phrases, best first, as (score, stems, as written).

    A phrase is as good as it is readable, whole, and its group's own: the geometric mean of the strength
    of the phrase and the mean strength of its words, since in free wording no phrase recurs often.
    """
    little = {language: little_words(language) for language in set(languages)}
    strength = {(group, stem): own for group, found in telling.items() for own, _, stem in found}
    ranked: dict[int, list[tuple[float, Phrase, Phrase]]] = defaultdict(list)
    for stems, count in counted.items():
        if len(stems) < 2:
            continue
        written = min(count.written, key=lambda phrase: (-count.written[phrase], phrase))
        for group, uses in count.groups.items():
            words = little[languages[group]]
            readable = _readability(written, words) * _wholeness(count, words)
            if readable > 0 and (uses >= 2 or sizes[group] <= 5):
                whole = _strength(uses, sum(count.groups.values()), sizes, group)
                parts = [
                    strength.get((group, stem), 0.0)
                    for stem, word in zip(stems, written, strict=True)
                    if not is_little(word, words)
                ]
                score = readable * float(np.sqrt(whole * np.mean(parts)))
                ranked[group].append((score, stems, written))
    for candidates in ranked.values():
        candidates.sort(key=lambda item: (-item[0], item[1]))
    return ranked


def _strength(uses: int, everywhere: int, sizes: npt.NDArray[np.int64], group: int) -> float:
    """How much a phrase is this group's own, weighed by how much of the group it covers.

    Root of the coverage times the log ratio of the rate inside to the rate outside, both smoothed by
    half a comment (log-odds with a prior, Monroe, Colaresi and Quinn 2008).
    """
    inside = (uses + 0.5) / (sizes[group] + 1)
    outside = (everywhere - uses + 0.5) / (sizes.sum() - sizes[group] + 1)
    return float(np.sqrt(uses / sizes[group]) * max(0.0, np.log(inside / outside)))


def _telling_words(
    counted: dict[Phrase, _Counted], sizes: npt.NDArray[np.int64]
) -> dict[int, list[tuple[float, str, str]]]:
    """Per group the single words that are most its own, best first, as (strength, as written, stem)."""
    scored: dict[int, list[tuple[float, str, str]]] = defaultdict(list)
    for stems, count in counted.items():
        if len(stems) != 1 or len(stems[0]) < 2:
            continue
        (word,) = min(count.written, key=lambda phrase: (-count.written[phrase], phrase))
        everywhere = sum(count.groups.values())
        for group, uses in count.groups.items():
            if uses >= 2 or sizes[group] <= 5:
                scored[group].append((_strength(uses, everywhere, sizes, group), word, stems[0]))
    return {
        group: sorted((item for item in found if item[0] > 0), key=lambda item: (-item[0], item[1]))
        for group, found in scored.items()
    }


def _choose(
    candidates: list[tuple[float, Phrase, Phrase]],
    words: tuple[str, ...],
    taken: list[frozenset[str]],
    group: int,
) -> str:
    """The best phrase that no earlier group has taken, the group's own words where none is left."""
    for _, stems, written in candidates:
        mine = frozenset(stems)
        if not any(mine <= other or other <= mine for other in taken):
            taken.append(mine)
            return _shown(written)
    for length in range(2, len(words) + 1):
        mine = frozenset(words[:length])
        if mine not in taken:
            taken.append(mine)
            return _shown(words[:length])
    return f"{_shown(words[:1]) or 'Group'} ({group + 1})"


def _shown(written: Phrase) -> str:
    """The words as one line with a capital letter and English I's put right."""
    line = re.sub(r"\bi(?='|\b)", "I", " ".join(written))
    return line[:1].upper() + line[1:]
