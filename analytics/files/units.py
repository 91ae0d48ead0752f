"""What a column's name says about the unit of its numbers."""

from __future__ import annotations

import re

# How many minutes one unit of a duration has.
UNITS = {"milliseconds": 1 / 60_000, "seconds": 1 / 60, "minutes": 1.0, "hours": 60.0, "days": 1440.0}

_DURATIONS = {
    "milliseconds": "ms millis milliseconds millisekunden milisegundos millisecondes 밀리초 ミリ秒 毫秒",
    "seconds": "s sec secs second seconds sekunden segundos secondes secondi seconden sekundy секунд 초 秒",
    "minutes": "m min mins minute minutes minuten minutos minuti minuty минут 분 分 分钟",
    "hours": "h hr hrs hour hours stunden std horas heures ore uren godziny часов 小时",
    "days": "d day days tage dias días jours giorni dagen dni дней",
}
_UNIT_OF = {word: unit for unit, words in _DURATIONS.items() for word in words.split()}
UNIT_WORDS = frozenset(_UNIT_OF)

# In Korean, Japanese and Chinese the unit is written to the time without a gap.
_JOINED = re.compile(r"(?<=시간|時間|时间|时长)(?=(초|秒|분|分|分钟|小时)$)")

# Codes of ISO 4217 in circulation.
CURRENCIES = tuple(
    str.split(
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
        "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
        "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR "
        "KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
        "MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
        "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
        "UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL"
    )
)
# Those that a column's name may end on: not those that are words as well.
CURRENCIES_IN_NAMES = frozenset(map(str.lower, CURRENCIES)) - frozenset(
    str.split("all amd bam gel mad mop sos top try")
)


def duration_unit(name: str) -> str:
    """``seconds``, ``minutes``, ``hours`` or ``days``, whichever the name says last; else empty.

    >>> duration_unit("resolution_time_hours"), duration_unit("First reply time in minutes (calendar)")
    ('hours', 'minutes')
    >>> duration_unit("Resolution time (in Hrs)"), duration_unit("resolutionTimeSecs"), duration_unit("Took")
    ('hours', 'seconds', '')
    """
    words = unit_apart(re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower())
    for word in reversed(re.sub(r"[^\w]+|_", " ", words).split()):
        if word in _UNIT_OF:
            return _UNIT_OF[word]
    return ""


def unit_apart(name: str) -> str:
    """The name with a gap before the unit that is written to the time.

    >>> unit_apart("대기시간초"), unit_apart("waiting time")
    ('대기시간 초', 'waiting time')
    """
    return _JOINED.sub(" ", name)


def is_in_cents(name: str) -> bool:
    """Whether the name says that money is counted in hundredths.

    >>> is_in_cents("amount_cents"), is_in_cents("Percentage"), is_in_cents("price (ct)")
    (True, False, True)
    """
    return bool(re.search(r"(^|[\W_])(cents?|centavos?|pence|ct|cts)($|[\W_])", name.lower()))


def currency_in(name: str) -> str:
    """The currency that a column's name ends on, as its code; empty where it names none.

    >>> currency_in("refund_amount_usd"), currency_in("Total (EUR)"), currency_in("total")
    ('USD', 'EUR', '')
    """
    words = re.sub(r"[^\w]+|_", " ", name.lower()).split()
    return words[-1].upper() if words and words[-1] in CURRENCIES_IN_NAMES else ""
