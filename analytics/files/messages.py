"""Files with several rows per ticket: one row per message, or per change of its state.

Told by a ticket's id that numbers no row of its own, the time of each row, and who wrote what, which field got which
value, or in what state the ticket then was. What fills the fields of the ticket itself is matched as in any file of tickets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from analytics.files.columns import Column
from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping, Messages
from analytics.files.matching import match_fields
from analytics.files.uses import use_of

# Names of columns, the best first, in small words.
_TICKET = (
    "ticket id|conversation id|case id|case number|issue key|issue id|ticket number|ticket no|ticket nr|ticket key|ticket"
    "|conversation|thread id|request id|incident id|ticketnummer|ticket nummer|vorgangsnummer|fallnummer"
)
_AT = (
    "message created at|part created at|comment created at|event created at|message date|message time|sent at|sent date|posted at"
    "|changed at|changed on|change date|change time|event time|event timestamp|occurred at|timestamp|timestamp instant|created at"
    "|created|created date|created time|updated at|updated|updated on|date|time|datum|zeitpunkt|gesendet am|fecha"
)
_OPENED = (
    "conversation created at|ticket created at|case created at|issue created|ticket created|date time opened|opened at"
)
_TEXT = (
    "message body|comment body|plain body|body|message|message text|comment|comment text|text|content|text body|body text|extract"
    "|nachricht|kommentar|mensaje|mensagem|messaggio|bericht"
)
_ROLE = (
    "message author type|author type|author role|actor type|sender type|user role|user type|from type|sent by|sender role|role|direction"
    "|rolle|absendertyp"
)
_AUTHOR = (
    "message author email|message author user id|message author id|author email|author id|author|sender email|sender id|sender|from"
    "|from email|user id|actor id|actor|updater id|created by id|created by|changed by|user|absender|autor|auteur|verfasser"
)
_PUBLIC = "public|is public|visibility|part type|message type|comment type"
_CHANGED = "field name|field|changed field|field changed|property name|property|attribute|feld|name"
_VALUE = "value|new value|new string|to string|to value|to|new|neuer wert"
_STATE = (
    "state|status|ticket status|ticket state|case status|issue status|incident state|new status|to status|new state"
)
_OWN = "id|comment id|message id|part id|event id|history id|activity id|conversation part id"
_RATED = frozenset(str.split("score rating csat nps stars"))

_SOME_REPEAT = 0.8  # most ids per row in a file whose rows carry no id of their own


def as_messages(columns: Sequence[Column]) -> Mapping | None:
    """The mapping of a table with several rows per ticket; None for any other table.

    >>> names = ("ticket_id", "created_at", "author_type", "body")
    >>> cells = (("7", "7"), ("2026-01-05 10:00", "2026-01-05 11:00"), ("customer", "agent"), ("It broke", "Oh"))
    >>> mapping = as_messages([Column(name, name, values, 2) for name, values in zip(names, cells)])
    >>> mapping.grain, mapping.messages.role, mapping.column_of("body")
    ('messages', 'author_type', 'body')
    """
    ticket, text = _first(columns, _TICKET), _first(columns, _TEXT)
    messages = messages_in(columns)
    if not ticket or not messages or not ticket.values or _RATED & {word for c in columns for word in c.plain.split()}:
        return None
    spoken = text is not None and bool(messages.role or messages.author)
    changes = bool(messages.changed and messages.value)
    if not (spoken or changes or _tells_states(ticket, columns)) or not _numbers_no_row(ticket, columns, changes):
        return None
    return _with_ticket_fields(columns, ticket, text if spoken else None, messages)


def _tells_states(ticket: Column, columns: Sequence[Column]) -> bool:
    """Whether most tickets with several rows are in one state in one of them, and in another in the next."""
    state = _first(columns, _STATE)
    if state is None or len(ticket.values) != ticket.rows or len(state.values) != state.rows:
        return False
    states = defaultdict(list)
    for number, told in zip(ticket.values, state.values, strict=True):
        states[number].append(told)
    several = [told for told in states.values() if len(told) > 1]
    return 2 * sum(len(set(told)) > 1 for told in several) > len(several)


def messages_in(columns: Sequence[Column]) -> Messages | None:
    """The columns that say when each row happened, who wrote it and what changed; None without a time."""
    at = next((c for c in _all(columns, _AT) if c.fits["time"] and c.values), None)
    if at is None:
        return None
    changed, value = _first(columns, _CHANGED), _first(columns, _VALUE)
    both = changed is not None and value is not None
    return Messages(
        at.name,
        author=_name(_first(columns, _AUTHOR)),
        role=_name(_first(columns, _ROLE)),
        public=_name(_first(columns, _PUBLIC)),
        changed=_name(changed) if both else "",
        value=_name(value) if both else "",
    )


def _numbers_no_row(ticket: Column, columns: Sequence[Column], changes: bool) -> bool:
    own = _first(columns, _OWN)
    if own is not None and own.name != ticket.name and own.is_unique:
        return True
    return (changes and not ticket.is_unique) or ticket.distinct <= _SOME_REPEAT * len(ticket.values)


def _with_ticket_fields(columns: Sequence[Column], ticket: Column, text: Column | None, messages: Messages) -> Mapping:
    kind = KINDS["tickets"]
    opened = _first(columns, _OPENED)
    uses = [
        ColumnUse("ticket_id", ticket.name, 0.95),
        use_of("created_at", opened or _named(columns, messages.at), kind, 0.9),
    ]
    if text:
        uses.append(ColumnUse("body", text.name, 0.9))
    taken = {use.column for use in uses} | set(messages.columns) | {column.name for column in _all(columns, _OWN)}
    left = [column for column in columns if column.name not in taken]
    matched = match_fields(left, kind, [use.field for use in uses])
    uses += [
        use_of(match.field, match.column, kind, round(match.confidence, 2))
        for match in matched.chosen.values()
        if match.confidence >= (0.9 if kind.field(match.field).type == "minutes" else 0.6)
    ]
    mapping = Mapping(
        "tickets", tuple(uses), confidence=0.9, grain="messages", messages=messages,
        doubts=(*_told(messages, opened, text), *matched.doubts),
    )  # fmt: skip
    if text and messages.author and not mapping.column_of("customer_id"):
        mapping = replace(mapping, uses=(*mapping.uses, ColumnUse("customer_id", messages.author, 0.7)))
    return mapping


def _told(messages: Messages, opened: Column | None, text: Column | None) -> list[str]:
    told = ["Each row is one message or change of a ticket: the rows of one ticket become one."]
    if opened is None:
        told.append(f"A ticket counts as created at the earliest {messages.at} of its rows.")
    if text and not messages.role:
        told.append(f"Whoever wrote first ({messages.author}) counts as the customer, everybody else as an agent.")
    return told


def _all(columns: Sequence[Column], names: str) -> list[Column]:
    return [column for name in names.split("|") for column in columns if column.plain == name]


def _first(columns: Sequence[Column], names: str) -> Column | None:
    there = _all(columns, names)
    return next((column for column in there if column.values), there[0] if there else None)


def _named(columns: Sequence[Column], name: str) -> Column:
    return next(column for column in columns if column.name == name)


def _name(column: Column | None) -> str:
    return column.name if column else ""
