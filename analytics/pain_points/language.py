"""Which language a comment is written in, guessed from its script and its little words.

Function words ("the", "und", "não") make up about half of running text, so even a short comment has
one or two. The guess is cheap (one dictionary look-up per word) and says so when it cannot tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

# The commonest function words, hand-picked: words that are common in several languages of the table
# count for each of them and therefore decide nothing.
FUNCTION_WORDS = {
    "da": "og det at en den til er som på de med af for ikke der var mig jeg har om vi min havde fra "
    "men blev så kan efter være meget hvor også når mere skal noget hvad",
    "de": "der die das und ist nicht ich ein eine einen mit zu den dem von auf für es sie wir mein meine "
    "im am war wird wurde habe hat sind auch noch aber nach bei kein keine sehr wie wenn bitte mich mir "
    "immer oder nur kann bin schon über einer ihr ihre uns",
    "en": "the and is to of a i my it in for you that was on have with not are this be but they at so can "
    "me your from do what an when we if how all would there were has had been very no will don't why "
    "did their just which who could please need does get am i'm didn't it's",
    "es": "el la los las de que y en un una es no por con para mi se lo me muy su del al pero como más está "
    "he ha todo ya cuando hay fue porque también sin son tiene yo nada esto estoy puedo mis tengo",
    "fi": "ja on ei se että en oli ole mutta hän minä sen kun niin kuin ovat olen tai joka vain jos myös "
    "mitä nyt sitä tämä minun vielä hyvin koska",
    "fr": "le la les de des et est je un une pas que pour en dans ce il ne vous mon ma sur avec au du qui "
    "mais par plus nous très c'est j'ai été sont cette mes à aux on se tout bien sans ai suis votre n'est",
    "it": "il la di che e non un una per è in del della con sono mi ho si lo da ma le i al come anche più "
    "molto questo ha gli nel alla mio mia dei se ci quando stato tutto perché",
    "nl": "de het een en van ik is niet te dat die in met op voor zijn er maar om aan mijn ook als was bij "
    "naar heb nog geen heeft wel deze uit door zeer kan hebben u we meer word wordt",
    "no": "og det i er jeg ikke en på som med til for av at har de vi den var om men så fra meg hva et kan "
    "skal nå også etter bare ble når veldig noe være",
    "pl": "i w na nie z do się że jest to jak ale o za po od co jestem mam mnie tak już przez tylko czy był "
    "dla bardzo jego ma są moje może aby oraz być było",
    "pt": "o a os as de que e em um uma é não por com para do da no na meu minha se mais muito foi mas eu "
    "ao ainda já está bem dos das como tem até fiz recebi são pelo sem nem só você",
    "sv": "och det att i en jag är som på av för med har inte den till var om ett men de så från vi min kan "
    "när nu mig mycket också efter vad skulle eller här bara blev",
    "tr": "ve bir bu için çok ama ile değil gibi daha olarak sonra kadar yok bana beni benim hiç çünkü veya hala sadece kez "
    "nasıl neden şey oldu ancak sizin bize bizi kimse",
}

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)


_WHOLE = 27_720  # what a word weighs; it can be shared by up to twelve languages without a remainder


def _weights() -> dict[str, tuple[tuple[str, int], ...]]:
    """Word -> (language, weight); a word shared by n languages weighs one n-th for each."""
    listed: dict[str, list[str]] = {}
    for language, line in FUNCTION_WORDS.items():
        for word in line.split():
            listed.setdefault(word, []).append(language)
    return {word: tuple((name, _WHOLE // len(names)) for name in names) for word, names in listed.items()}


_WEIGHTS = _weights()
_ENOUGH = 1.5
_READ = 40  # words; the language does not change after them


def guess(found: Sequence[str]) -> str | None:
    """The ISO 639-1 code of the language of some lower-case words; None when nothing tells.

    >>> guess("das paket ist nicht da".split()), guess("the parcel is not there".split())
    ('de', 'en')
    >>> guess(["ok", "must"]) is None
    True
    """
    if not found:
        return None
    first = "".join(found[:8])
    if not first.isascii():
        for language, script in _SCRIPTS:
            if script.search(first):
                return language
    votes: dict[str, int] = {}
    for word in _WEIGHTS.keys() & found[:_READ]:
        for language, weight in _WEIGHTS[word]:
            votes[language] = votes.get(language, 0) + weight
    second, score = sorted([0, 0, *votes.values()])[-2:]
    # One little word may stand in any language ("must", "as"): two are needed, and a clear lead.
    if score < _ENOUGH * _WHOLE or score <= 1.2 * second or score < 0.15 * _WHOLE * min(len(found), _READ):
        return None
    return max(votes, key=votes.__getitem__)


def settle(
    guesses: Sequence[str | None], least: int = 30, share: float = 0.05, enough: int = 100
) -> tuple[list[str], set[str]]:
    """A language for every comment, and the languages spoken often enough to be grouped.

    A comment whose language cannot be told is taken to be in the commonest one. Languages with fewer
    than ``least`` comments are too rare to find groups in, and so are those with less than ``share`` of all unless
    they have ``enough``.

    >>> settle(["en"] * 60 + [None, "fr"])
    (['en', ... 'en', 'fr'], {'en'})
    """
    counts = Counter(language for language in guesses if language is not None)
    if not counts:
        return ["und"] * len(guesses), {"und"}
    main = min(counts, key=lambda language: (-counts[language], language))
    told = [language or main for language in guesses]
    needed = max(least, min(share * len(guesses), enough))
    return told, {main} | {language for language, n in counts.items() if n >= needed}
