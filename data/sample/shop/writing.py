"""Composes comments: a topic's sentences, wrapped in what people say around them."""

from __future__ import annotations

from dataclasses import dataclass

from shop.catalogue import PAIN_BY_ID, PAIN_POINTS, TOPICS
from shop.dice import Dice
from shop.grammar import expand, misspell, typed_carelessly
from shop.words import filler
from shop.words.calm import EMPTY, REMARKS

REPEATED = 0.025  # share of comments that repeat an earlier one almost word for word
TWO_TOPICS = 0.04
HEADED = 0.4  # begin with the matter in a few words, like a subject line


@dataclass(frozen=True)
class Comment:
    """One text: what it is about, a second topic where there is one, and its language."""

    topic: str
    text: str
    also: str = ""
    language: str = "EN"

    @property
    def truth(self) -> str:
        """The pain point's id, ``praise`` or ``neutral``.

        >>> Comment("address_change", "We are moving.").truth
        'neutral'
        """
        return self.topic if self.topic in PAIN_BY_ID or self.topic == "praise" else "neutral"


class Writer:
    """Writes comments one after the other and remembers them, so that some come twice."""

    def __init__(self, stream: str) -> None:
        self.dice = Dice(stream)
        self.written: dict[str, list[Comment]] = {}

    def comment(self, topic: str, language: str = "EN") -> Comment:
        """A survey comment about ``topic`` by somebody who would rather write ``language``."""
        if topic == "empty":
            return Comment(topic, self.dice.pick(EMPTY))
        if topic == "remark":
            return Comment(topic, typed_carelessly(self._sentences([self.dice.pick(REMARKS)]), self.dice))
        return self._repeated(topic) or self._foreign(topic, language) or self._fresh(topic)

    def subject(self, topic: str) -> str:
        """The subject line of a ticket about ``topic``."""
        subjects = TOPICS[topic].subjects or ("[Question|Request|Problem|Feedback]",)
        text = self._expand(self.dice.pick(subjects))
        return text.lower() if self.dice.chance(0.2) else text

    def body(self, topic: str, name: str, language: str = "EN") -> Comment:
        """The description of a ticket: a longer comment with a greeting and a name."""
        comment = self.comment(topic, language)
        if comment.language != "EN":
            return comment
        gap = self.dice.pick(("\n\n", "\n", " ", " "))
        text = comment.text
        if self.dice.chance(0.45):
            text = f"{self.dice.pick(filler.GREETINGS)}{gap}{text}"
        if self.dice.chance(0.32):
            text = f"{text}{gap}{self.dice.pick(filler.SIGN_OFFS)}, {name}"
        if self.dice.chance(0.04):
            text = f"{text}\n\n{self.dice.pick(filler.DEVICE_LINES)}"
        return Comment(comment.topic, text, comment.also, comment.language)

    def _expand(self, pattern: str) -> str:
        return expand(pattern, self.dice, self._fill)

    def _fill(self, slot: str) -> str:
        if slot == "amount":
            euros, cents = self.dice.whole(9, 64), self.dice.pick(("00", "50", "90", "80", "20"))
            return self.dice.pick((f"€{euros}.{cents}", f"{euros}.{cents} euro", f"{euros} euros", f"€{euros}"))
        if slot == "order":
            return f"#{self.dice.whole(10001, 38000)}"
        if slot == "ticket":
            return f"{self.dice.whole(20001, 26000)}"
        return self.dice.pick(filler.SLOTS[slot])

    def _sentences(self, patterns: list[str]) -> str:
        joined = ""
        for pattern in patterns:
            text = self._expand(pattern)
            mark = "" if text[-1:] in "?!." else self.dice.pick((".",) * 14 + ("!", "!", "..."))
            joined += (" " if joined else "") + text + mark
        return joined if self.dice.chance(0.7) else joined.rstrip(".")

    def _fresh(self, topic: str) -> Comment:
        words, dice = TOPICS[topic], self.dice
        patterns = [dice.pick(words.subjects)] if words.subjects and dice.chance(HEADED) else []
        patterns.append(dice.pick(words.says))
        for more in (0.92, 0.50, 0.20):
            another = dice.pick(words.says)
            if another in patterns or not dice.chance(more):
                break
            patterns.append(another)
        if dice.chance(0.5):
            patterns.append(dice.pick(words.details))
        also = self._second_topic(topic)
        if also:
            patterns.append(dice.pick(TOPICS[also].says))
        if topic in PAIN_BY_ID:
            patterns = self._wrapped(patterns)
        comment = Comment(topic, typed_carelessly(self._sentences(patterns), dice), also)
        self.written.setdefault(topic, []).append(comment)
        return comment

    def _wrapped(self, patterns: list[str]) -> list[str]:
        before = [self.dice.pick(filler.OPENERS)] if self.dice.chance(0.15) else []
        after = [self.dice.pick(filler.CLOSERS)] if self.dice.chance(0.15) else []
        return before + patterns + after

    def _second_topic(self, topic: str) -> str:
        if topic not in PAIN_BY_ID or not self.dice.chance(TWO_TOPICS):
            return ""
        second = self.dice.pick(PAIN_POINTS).id
        return second if second not in (topic, "app_login_broken", "late_delivery") else ""

    def _repeated(self, topic: str) -> Comment | None:
        earlier = self.written.get(topic, [])
        if len(earlier) < 20 or not self.dice.chance(REPEATED):
            return None
        comment = self.dice.pick(earlier)
        text = misspell(comment.text, self.dice) if self.dice.chance(0.5) else comment.text
        return Comment(topic, text, comment.also, comment.language)

    def _foreign(self, topic: str, language: str) -> Comment | None:
        patterns = {"DE": TOPICS[topic].german, "ES": TOPICS[topic].spanish}.get(language, ())
        if not patterns or not self.dice.chance(0.10):
            return None
        text = expand(self.dice.pick(patterns), self.dice, self._fill_foreign)
        return Comment(topic, misspell(text, self.dice) if self.dice.chance(0.3) else text, "", language)

    def _fill_foreign(self, slot: str) -> str:
        if slot == "amount":
            return f"{self.dice.whole(9, 64)},90 €"
        return str(self.dice.whole(3, 9)) if slot == "days" else self._fill(slot)
