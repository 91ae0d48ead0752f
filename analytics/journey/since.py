"""The events in a customer's life from which a rule can count days.

=====================  ==================================================================================
``days``               the first order (for rows other than orders: or joining, whichever was first)
``days left``          leaving
``since:start``        the customer's beginning: joining, first order or subscription, else their first row
``since:first order``  their first order
``since:last order``   their latest order before the row; of an order, the one before it
``since:first use``    the first time they used the product
``since:event NAME``   the first time that the event NAME of usage happened to them
``since:first ticket`` their first ticket
=====================  ==================================================================================

``days`` and ``days left`` stand in ledgers from before there were others, and mean what they always meant.
"""

from __future__ import annotations

import ibis

from analytics.kpis.definition import Data

EVENT = "since:event "
_MOST_NAMED = 20
# Each with its words, and the tables from which it is known; () for all of them.
_EVENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "days": ("the first order", ("customers", "sales", "subscriptions")),
    "days left": ("leaving", ("customers", "subscriptions")),
    "since:start": ("the customer's beginning", ()),
    "since:first order": ("their first order", ("sales",)),
    "since:last order": ("their latest order before it", ("sales",)),
    "since:first use": ("their first use", ("usage",)),
    "since:first ticket": ("their first ticket", ("tickets",)),
}


def counts_days(field: str) -> bool:
    """Whether a rule that looks at this counts days from an event.

    >>> counts_days("days"), counts_days("since:event signed up"), counts_days("since:event "), counts_days("text")
    (True, True, False, False)
    """
    return field in _EVENTS or (field.startswith(EVENT) and bool(field.removeprefix(EVENT).strip()))


def event_words(field: str) -> str:
    """The event in words.

    >>> event_words("since:event signed up"), event_words("days left")
    ('their first “signed up”', 'leaving')
    """
    return f"their first “{field.removeprefix(EVENT)}”" if field.startswith(EVENT) else _EVENTS[field][0]


def is_known_from(field: str, table: str) -> bool:
    """Whether new rows of ``table`` may move the event.

    >>> is_known_from("since:first use", "usage"), is_known_from("since:first use", "sales")
    (True, False)
    """
    tables = ("usage",) if field.startswith(EVENT) else _EVENTS[field][1]
    return table in tables or not tables


def days_fields(data: Data) -> list[str]:
    """The events that a rule can count days from, as far as the data knows of them; of usage those of most customers.

    >>> from analytics import Workspace
    >>> days_fields(Workspace())
    ['days', 'since:start']
    """
    known = [field for field, (_, tables) in _EVENTS.items() if any(data.count(table) for table in tables)]
    if not data.execute(data.table("profiles").left_at.count()):
        known = [field for field in known if field != "days left"]
    usage = data.table("usage")
    events = usage.filter(usage.event.notnull()).group_by("event").aggregate(n=usage.customer_id.nunique())
    named = data.execute(events.order_by(ibis.desc("n"), "event").limit(_MOST_NAMED))["event"]
    return list(dict.fromkeys(("days", "since:start", *known, *(f"{EVENT}{name}" for name in named))))
