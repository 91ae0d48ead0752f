"""Turning sentence patterns into sentences, and sentences into what people really type.

``[a|b|]`` is a choice (the last one here is nothing) and may be nested; ``{name}`` is a slot that is
filled from a list of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from shop.dice import Dice

CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)\}")


def expand(pattern: str, dice: Dice, fill: Callable[[str], str]) -> str:
    """One sentence of ``pattern``; ``fill`` gives the words for a slot.

    >>> expand("[my|my] {thing}[ is late|]", Dice("doctest"), lambda slot: "box").startswith("My box")
    True
    """
    text = pattern
    while CHOICE.search(text):
        text = CHOICE.sub(lambda found: dice.pick(found.group(1).split("|")), text)
    text = SLOT.sub(lambda found: fill(found.group(1)), text)
    text = re.sub(r"\s+([,.?!])", r"\1", re.sub(r"\s{2,}", " ", text)).strip(" ,")
    return text[:1].upper() + text[1:]


def misspell(text: str, dice: Dice, errors: int = 1) -> str:
    """``text`` with typing errors: letters swapped, left out, doubled.

    >>> misspell("delivery", Dice("doctest")) != "delivery"
    True
    """
    for _ in range(errors):
        places = [at for at in range(1, len(text) - 2) if text[at - 1 : at + 2].isalpha()]
        if not places:
            return text
        at = dice.pick(places)
        kind = dice.whole(0, 3)
        if kind <= 1 and text[at] != text[at + 1]:
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        elif kind == 2:
            text = text[:at] + text[at + 1 :]
        else:
            text = text[:at] + text[at] + text[at:]
    return text


SHORTHAND = (
    (" you ", " u "),
    ("please", "pls"),
    ("Please", "Pls"),
    (" because ", " cause "),
    (" and ", " & "),
    ("Thank you", "Thx"),
    ("cannot", "cant"),
    (" weeks", " wks"),
)


def typed_carelessly(text: str, dice: Dice) -> str:
    """``text`` as somebody types it: sometimes in lower case, abbreviated, misspelt, shouted."""
    if dice.chance(0.22):
        text = text.lower()
    if dice.chance(0.10):
        for long, short in SHORTHAND:
            text = text.replace(long, short)
    if dice.chance(0.10):
        text = text.rstrip(".") + dice.pick(("!", "!!", "!!!", "...", ""))
    if dice.chance(0.10):
        text = text.replace(".", "").replace(",", "")
    if dice.chance(0.015):
        text = text.upper()
    if dice.chance(0.24):
        text = misspell(text, dice, dice.whole(1, 2 + len(text) // 120))
    return text
