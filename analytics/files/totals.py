"""How people write that a row adds up others: "Grand Total", "Zwischensumme", "North Total", 小計."""

from __future__ import annotations

import re
from functools import lru_cache

# Of a part and of the whole, by language: en de fr es it pt nl pl sv da no fi cs hu ro tr el ru ja zh ko.
_OF_A_PART = (
    "subtotal|sub-total|sub total|page total|zwischensumme|teilsumme|teilergebnis|zwischenergebnis|"
    "sous-total|sous total|total partiel|subtotales|total parcial|subtotale|totale parziale|"
    "subtotaal|deeltotaal|tussentotaal|suma częściowa|suma pośrednia|delsumma|delsum|välisumma|mezisoučet|"
    "részösszeg|total parțial|ara toplam|alt toplam|υποσύνολο|μερικό σύνολο|промежуточный итог|подытог|小計|小计|소계"
)
_OF_ALL = (
    "total|totals|grand total|grand totals|report total|overall total|sum total|sum|"
    "gesamt|gesamtsumme|gesamtergebnis|gesamtbetrag|endsumme|summe|insgesamt|total général|totaux|somme|"
    "total general|totales|suma|suma total|totali|totale|totale complessivo|totale generale|somma|totais|total geral|soma|"
    "totaal|totalen|eindtotaal|algemeen totaal|suma końcowa|razem|łącznie|ogółem|summa|totalt|totalsumma|slutsumma|"
    "i alt|hovedtotal|totalsum|yhteensä|kaikki yhteensä|loppusumma|celkem|součet|celkový součet|"
    "összesen|mindösszesen|végösszeg|összeg|toplam|genel toplam|σύνολο|γενικό σύνολο|συνολικά|άθροισμα|"
    "итого|всего|итог|общий итог|合計|総計|総合計|合计|总计|總計|합계|총계|총합계"
)
_PART = re.compile(rf"(?i)(?:{_OF_A_PART})")
_ANY = "|".join(sorted(f"{_OF_A_PART}|{_OF_ALL}".split("|"), key=len, reverse=True))
_FIRST = re.compile(rf"(?i)(?:{_ANY})(?!\w)")
_LAST = re.compile(rf"(?i)(?<!\w)(?:{_ANY})$")
_TOKEN = re.compile(r"\w+")
_TOKENS = frozenset(_TOKEN.findall(_ANY))  # a text with none of them, as nearly all have, is looked at no further
_JOINING = re.compile(r"(?i)^(?:for|of|für|von|de|du|del|da|do|pour|per|di|van|voor|por|dla|för|za|по)\s+")
_EDGE = " \t\u00a0:=-–—.()[]<>\"'"
_STARS = re.compile(r"\*{1,4}")  # the levels of totals in lists of SAP
_LONGEST = 80
_WORDS = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[A-Z]{2,3}")  # of a currency or unit


@lru_cache(maxsize=4096)
def group_of(text: str) -> str | None:
    """What a label says that it adds up: ``""`` for all or the rows above; None where it is no label of a total.

    >>> [group_of(text) for text in ("Grand Total:", "North Total", "Summe für Nord", "*", "小計")]
    ['', 'North', 'Nord', '', '']
    >>> group_of("Totally lost"), group_of("Summer")
    (None, None)
    """
    if len(text) > _LONGEST or not ("*" in text or _TOKENS.intersection(_TOKEN.findall(text.casefold()))):
        return None
    text = text.strip()
    if _STARS.fullmatch(text):
        return ""
    text = text.strip(_EDGE + "*")
    if found := _FIRST.match(text):
        return _JOINING.sub("", text[found.end() :].strip(_EDGE)).strip(_EDGE)
    found = _LAST.search(text)
    return text[: found.start()].strip(_EDGE) if found else None


def is_of_a_part(text: str) -> bool:
    """Whether the label says by itself that more than one such row is to be expected.

    >>> is_of_a_part("Zwischensumme Nord"), is_of_a_part("Total")
    (True, False)
    """
    return bool(_PART.search(text))


def is_figure(cell: str) -> bool:
    """Whether the cell may stand in a total: a number, perhaps with a unit, or the code of a currency.

    >>> [is_figure(cell) for cell in ("1.234,50-", "12 pcs", "EUR", "3:05:00", "Paris", "12 Main Street")]
    [True, True, True, True, False, False]
    """
    words = _WORDS.findall(cell)
    if any(map(str.isdigit, cell)):
        return len(words) <= 1 and "@" not in cell
    return bool(_CODE.fullmatch(cell.strip())) or not words
