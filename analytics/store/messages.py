"""Several rows of one ticket (its messages, the changes of its state) as one record, with what changed."""

from __future__ import annotations

from dataclasses import replace

import duckdb

from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping, Messages
from analytics.sql import literal, quoted
from analytics.store.masking import masked_prose
from analytics.store.settling import settle
from analytics.store.typing import Typed, typed

# Words in which exports say who wrote a message, who saw it, and how the ticket stands.
_CUSTOMERS = (
    "customer|user|end-user|enduser|end_user|contact|lead|requester|client|visitor|consumer|reporter|incoming|in|inbound"
    "|kunde|cliente"
)
_AGENTS = (
    "agent|admin|administrator|teammate|operator|support|staff|bot|system|owner|assignee|outgoing|out|outbound|employee"
    "|mitarbeiter|agente"
)
_PRIVATE = "false|f|no|n|0|private|internal|note|internal_note|nein"
_DONE = (
    "solved|closed|close|resolved|done|completed|complete|cancelled|canceled|erledigt|gelöst|geschlossen|fermé|résolu"
    "|resuelto|cerrado"
)
_OPENING = (
    "open|opened|reopen|reopened|snoozed"  # with the words of _DONE: parts of a conversation that change its state
)
_STATE = "status|state|ticket_status|ticket status|conversation_state|hs_pipeline_stage|estado|statut|stato"

_MOST_CHANGES = 50
_LONGEST = 200  # letters of a changed value

# Fields whose first value counts; of the others the last, because a state is what it is in the end.
_FIRST = frozenset({"created_at", "subject", "channel", "customer_id", "first_response_at", "first_response_minutes"})


def settle_messages(
    cursor: duckdb.DuckDBPyConnection, staging: str, mapping: Mapping, timezone: str
) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping with the notation of the messages' times decided from all staged rows, and what to tell of it."""
    messages = mapping.messages
    if messages is None:
        return mapping, ()
    asked = ColumnUse("created_at", messages.at, formats=messages.formats, timezone=messages.timezone)
    created = mapping.use_of("created_at")
    notes: tuple[str, ...] = ()
    found = created
    if found is None or found.column != messages.at:
        settled, notes = settle(cursor, staging, Mapping("tickets", (asked,)), timezone)
        found = settled.uses[0]
    return replace(mapping, messages=replace(messages, formats=found.formats, timezone=found.timezone)), notes


def message_cells(mapping: Mapping) -> list[tuple[str, ColumnUse, Typed]]:
    """What is read from a row besides the ticket's fields: where it goes in ``cells``, from where, and how."""
    messages, kind = mapping.messages, KINDS["tickets"]
    if messages is None:
        return []
    at = ColumnUse("created_at", messages.at, formats=messages.formats, timezone=messages.timezone)
    read = [("message_at", at, typed(at, kind.field("created_at")))]
    for name in ("author", "role", "public", "changed", "value"):
        if column := getattr(messages, name):
            use = ColumnUse("status", column)
            cell = typed(use, kind.field("status"))
            private = mapping.mask and name == "value"
            read.append((f"message_{name}", use, Typed(masked_prose(f"({cell.value})")) if private else cell))
    return read


def derived_fields(mapping: Mapping) -> set[str]:
    """The fields of a ticket that its rows tell together."""
    messages = mapping.messages
    if messages is None:
        return set()
    found = (
        {"first_response_at", "replies"} if mapping.column_of("body") and (messages.role or messages.author) else set()
    )
    if mapping.column_of("status") or messages.changed or messages.public:
        found |= {"status", "resolved_at", "reopens"}
    return found


def tickets_of_messages(mapping: Mapping, fields: list[str]) -> str:
    """The query that makes one record of all good ``cells`` of a ticket; ``fields`` are those that columns fill.

    Body: what the customer wrote, message by message. First response: the first public message of somebody
    else after it. Resolved: the last time the state became a final one, if it stayed. ``extra`` counts the
    messages and lists the changes.
    """
    derived = derived_fields(mapping)
    made = {name: _plain(name) for name in fields if name != "ticket_id"}
    made["created_at"] = "coalesce(min(created_at), min(message_at))" if "created_at" in fields else "min(message_at)"
    if "body" in fields:
        made["body"] = "string_agg(body, chr(10) || chr(10) ORDER BY turn) FILTER (by_customer)"
    if "customer_id" in fields:
        made["customer_id"] = "arg_min(customer_id, turn) FILTER (by_customer AND customer_id IS NOT NULL)"
    made |= {name: sql for name, sql in _derived(fields).items() if name in derived}
    values = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in made.items())
    listed = (
        "list({'time': message_at, 'field': change, 'value': changed_to} ORDER BY turn) FILTER (change IS NOT NULL)"
    )
    changes = f"({listed})[:{_MOST_CHANGES}]"
    return (
        f"SELECT min(row_number) AS row_number, ticket_id, {values}, json_merge_patch(coalesce(arg_min(extra, turn), '{{}}'::JSON), "
        f"json_object('messages', count(*) FILTER (says), 'changes', {changes})) AS extra, "
        f"list(row_number ORDER BY row_number) AS row_numbers FROM ({_in_turn(mapping, fields)}) GROUP BY ticket_id"
    )


def _plain(name: str) -> str:
    taken = "arg_min" if name in _FIRST else "arg_max"
    return f"{taken}({quoted(name)}, turn) FILTER ({quoted(name)} IS NOT NULL)"


def _derived(fields: list[str]) -> dict[str, str]:
    """What the rows of a ticket tell together, after what a column says itself."""

    def after(field: str, sql: str) -> str:
        return f"coalesce({_plain(field)}, {sql})" if field in fields else sql

    answered = "min(message_at) FILTER (by_agent AND message_at >= opened)"
    resolved = "CASE WHEN bool_or(final_state) THEN max(message_at) FILTER (is_done AND NOT was_done) END"
    return {
        "first_response_at": after("first_response_at", answered),
        "replies": after("replies", "count(*) FILTER (by_agent)"),
        "status": "arg_max(state, turn) FILTER (state IS NOT NULL)",
        "resolved_at": after("resolved_at", resolved),
        "reopens": after("reopens", "count(*) FILTER (was_done AND NOT is_done)"),
    }


def _in_turn(mapping: Mapping, fields: list[str]) -> str:
    """The good cells with who wrote each, how the state changed with it, and what else did."""
    messages = mapping.messages or Messages("")
    change = "coalesce(message_changed, moved)" if messages.changed else "moved"
    value = "coalesce(message_value, state)" if messages.value else "state"
    return (
        f"SELECT *, {change} AS change, left({value}, {_LONGEST}) AS changed_to, "
        "min(message_at) FILTER (by_customer) OVER (PARTITION BY ticket_id) AS opened FROM ("
        "SELECT *, CASE WHEN state <> before THEN 'status' END AS moved, "
        f"coalesce({_is_in('state', _DONE)}, FALSE) AS is_done, "
        f"coalesce({_is_in('before', _DONE)}, FALSE) AND state IS NOT NULL AS was_done, "
        f"coalesce({_is_in('last_state', _DONE)}, FALSE) AS final_state FROM ({_states(mapping, messages, fields)}))"
    )


def _states(mapping: Mapping, messages: Messages, fields: list[str]) -> str:
    """The good cells in the order of their time: who wrote, the state of the row, the one before, and the last."""
    ordered = "OVER (PARTITION BY ticket_id ORDER BY message_at NULLS LAST, row_number)"
    in_turn = f"SELECT *, row_number() {ordered} AS turn FROM cells WHERE NOT bad"
    says = "body IS NOT NULL" if "body" in fields else "FALSE"
    public = f"coalesce(NOT {_is_in('message_public', _PRIVATE)}, TRUE)" if messages.public else "TRUE"
    seen = (
        f"SELECT *, {says} AS says, {public} AS is_public, {_customer(messages)} AS is_customer, "
        f"{_state(messages, fields)} AS state FROM ({in_turn})"
    )
    return (
        "SELECT *, says AND is_public AND coalesce(is_customer, FALSE) AS by_customer, "
        "says AND is_public AND NOT coalesce(is_customer, TRUE) AS by_agent, "
        "lag(state IGNORE NULLS) OVER (PARTITION BY ticket_id ORDER BY turn) AS before, "
        "last_value(state IGNORE NULLS) OVER (PARTITION BY ticket_id ORDER BY turn "
        f"ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_state FROM ({seen})"
    )


def _state(messages: Messages, fields: list[str]) -> str:
    """The state that a row tells: as a change of it, in a column of its own, or as a part that closes or opens."""
    told = ["status"] if "status" in fields else []
    if messages.changed:
        told.insert(0, f"CASE WHEN {_is_in('message_changed', _STATE)} THEN message_value END")
    if messages.public:
        told.append(f"CASE WHEN {_is_in('message_public', f'{_DONE}|{_OPENING}')} THEN message_public END")
    return f"coalesce({', '.join(told)})" if told else "NULL::VARCHAR"


def _customer(messages: Messages) -> str:
    """Whether the customer wrote the row: by the writer's role, else whoever wrote first is taken for the customer."""
    if messages.role:
        known = f"WHEN {_is_in('message_role', _CUSTOMERS)} THEN TRUE WHEN {_is_in('message_role', _AGENTS)} THEN FALSE"
        return f"CASE {known} END"
    if messages.author:
        first = "first_value(message_author) OVER (PARTITION BY ticket_id ORDER BY turn)"
        return f"message_author IS NOT DISTINCT FROM {first}"
    return "TRUE"


def _is_in(text: str, words: str) -> str:
    return f"(lower({text}) IN ({', '.join(literal(word) for word in words.split('|'))}))"
