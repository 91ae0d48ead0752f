"""What in a text would lead to a person: e-mail addresses, telephone, card and account numbers, IP addresses.

The patterns are written for exactness: an order number, a date, an amount or a version that was masked is lost to every
analysis, and so a number without the look or the company of a telephone number stays. They are in the
part of the language that Python and RE2 share (no looking around), because texts are masked in Python and,
while loading, in DuckDB (``analytics.store.masking``); a test holds the two to the same result.
"""

from __future__ import annotations

import re
from functools import cache

# What stands in the place of each, and how a receipt calls it (one of it, several).
MASKS: dict[str, tuple[str, str]] = {
    "[e-mail]": ("e-mail address", "e-mail addresses"),
    "[phone]": ("phone number", "phone numbers"),
    "[card]": ("card number", "card numbers"),
    "[account]": ("account number", "account numbers"),
    "[ip]": ("IP address", "IP addresses"),
}
E_MAIL, PHONE, CARD, ACCOUNT, IP = MASKS

# Stands before digits that another word claims ("order", "version") while the numbers are looked at.
CLAIMED = "\x01"

_LETTER = "A-Za-z\u00c0-\u024f\u0370-\u04ff"
_SPACE = " \t\u00a0\u2009\u202f"
_DASH = "\\-\u2010\u2011\u2013"
_GAP = f"[{_SPACE}{_DASH}]"  # between the groups of a number
_SPLIT = f"[{_SPACE}{_DASH}./]"
_HEX = "[0-9A-Fa-f]{1,4}"

E_MAIL_PATTERN = (
    rf"[{_LETTER}0-9_](?:[{_LETTER}0-9_.%+'\-]{{0,63}}[{_LETTER}0-9_+\-])?@"
    rf"(?:[{_LETTER}0-9][{_LETTER}0-9\-]{{0,62}}\.){{1,6}}[{_LETTER}]{{2,24}}"
)

# Sixteen digits (some have up to nineteen) or the fifteen and fourteen of two companies; the check digit decides.
CARD_PATTERN = (
    rf"\b(?:(?:[256]\d{{3}}|4\d{{3}}|35\d\d)[{_SPACE}{_DASH}.]?\d{{4}}[{_SPACE}{_DASH}.]?\d{{4}}[{_SPACE}{_DASH}.]?\d{{4}}"
    rf"(?:{_GAP}?\d{{1,3}})?|3[47]\d\d{_GAP}?\d{{6}}{_GAP}?\d{{5}}|3[068]\d\d{_GAP}?\d{{6}}{_GAP}?\d{{4}})\b"
)

_IBAN_COUNTRIES = (
    "AD|AE|AL|AT|AZ|BA|BE|BG|BH|BR|BY|CH|CR|CY|CZ|DE|DK|DO|EE|EG|ES|FI|FO|FR|GB|GE|GI|GL|GR|GT|HR|HU|IE|IL|IQ|IS|IT|JO|KW|KZ"
    "|LB|LI|LT|LU|LV|LY|MC|MD|ME|MK|MR|MT|MU|NL|NO|PK|PL|PS|PT|QA|RO|RS|SA|SC|SE|SI|SK|SM|ST|SV|TL|TN|TR|UA|VA|VG|XK"
)
_IBAN = rf"\b(?:{_IBAN_COUNTRIES})\d{{2}}(?:{_GAP}?[A-Z0-9]{{4}}){{2,7}}(?:{_GAP}?[A-Z0-9]{{1,3}})?\b"
_SMALL_IBAN = rf"\b(?i:{_IBAN_COUNTRIES})\d{{2}}(?:{_GAP}?\d{{4}}){{3,6}}(?:{_GAP}?\d{{1,3}})?\b"

# Words that claim the number behind them: it is of an order, a parcel, a version, and nobody's telephone.
_CLAIMS = (
    "order|bestell|auftrag|pedido|commande|ordine|ticket|case|fall|invoice|rechnung|factura|facture|fattura|fatura|receipt"
    "|ref|reference|referenz|referencia|référence|tracking|parcel|paket|sendung|shipment|colis|booking|buchung|reserva"
    "|sku|item|article|artikel|serial|serien|model|modell|part|policy|police|contract|vertrag|customer|kunden|claim|coupon|voucher"
    "|transaction|product|produkt|produit|producto|isbn|ean|upc|zip|plz|version|ver|release|build|firmware|app|ios|android|software"
    "|update|driver|treiber|section|chapter|step"
)
_NUMBER_WORD = "no|nr|num|number|nummer|numero|número|numéro|nº|n°|№|id|ids|code|key"
_CLAIMING = (
    rf"(?i:(\b(?:{_CLAIMS})[a-zäöüßéèñ]{{0,12}}[{_SPACE}{_DASH}]?(?:{_NUMBER_WORD})?\.?(?:[ ](?:is|was|ist|es|est))?"
    rf"[{_SPACE}.:#=({_DASH}]{{0,4}}|#[ ]?)([\d+(]))"
)
_LONG_DOTTED = r"(\d+(?:\.\d+){4,})"  # a section or an object identifier

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IP4 = rf"(^|[^\w.\x01\-])(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]\d)(?:\.{_OCTET}){{3}}\b"
_IP4_NAMED = rf"(?i:(\bip(?:v4)?(?:[ -]?(?:address|adresse|addr))?(?:[ ](?:is|was|ist))?[ :=(]{{1,3}})){_OCTET}(?:\.{_OCTET}){{3}}\b"
_GLOBAL = r"(?:2[0-9A-Fa-f]{3}|3[0-9A-Fa-f]{3}|[Ff][Ee][89ABab][0-9A-Fa-f]|[Ff][CDcd][0-9A-Fa-f]{2})"
_IP6 = rf"\b{_GLOBAL}(?:(?::{_HEX}){{7}}\b|(?::{_HEX}){{0,6}}::(?:{_HEX}(?::{_HEX}){{0,5}}\b)?)"

_ACCOUNT_WORD = (
    "account|acct|a/c|konto|kto|compte|cuenta|conta|conto|rekening|bankrekening|sort code|routing|blz|bsb|clabe|iban"
)
_ACCOUNT = (
    rf"(?i:(\b(?:{_ACCOUNT_WORD})[{_SPACE}{_DASH}]?(?:{_NUMBER_WORD}|inhaber)?\.?(?:[ ](?:is|was|ist|es|est|è))?"
    rf"[{_SPACE}.:#=(]{{0,3}}))\d(?:{_GAP}?\d){{5,17}}\b"
)

_PHONE_WORD = (
    "phone|telephone|tel|telefon|telefono|teléfono|téléphone|telefone|telefoon|call|ring|dial|mobile|mobil|móvil|cell|celular|cellulare"
    "|cellphone|handy|handynummer|natel|fax|whatsapp|sms|text|rufnummer|telefonnummer|phone number|rückruf|anrufen|portable|reach"
)
_BETWEEN = "me|us|him|her|back|is|at|on|under|unter|al|au|the|my|mein|meine|ist|es|est|number|no|nr|nummer|numero|número|num|line|or|via"
# In such company a number needs no marks of its own; groups of two to five digits, or all in one.
_PHONE_NAMED = (
    rf"(?i:(\b(?:{_PHONE_WORD})\b[{_SPACE}.:=(]{{0,3}}(?:(?:{_BETWEEN})\b[{_SPACE}.:=(]{{0,3}}){{0,4}}))"
    rf"(?:\d{{7,13}}|\d{{3}}{_GAP}?\d{{4}}|\d{{2,5}}(?:[{_SPACE}]\d{{2,5}}){{2,5}}|\d{{3}}[{_DASH}]\d{{3}}[{_DASH}]\d{{3,4}})\b"
)

_ABROAD = (
    rf"(^|[^\w+\x01])\+[{_SPACE}]?\(?[1-9]\d{{0,2}}\)?(?:[{_SPACE}{_DASH}./()]{{0,3}}\d){{7,12}}\b",
    rf"(^|[^\w+\x01.,/\-])00[1-9]\d{{0,2}}{_SPLIT}(?:\(0\)[ ]?)?\d(?:[{_SPACE}{_DASH}./()]{{0,2}}\d){{6,11}}\b",
)
# What may stand before a number without "+": the start of a line, a mark, or a word, but no other digits.
_BEFORE = r"((?m:^)[ \t]*|[^\w\s./+(\]\x01\-][ \t]*|[A-Za-z][.,/\-]?[ \t]+|[A-Za-z][.:][ \t]*|[ \t]-[ \t]+)"
_AT_HOME = (
    # North America: (555) 123-4567, 555-123-4567, 1-800-555-0199, 555 234 5678
    rf"(?:1{_SPLIT})?\(\d{{3}}\)[{_SPACE}]?{_SPLIT}?\d{{3}}{_SPLIT}\d{{4}}",
    rf"(?:1[.{_DASH}])?[2-9]\d\d[.{_DASH}]\d{{3}}[.{_DASH}]\d{{4}}",
    rf"(?:1[ ])?[2-9]\d\d[{_SPACE}][2-9]\d\d{_GAP}\d{{4}}",
    # A place in brackets: (020) 7946 0018, (11) 91234-5678
    rf"\(0\d{{1,5}}\){_SPLIT}?\d{{2,8}}(?:{_SPLIT}\d{{2,8}}){{0,3}}",
    rf"\(\d{{2}}\)[{_SPACE}]?9?\d{{4}}{_GAP}\d{{4}}",
    # Pairs: 01 23 45 67 89, 0470 12 34 56
    rf"0[1-9](?:{_GAP}\d\d){{4}}",
    rf"0[1-9]\d\d[{_SPACE}./]\d\d[{_SPACE}.]\d\d[{_SPACE}.]\d\d",
    # A place of three to five digits: 030 1234567, 0171/123 45 67, 07700 900123, 079 123 45 67, 010-1234-5678
    rf"0[1-9]\d{{1,3}}[{_SPACE}]?[{_SPACE}/{_DASH}][{_SPACE}]?(?:\d{{6,8}}|\d{{3,5}}{_GAP}\d{{2,5}}(?:{_GAP}\d{{2,5}})?)(?:-\d{{1,4}})?",
    # A place of two: 06-12345678, 02 9876 5432, 01 234 5678, 02 123 45 67
    rf"0[1-9][{_SPACE}/{_DASH}](?:\d{{7,8}}|\d{{4}}{_GAP}\d{{4}}|\d{{3}}{_GAP}\d{{4}}|\d{{3}}{_GAP}\d\d{_GAP}\d\d)",
    # Mobile telephones of Spain, India, China and Italy; Russia
    rf"[67]\d\d[{_SPACE}]\d\d[{_SPACE}]\d\d[{_SPACE}]\d\d",
    rf"[6-9]\d{{4}}{_GAP}\d{{5}}",
    rf"1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}",
    rf"3[2-9]\d[{_SPACE}]\d{{3}}[{_SPACE}]?\d{{4}}",
    rf"8[{_SPACE}{_DASH}]?\(?\d{{3}}\)?[{_SPACE}{_DASH}]\d{{3}}{_GAP}\d\d{_GAP}\d\d",
)

# What is done with a text that holds digits, in this order, once its cards are masked: pattern and replacement.
STEPS: tuple[tuple[str, str], ...] = (
    (_IBAN, ACCOUNT),
    (_SMALL_IBAN, ACCOUNT),
    (_CLAIMING, rf"\1{CLAIMED}\2"),
    (rf"{_BEFORE}0[1-9](?:\.\d\d){{4}}\b", rf"\1{PHONE}"),  # 06.12.34.56.78
    (_LONG_DOTTED, rf"{CLAIMED}\1"),
    (_IP4, rf"\1{IP}"),
    (_IP4_NAMED, rf"\1{IP}"),
    (_IP6, IP),
    (_ACCOUNT, rf"\1{ACCOUNT}"),
    *((pattern, rf"\1{PHONE}") for pattern in _ABROAD),
    (rf"{_BEFORE}(?:{'|'.join(_AT_HOME)})\b", rf"\1{PHONE}"),
    (_PHONE_NAMED, rf"\1{PHONE}"),
)
# Every number that is masked has five digits close together, or is a short IP address: in Python the cheaper look.
_CLOSE_DIGITS = r"\d(?:[^\d\n]{0,4}\d){4}|\d\.\d\.\d\.\d|::"

# A look that costs one step of all these: without any of them in it, a text stays as it is.
NUMBERS_PATTERN = "|".join(
    f"(?:{pattern})" for pattern in (CARD_PATTERN, *(found for found, told in STEPS if CLAIMED not in told))
)


def masked(text: str) -> str:
    """The text with a word in the place of everything that would lead to a person.

    >>> masked("Mail ann@shop.example or call +44 20 7946 0018 about order 4711 0815 1234")
    'Mail [e-mail] or call [phone] about order 4711 0815 1234'
    >>> masked("Charged 4111 1111 1111 1111 twice on 05.03.2026, from 192.168.0.17")
    'Charged [card] twice on 05.03.2026, from [ip]'
    """
    if "@" in text:
        text = _compiled(E_MAIL_PATTERN).sub(E_MAIL, text)
    if not (_compiled(_CLOSE_DIGITS).search(text) and _compiled(NUMBERS_PATTERN).search(text)):
        return text
    for candidate in _compiled(CARD_PATTERN).findall(text):
        if is_card(candidate):
            text = text.replace(candidate, CARD)
    for pattern, replacement in STEPS:
        text = _compiled(pattern).sub(replacement, text)
    return text.replace(CLAIMED, "")


def is_card(number: str) -> bool:
    """Whether the last digit is the one that Luhn's formula (ISO/IEC 7812) demands; other signs do not count.

    >>> is_card("4111 1111 1111 1111"), is_card("4111 1111 1111 1112")
    (True, False)
    """
    digits = [int(sign) for sign in reversed(number) if sign in "0123456789"]
    return sum(digits[0::2]) % 10 == -sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2]) % 10


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)
