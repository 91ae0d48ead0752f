"""One comment as text: cleaned for counting, masked for showing, cut into words.

Everything that later steps count goes through :func:`words` and :func:`stems`, so that a comment
is read the same way when groups are learnt and when a new comment is placed.
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache

import snowballstemmer

from analytics.masks import MASKS, masked

LINK = "[link]"
NUMBER = "[number]"

_TAG = re.compile(r"<[^<>]{1,200}>")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Six or more digits, with the spaces, dots, dashes or brackets of telephone, card and account numbers.
_NUMBER = re.compile(r"[+(]?\d(?:[ ().\-/]{0,2}\d){5,}")
_MASK = re.compile("|".join(map(re.escape, (*MASKS, LINK, NUMBER))))
_DIGIT = re.compile(r"\d")
# What is left of "5th" without its digit is no word.
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")  # the same, found in half the time
# Chinese, Japanese and Thai put no spaces between words: pairs of signs stand in for them.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")

# The frame around what a letter says: salutation, signature, the telephone's advertisement.
_HELLO = (
    "dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|hallo|guten (?:tag|morgen|abend)"
    "|liebes?|sehr geehrte|bonjour|hola|ol[aá]|bom dia|boa tarde|buongiorno|beste"
)
_GOODBYE = (
    "(?:kind|best|warm|many)? ?(?:regards|wishes)|best|cheers|sincerely|yours|greetings|sent from my"
    "|(?:many )?thanks(?: in advance)?|thank you(?: in advance)?"
    "|mit freundlichen|(?:viele|liebe|beste|freundliche) gr[uü](?:ß|ss)e|gruß|danke(?: im voraus)?"
    "|vielen dank|cordialement|merci(?: d'avance)?|saludos|gracias|atenciosamente|obrigad[oa]|abraços"
    "|grazie|groeten|bedankt"
)
_SALUTATION = re.compile(rf"(?:^|\n)\s*(?:{_HELLO})\b[^\n,.!?:]{{0,30}}[\n,.!:]+", re.IGNORECASE)
_SIGNATURE = re.compile(
    rf"(?:^|[\n.!?])[ \t]*(?:{_GOODBYE})\b[^\n.!?]{{0,40}}(?:\n[^\n]{{0,40}})?[.!]?\s*$", re.IGNORECASE
)

# Snowball's name for each language that we can guess.
STEMMERS = {
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


def clean(text: str) -> str:
    """The text without markup, with one kind of apostrophe and single spaces.

    >>> clean("<p>It&#39;s  late&nbsp;again</p>")
    "It's late again"
    """
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
    return " ".join(text.replace("\u2019", "'").replace("`", "'").split())


def mask(text: str) -> str:
    """The cleaned text with what leads to a person masked as while loading, and links and long numbers hidden.

    Loaded texts are masked already unless a person switched that off; what is shown and counted always is. A
    long number, whatever it numbers, tells no pain point from another.

    >>> mask("Mail ann@shop.co or call +44 20 7946 0018, order 12345 or 1234567")
    'Mail [e-mail] or call [phone], order 12345 or [number]'
    """
    text = masked(clean(text))
    if "://" in text or "www." in text:
        text = _LINK.sub(LINK, text)
    if _DIGIT.search(text):
        text = _NUMBER.sub(NUMBER, text)
    return text


def without_frame(text: str) -> str:
    """The text without salutation, signature and "sent from my phone"; the text itself if that is all.

    >>> without_frame("Dear team,\\n\\nThe box is late.\\n\\nKind regards, Carlos").strip()
    'The box is late.'
    """
    body = text.replace("\u2019", "'")
    for _ in range(3):
        shorter = _SIGNATURE.sub("", _SALUTATION.sub("\n", body, count=1))
        if shorter == body:
            break
        body = shorter
    return body if any(sign.isalnum() for sign in body) else text


def without_masks(masked: str) -> str:
    """The text with a space in the place of every mask, which says nothing that a customer wrote.

    >>> without_masks("Mail [e-mail] again")
    'Mail   again'
    """
    return _MASK.sub(" ", masked) if "[" in masked else masked


def words(masked: str) -> list[str]:
    """The words of a masked text in lower case, without numbers and masks.

    >>> words("My card ending 4411 hasn't arrived on the 5th! [e-mail]")
    ['my', 'card', 'ending', "hasn't", 'arrived', 'on', 'the']
    >>> words("配送が遅い")
    ['配送', '送が', 'が遅', '遅い']
    """
    masked = without_masks(masked)
    if _DIGIT.search(masked):
        masked = _ORDINAL.sub(" ", masked)
    if masked.isascii():
        return _ASCII_WORD.findall(masked.lower())
    found = _WORD.findall(masked.lower())
    if _UNSPACED.search(masked):
        return [part for word in found for part in _pairs(word)]
    return found


def _pairs(word: str) -> list[str]:
    """Overlapping pairs of signs of an unspaced script; any other word as it is."""
    if len(word) < 3 or not _UNSPACED.search(word):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


@cache
def _snowball(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(STEMMERS[language])


# The stemmer is slow and most words come again: remembered, it costs a tenth of a microsecond.
@lru_cache(maxsize=500_000)
def stem(word: str, language: str) -> str:
    """The stem of a word; a word of a language without a stemmer stays as it is.

    >>> stem("deliveries", "en"), stem("deliveries", "xx")
    ('deliveri', 'deliveries')
    """
    return str(_snowball(language).stemWord(word)) if language in STEMMERS else word


def stems(found: list[str], language: str) -> list[str]:
    """The stem of every word.

    >>> stems(["deliveries", "delivered"], "en")
    ['deliveri', 'deliv']
    """
    return [stem(word, language) for word in found]
