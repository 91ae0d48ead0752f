"""Numbers, money and scores as SQL: from the notations of exports to one number.

Each function gives an expression over the name ``cell`` (a VARCHAR, see ``analytics.store.cells.each``),
NULL where the text is no such value. The common plain notation is a cast; regular expressions run
only on what is left over.
"""

from __future__ import annotations

from analytics.files.loose_times import DIGITS
from analytics.files.scores import STARS, WRITTEN
from analytics.files.units import CURRENCIES
from analytics.sql import literal
from analytics.store.cells import let

_SPACE = r"[\s\x{a0}\x{202f}\x{2009}]"
_MINUS = r"[-\x{2212}\x{2013}]"

# The abbreviations and signs that people write instead of a currency's code.
_WRITTEN = str.split(
    r"US\$ R\$ A\$ AU\$ C\$ CA\$ HK\$ NZ\$ S\$ NT\$ MX\$ RMB RM Rs\.? Rp\.? kr\.? z\x{142} "
    r"K\x{10d} Ft lei Fr\.? SFr\.? TL Bs\.? S/\.? Lt R \p{Sc}"
)
# Codes first: RON is no rand.
_CURRENCY = "(?i:" + "|".join([*CURRENCIES, *_WRITTEN]) + ")"
# Signs that stand for one currency only; $, kr and the like stay as they are written.
_CODE_OF = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₺": "TRY", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₴": "UAH", "₦": "NGN", "৳": "BDT",
    "R$": "BRL", "US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "MX$": "MXN", "ZŁ": "PLN", "KČ": "CZK", "FT": "HUF", "RM": "MYR", "SFR.": "CHF", "FR.": "CHF",
}  # fmt: skip
_BEFORE = rf"^([\s(+]*{_MINUS}?[\s(]*){_CURRENCY}{_SPACE}*"
_AFTER = rf"{_SPACE}*{_CURRENCY}([\s)]*{_MINUS}?[\s)]*)$"

_GROUP = r"[\s\x{a0}\x{202f}\x{2009}'\x{2019}"

# A dash where the cents would stand: 12,- and 12.--
_NO_CENTS = r"[.,]\s*[-\x{2013}\x{2014}]+$"

_USUAL = r"^[$£€]?\d{1,3}(,\d{3})*(\.\d+)?$"


def _grammar(group: str, point: str) -> str:
    """A number with or without groups (thousands, the Indian lakh), signed before, behind or by brackets."""
    grouped = rf"\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}}"
    figure = rf"(?:(?:{grouped}|\d+)(?:{point}\d*)?|{point}\d+)"
    sign = rf"(?:{_MINUS}|\+)"
    before = rf"(?:{sign}?{_SPACE}*\(?|\({_SPACE}*{sign}?)"
    return rf"^{before}{_SPACE}*{figure}{_SPACE}*{_MINUS}?{_SPACE}*\)?$"


_POINT = _grammar(_GROUP + ",]", r"\.")
_COMMA = _grammar(_GROUP + ".]", ",")


def number(decimal_comma: bool = False) -> str:
    """DOUBLE from ``12.5``, ``1,234.5``, ``1 234``, ``45 %``; with ``decimal_comma`` from ``1.234,5``.

    Infinity and not-a-number are no values.
    """
    figure = f"regexp_replace(cell, '{_SPACE}*%$', '')"
    found = f"TRY_CAST({_written(figure, decimal_comma)} AS DOUBLE)"
    if decimal_comma:
        return found
    return f"CASE WHEN isfinite(TRY_CAST(cell AS DOUBLE)) THEN TRY_CAST(cell AS DOUBLE) ELSE {found} END"


def money(decimal_comma: bool = False, cents: bool = False) -> str:
    """DECIMAL(18,4) from ``$1,234.50``, ``(RM 50.00)``, ``-12,00 \u20ac``; ``cents`` are hundredths."""
    figure = f"regexp_replace(regexp_replace(cell, '{_BEFORE}', '\\1'), '{_AFTER}', '\\1')"
    found = f"TRY_CAST({_written(figure, decimal_comma)} AS DECIMAL(18, 4))"
    if not decimal_comma:
        # The usual $1,234.50 needs one look; the long list of currencies only what is left.
        usual = f"CASE WHEN regexp_matches(cell, '{_USUAL}') THEN ltrim(replace(cell, ',', ''), '$£€') END"
        found = f"COALESCE(TRY_CAST(cell AS DECIMAL(18, 4)), TRY_CAST({usual} AS DECIMAL(18, 4)), {found})"
    return f"TRY_CAST({found} * 0.01 AS DECIMAL(18, 4))" if cents else found


def score(decimal_comma: bool = False) -> str:
    """DOUBLE from a number, or from a score with what it is out of or means: ``8/10``, ``4 stars``, ``5 (good)``."""
    stars = f"CASE WHEN regexp_matches(cell, {literal(STARS)}) THEN length(replace(trim(cell), '☆', '')) END"
    told = f"TRY_CAST(replace(regexp_extract(cell, {literal('(?i)' + WRITTEN)}, 1), ',', '.') AS DOUBLE)"
    return f"COALESCE({number(decimal_comma)}, {told}, CAST({stars} AS DOUBLE))"


def is_negative(text: str) -> str:
    """Whether text that is a number or a duration has a minus in front."""
    return f"regexp_matches({text}, '^\\s*{_MINUS}')"


def currency() -> str:
    """The code of the currency that an amount names, its sign where that could be several, NULL where it names none."""
    cases = " ".join(f"WHEN {literal(sign)} THEN {literal(code)}" for sign, code in _CODE_OF.items())
    return let(
        "sign",
        f"upper(regexp_extract(cell, {literal(_CURRENCY)}))",
        f"CASE sign WHEN '' THEN NULL {cases} ELSE sign END",
    )


def whole(decimal_comma: bool = False) -> str:
    """BIGINT from a number without a fraction (``3``, ``3.0``, ``1,200``); ``3.7`` is no whole number."""
    integer = "CASE WHEN figure = trunc(figure) THEN TRY_CAST(figure AS BIGINT) END"
    return let("figure", number(decimal_comma), integer)


def _written(text: str, decimal_comma: bool) -> str:
    """The text of a well-formed number as a cast understands it: sign in front, a point, no groups."""
    grammar, kept = (_COMMA, "[^0-9,]") if decimal_comma else (_POINT, "[^0-9.]")
    grammar = grammar.replace("'", "''")
    sign = f"CASE WHEN regexp_matches(bare, '{_MINUS}|\\(') THEN '-' ELSE '' END"
    digits = f"replace(regexp_replace(bare, '{kept}', '', 'g'), ',', '.')"
    written = f"CASE WHEN length(bare) < 60 AND regexp_matches(bare, '{grammar}') THEN {sign} || {digits} END"
    # Other digits, the apostrophe that keeps a spreadsheet from typing, and the dash that stands for no cents.
    text = f"regexp_replace(regexp_replace({text}, '^[''=]', ''), {literal(_NO_CENTS)}, '')"
    return let("bare", f"translate({text}, {literal(DIGITS[0])}, {literal(DIGITS[1])})", written)
