"""Words that make no name of a group: little words, greetings, numbers, and those that point elsewhere."""

from __future__ import annotations

from analytics.pain_points.language import FUNCTION_WORDS

# A phrase may begin with one of these ("not working", "never arrived") though it is a little word.
_TELLING_LIST = "not no never without can't cannot won't doesn't didn't isn't wasn't nicht kein keine não nunca pas"
TELLING = frozenset(_TELLING_LIST.split())
_GREETINGS_LIST = "hi hello hey dear please thanks thank regards team hallo bitte danke bonjour merci"
GREETINGS = frozenset(_GREETINGS_LIST.split())
_EVERYDAY_LIST = (
    "want wanted would like need needs know tell help get got getting make made just really still "
    "even also now again thing things something anything way lot going go let say said think one able "
    "us than then ve ll re im ive dont about into some any more much other after before because since "
    "been being could should does did done has was were will can't here there yet ever often always "
    "where when what which who why today yesterday tomorrow day days week weeks month months time times already soon "
    "minute minutes hour hours year years ago two three four five six seven eight nine ten fifteen twenty thirty forty "
    "fifty hundred half dozen spent spend spending took take takes zwei drei vier fünf zehn zwanzig minuten stunden tage tagen "
    "knew known less least most"
)
_EVERYDAY = frozenset(_EVERYDAY_LIST.split())
# They stand for something that was said elsewhere: "the old one arrives" names nothing.
_POINTING_LIST = (
    "one ones it they them this that these those mine yours es das dies dieser diese cela ça eso isso ele ela"
)
POINTING = frozenset(_POINTING_LIST.split())
# They belong to a verb ("set up", "sign in") and are no subject of their own.
PARTICLES = frozenset(["up", "out", "off", "on", "in", "down", "back", "over", "away"])


def little_words(language: str) -> frozenset[str]:
    """Words that carry no subject in a language."""
    return frozenset(FUNCTION_WORDS.get(language, "").split()) | _EVERYDAY | GREETINGS


def is_little(word: str, little: frozenset[str]) -> bool:
    """Whether the word, or what stands before its apostrophe ("there's"), carries no subject; nor does "xxxx"."""
    return word in little or word.split("'")[0] in little or len(set(word)) == 1
