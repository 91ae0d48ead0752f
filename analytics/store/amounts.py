"""Numbers, money and durations as SQL: from the notations of exports to one number.

Each function takes the SQL of a VARCHAR expression and gives the SQL of its value, NULL where the text
is no such value. The common plain notation is a cast; regular expressions run only on what is left over.
"""

from __future__ import annotations

_SPACE = r"[\s\x{a0}\x{202f}\x{2009}]"
_MINUS = r"[-\x{2212}\x{2013}]"

# Codes of ISO 4217 in circulation, then the abbreviations and signs that people write instead.
_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ "
    "GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR "
    "LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN "
    "PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB "
    "TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL"
).split()
_WRITTEN = (
    r"US\$ R\$ A\$ AU\$ C\$ CA\$ HK\$ NZ\$ S\$ NT\$ MX\$ RMB RM Rs\.? Rp\.? kr\.? z\x{142} K\x{10d} Ft lei "
    r"Fr\.? SFr\.? TL Bs\.? S/\.? Lt R \p{Sc}"
).split()
_CURRENCY = r"(?i:" + "|".join(_WRITTEN + _CODES) + ")"
_BEFORE = rf"^([\s(+]*{_MINUS}?[\s(]*){_CURRENCY}{_SPACE}*"
_AFTER = rf"{_SPACE}*{_CURRENCY}([\s)]*{_MINUS}?[\s)]*)$"

_GROUP = r"[\s\x{a0}\x{202f}\x{2009}'\x{2019}"


def _grammar(group: str, point: str) -> str:
    """A number with or without groups (thousands, or the Indian lakh), signed before, behind or by brackets."""
    grouped = rf"\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}}"
    figure = rf"(?:(?:{grouped}|\d+)(?:{point}\d*)?|{point}\d+)"
    return rf"^(?:{_MINUS}|\+)?{_SPACE}*\(?{_SPACE}*(?:{_MINUS}|\+)?{_SPACE}*{figure}{_SPACE}*{_MINUS}?{_SPACE}*\)?$"


_POINT = _grammar(_GROUP + ",]", r"\.")
_COMMA = _grammar(_GROUP + ".]", ",")


def number(text: str, decimal_comma: bool = False) -> str:
    """DOUBLE from ``12.5``, ``1,234.5``, ``1 234``, ``45 %``; with ``decimal_comma`` from ``1.234,5``.

    Infinity and not-a-number are no values.
    """
    written = _written(_stripped(text, rf"{_SPACE}*%$"), decimal_comma)
    found = f"TRY_CAST({written} AS DOUBLE)"
    if not decimal_comma:
        found = f"COALESCE(TRY_CAST({text} AS DOUBLE), {found})"
    return f"CASE WHEN isfinite({found}) THEN {found} END"


def money(text: str, decimal_comma: bool = False, cents: bool = False) -> str:
    """DECIMAL(18,4) from ``$1,234.50``, ``(RM 50.00)``, ``-12,00 \u20ac``; ``cents`` are hundredths."""
    bare = f"regexp_replace(regexp_replace({text}, '{_BEFORE}', '\\1'), '{_AFTER}', '\\1')"
    found = f"TRY_CAST({_written(bare, decimal_comma)} AS DECIMAL(18, 4))"
    if not decimal_comma:
        found = f"COALESCE(TRY_CAST({text} AS DECIMAL(18, 4)), {found})"
    return f"TRY_CAST({found} * 0.01 AS DECIMAL(18, 4))" if cents else found


def whole(text: str, decimal_comma: bool = False) -> str:
    """BIGINT from a number without a fraction (``3``, ``3.0``, ``1,200``); ``3.7`` is no whole number."""
    value = number(text, decimal_comma)
    return f"CASE WHEN {value} = trunc({value}) THEN TRY_CAST({value} AS BIGINT) END"


def _written(text: str, decimal_comma: bool) -> str:
    """The text of a well-formed number as a cast understands it: sign in front, a point, no groups."""
    grammar, kept = (_COMMA, "[^0-9,]") if decimal_comma else (_POINT, "[^0-9.]")
    grammar = grammar.replace("'", "''")
    sign = f"CASE WHEN regexp_matches({text}, '{_MINUS}|\\(') THEN '-' ELSE '' END"
    digits = f"replace(regexp_replace({text}, '{kept}', '', 'g'), ',', '.')"
    return f"CASE WHEN regexp_matches({text}, '{grammar}') THEN {sign} || {digits} END"


def _stripped(text: str, pattern: str) -> str:
    return f"regexp_replace({text}, '{pattern}', '')"
