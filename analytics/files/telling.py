"""What columns that fill no field tell about the table all the same: how somebody paid, when a bill renews, a score."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.files.columns import Column
from analytics.files.lexicon import concepts
from analytics.files.mapping import Mapping

_BESIDE = {
    "tickets": re.compile(
        r"^(complaints?|problem description|issue description|ani|dnis|ivr duration|wrapup duration|wrap up time|"
        r"ticket (owner|agent|assignee|priority|closed time|on hold time))$"
    ),
    "sales": re.compile(
        r"^(payment|shipping|delivery) (method|type)$|^(zahlungs|versand|bezahl)(art|weise|methode)$|^(mode de )?paiement$"
        r"|^(forma|metodo) de (pago|envio|pagamento)$|^metodo di pagamento$|^betaalmethode$|^betaalwijze$"
    ),
    "subscriptions": re.compile(
        r"^(current )?(period|term) (start|started|started at|end|ends|ends at|ended at)$|^(next|last) (billing|renewal)\b"
        r"|^current (period|term) (start|end)|^(renewal date|renews at|trial ends? at|trial end|total billing cycles)$"
    ),
}
# "Text of the complaint", "date of the complaint", in whatever language.
_COMPLAINED = tuple(
    frozenset(["complaint", about]) for about in ("date", "comment", "description", "text", "category", "type")
)
_MONEY = re.compile(
    r"^(currency|currency code|wahrung|moneda|devise|valuta|gross|amount|total|price|net amount|betrag"
    r"|importo|importe|montant|bedrag|kwota)$"
)
# The day from which a bank counts interest.
_VALUE_DATE = re.compile(
    r"^(value date|valuta ?datum|valuta ?dato|wertstellung(sdatum)?|date (de )?valeur|fecha (de )?valor|data (de )?valor"
    r"|data valuta|rentedatum)$"
)
# What is told of a person once.
_OF_PEOPLE = re.compile(
    r"^(dob|birthday|birth ?date|date of birth|geburtsdatum|gender|sex|geschlecht|first name|last name|vorname|nachname|time zone)$"
)
_DESCRIBED = 3
# What a ticket has that an answer to a survey has not.
_OF_TICKETS = frozenset(
    str.split(
        "status priority subject category resolved_at first_response_at first_response_minutes resolution_minutes sla_met "
        "reopens replies"
    )
)
# Fields that an answer to a survey repeats of the ticket that it rates, and the numbers that only answers have.
_REPEATED = frozenset(str.split("status priority subject category"))
_OF_ANSWERS = re.compile(r"^(survey )?(response|submission|answer|feedback) (id|number)$")
_SCORE = re.compile(r"\b(score|rating|stars|nps|csat|ces|grade|note|bewertung|puntuacion)\b")


def speaks_for(kind: str, columns: Sequence[Column]) -> bool:
    """Whether a column stands there that only tables of the kind have.

    >>> speaks_for("sales", [Column("Zahlungsart", "Zahlungsart", ("PayPal",), 1)])
    True
    """
    pattern = _BESIDE.get(kind)
    if kind == "tickets" and any(concepts(column.plain) in _COMPLAINED for column in columns):
        return True
    return pattern is not None and any(pattern.search(column.plain) for column in columns)


def is_about_money(columns: Sequence[Column]) -> bool:
    """Whether a column names a currency or an amount: what people did is not counted beside those.

    >>> is_about_money([Column("Gross", "Gross", ("1.00",), 1)])
    True
    """
    return any(_MONEY.match(column.plain) for column in columns)


def is_paid_for(mapping: Mapping, columns: Sequence[Column]) -> bool:
    """Whether what could be a ticket costs something, and nothing is told of its service: then it is an order, whatever it is called.

    >>> from analytics.files.mapping import ColumnUse
    >>> request = Mapping("tickets", (ColumnUse("ticket_id", "id_richiesta"), ColumnUse("status", "stato")))
    >>> is_paid_for(request, [Column("importo", "importo", ("64.65",), 1)])
    True
    """
    service = (_OF_TICKETS - {"status"}) | {"body", "satisfaction"}
    told = {use.field for use in mapping.uses if use.column} & service
    return mapping.kind == "tickets" and not told and is_about_money(columns)


def is_of_an_account(columns: Sequence[Column]) -> bool:
    """Whether a bank wrote the table: what moved on an account, whoever it came from, and no orders.

    >>> is_of_an_account([Column("Value date", "Value date", ("2026-01-05",), 1)])
    True
    """
    return any(_VALUE_DATE.match(column.plain) for column in columns)


def is_about_people(columns: Sequence[Column]) -> bool:
    """Whether each row describes another person: what they spent is then told of all their orders together.

    >>> names = ("email", "first_name", "dob", "gender", "total_revenue")
    >>> is_about_people([Column(name, name, ("a", "b"), 2) for name in names])
    True
    """
    described = sum(bool(_OF_PEOPLE.match(column.plain)) for column in columns)
    return described >= _DESCRIBED and any("email" in concepts(c.plain) and _hardly_repeats(c) for c in columns)


def _hardly_repeats(column: Column) -> bool:
    return bool(column.values) and column.distinct == len(column.values)


def rates_a_ticket(mapping: Mapping, columns: Sequence[Column]) -> bool:
    """Whether a row names a ticket only to say which one was rated: a score, and nothing of the ticket.

    Where the row has the number of an answer, it may also repeat what the ticket was about.

    >>> from analytics.files.mapping import ColumnUse
    >>> mapping = Mapping("tickets", (ColumnUse("ticket_id", "Ticket ID"), ColumnUse("body", "Comment")))
    >>> rates_a_ticket(mapping, [Column("Score", "Score", ("9",), 1)])
    True
    """
    told = {use.field for use in mapping.uses} & _OF_TICKETS
    if any(_OF_ANSWERS.search(column.plain) and column.values for column in columns):
        told -= _REPEATED
    return mapping.kind == "tickets" and not told and any(_SCORE.search(c.plain) for c in columns)
