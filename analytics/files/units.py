"""What a column's name says about the unit of its numbers."""

from __future__ import annotations

import re

_DURATIONS = {
    "milliseconds": "ms millis milliseconds millisekunden milisegundos millisecondes",
    "seconds": "s sec secs second seconds sekunden segundos secondes secondi seconden",
    "minutes": "m min mins minute minutes minuten minutos minuti",
    "hours": "h hr hrs hour hours stunden std horas heures ore uren",
    "days": "d day days tage dias días jours giorni dagen",
}
_UNIT_OF = {word: unit for unit, words in _DURATIONS.items() for word in words.split()}
UNIT_WORDS = frozenset(_UNIT_OF)

# Codes that a column's name ends on; those that are words as well (all, try, top) are left out.
CURRENCIES = frozenset(
    str.split(
        "usd eur gbp chf cad aud nzd jpy inr cny hkd sgd krw brl mxn clp cop ars pen uyu sek nok dkk isk pln czk huf ron bgn "
        "rub uah zar ngn kes egp aed sar ils php idr thb myr vnd"
    )
)


def duration_unit(name: str) -> str:
    """``seconds``, ``minutes``, ``hours`` or ``days``, whichever the name says last; else empty.

    >>> duration_unit("resolution_time_hours"), duration_unit("First reply time in minutes (calendar)")
    ('hours', 'minutes')
    >>> duration_unit("Resolution time (in Hrs)"), duration_unit("resolutionTimeSecs"), duration_unit("Took")
    ('hours', 'seconds', '')
    """
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower()
    for word in reversed(re.sub(r"[^\w]+|_", " ", words).split()):
        if word in _UNIT_OF:
            return _UNIT_OF[word]
    return ""


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
    return words[-1].upper() if words and words[-1] in CURRENCIES else ""
