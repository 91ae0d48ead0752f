"""How people write that a row adds up others or closes an account: "Grand Total", "Zwischensumme", "North Total", 小計, Endsaldo."""

from __future__ import annotations

import re
from functools import lru_cache

# Of a part and of the whole, by language: en de fr es it pt nl pl sv da no fi is cs sk sl hr sr bg mk hu ro lt lv et tr el ru uk
# he ar fa th vi id hi ja zh ko. Words that mean a year or people as well (tudo, semua) are none.
_OF_A_PART = (
    "subtotal|sub-total|sub total|page total|zwischensumme|teilsumme|teilergebnis|zwischenergebnis|"
    "sous-total|sous total|total partiel|subtotales|total parcial|subtotale|totale parziale|"
    "subtotaal|deeltotaal|tussentotaal|suma częściowa|suma pośrednia|delsumma|delsum|välisumma|mezisoučet|"
    "részösszeg|total parțial|ara toplam|alt toplam|υποσύνολο|μερικό σύνολο|промежуточный итог|подытог|小計|小计|소계|"
    "medzisúčet|međuzbroj|vmesna vsota|međuzbir|междинна сума|проміжний підсумок|tarpinė suma|starpsumma|vahesumma|millisamtala|"
    "סכום ביניים|סיכום ביניים|المجموع الفرعي|الإجمالي الفرعي|جمع جزء|ยอดรวมย่อย|รวมย่อย|tổng phụ|tạm tính|उप योग"
)
_OF_ALL = (
    "total|totals|grand total|grand totals|report total|overall total|sum total|sum|"
    "gesamt|gesamtsumme|gesamtergebnis|gesamtbetrag|endsumme|summe|insgesamt|total général|totaux|somme|"
    "total general|totales|suma|suma total|totali|totale|totale complessivo|totale generale|somma|totais|total geral|soma|"
    "totaal|totalen|eindtotaal|algemeen totaal|suma końcowa|razem|łącznie|ogółem|summa|totalt|totalsumma|slutsumma|"
    "i alt|hovedtotal|totalsum|yhteensä|kaikki yhteensä|loppusumma|celkem|součet|celkový součet|"
    "összesen|mindösszesen|végösszeg|összeg|toplam|genel toplam|σύνολο|γενικό σύνολο|συνολικά|άθροισμα|"
    "итого|всего|итог|общий итог|合計|総計|総合計|合计|总计|總計|합계|총계|총합계|"
    "spolu|celkom|skupaj|ukupno|sveukupno|свега|укупно|вкупно|общо|всичко|обща сума|всього|усього|разом|загалом|підсумок|"
    "iš viso|viso|kopā|pavisam|kokku|samtals|alls|"
    'סה"כ|סה״כ|סה"כ כללי|סך הכל|סך הכול|סך הכל כללי|'
    "الإجمالي|الاجمالي|إجمالي|اجمالي|المجموع|مجموع|المجموع الكلي|الإجمالي الكلي|جمع|جمع کل|"
    "รวม|รวมทั้งสิ้น|รวมทั้งหมด|ยอดรวม|ยอดรวมทั้งสิ้น|ผลรวม|tổng|tổng cộng|cộng|jumlah|jumlah keseluruhan|कुल|कुल योग|योग"
)
# What an account holds at the end, in the same languages; each tells the whole label.
_BALANCES = (
    "balance|closing balance|ending balance|final balance|total balance|end balance|balance carried forward|carried forward|"
    "saldo|endsaldo|schlusssaldo|abschlusssaldo|neuer saldo|endbestand|schlussbestand|solde|solde final|solde de clôture|nouveau solde|"
    "saldo final|saldo de cierre|saldo finale|saldo de fechamento|eindsaldo|saldo końcowe|utgående saldo|slutsaldo|utgående balanse|"
    "loppusaldo|konečný zůstatek|konečný zostatok|završni saldo|krajnji saldo|крайно салдо|záró egyenleg|egyenleg|sold final|"
    "galutinis likutis|beigu atlikums|lõppsaldo|kapanış bakiyesi|bakiye|dönem sonu bakiyesi|υπόλοιπο|τελικό υπόλοιπο|"
    "исходящий остаток|остаток на конец периода|конечный остаток|сальдо|сальдо конечное|кінцевий залишок|вихідний залишок|"
    "יתרה|יתרת סגירה|יתרה סופית|الرصيد|الرصيد الختامي|الرصيد النهائي|مانده|ยอดคงเหลือ|ยอดยกไป|số dư|số dư cuối kỳ|saldo akhir|"
    "残高|期末残高|繰越残高|余额|期末余额|餘額|期末餘額|잔액|기말잔액"
)
_BALANCE = re.compile(rf"(?i)(?:{_BALANCES})")
_AVERAGES = (
    "average|averages|overall average|mean|durchschnitt|gesamtdurchschnitt|mittelwert|moyenne|moyenne générale|promedio|promedio general|"
    "media total|media generale|média geral|gemiddelde|gemiddeld|średnia|średnio|medelvärde|genomsnitt|gennemsnit|gjennomsnitt|"
    "keskiarvo|průměr|priemer|prosjek|povprečje|просечно|средно|átlag|vidurkis|vidēji|keskmine|meðaltal|ortalama|μέσος όρος|"
    "среднее|в среднем|середнє|ממוצע|المتوسط|المعدل|میانگین|ค่าเฉลี่ย|trung bình|rata-rata|औसत|平均|平均値|平均值|평균"
)
_AVERAGE = re.compile(rf"(?i)(?:{_AVERAGES})")
# Above the rows of advertising reports: what they add up is counted.
_OF_SO_MANY = re.compile(
    r"(?i)(?:results from|ergebnisse (?:aus|von)|résultats (?:de|pour)|resultados de|risultati (?:da|di)|resultaten van|wyniki z) \d+ \D+"
)
# Written without blanks between words, so that what is added up stands directly before them (人民币合计).
_UNPARTED = re.compile(r"\w{0,8}(?:合计|总计|小计|合計|總計|総計|小計)")
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
    if len(text) <= _LONGEST and (_UNPARTED.fullmatch(text.strip(_EDGE)) or _OF_SO_MANY.fullmatch(text)):
        return ""
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


def is_balance(text: str) -> bool:
    """Whether the whole label says that it is what an account holds at the end.

    >>> is_balance("Исходящий остаток:"), is_balance("Balance bike")
    (True, False)
    """
    return len(text) <= _LONGEST and bool(_BALANCE.fullmatch(text.strip(_EDGE)))


def is_average(text: str) -> bool:
    """Whether the whole label says that the row tells the average of others.

    >>> is_average("Average:"), is_average("Average order")
    (True, False)
    """
    return len(text) <= _LONGEST and bool(_AVERAGE.fullmatch(text.strip(_EDGE)))


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
