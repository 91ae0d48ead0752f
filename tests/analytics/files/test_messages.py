"""Which tables hold several rows per ticket, and which only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.files.columns import Column
from analytics.files.mapping import Mapping
from analytics.files.messages import as_messages
from analytics.files.reading import examine
from analytics.files.recognise import recognise

DAYS = ("2026-01-05 10:00", "2026-01-05 11:00", "2026-01-06 09:00")


def made(**cells: tuple[str, ...]) -> Mapping | None:
    return as_messages([Column(name, name, values, len(values)) for name, values in cells.items()])


def test_comments_with_ids_of_their_own_are_messages_even_where_each_ticket_has_one() -> None:
    mapping = made(id=("1", "2"), ticket_id=("7", "8"), created=DAYS[:2], user_id=("a", "b"), body=("x", "y"))
    assert mapping is not None
    assert (mapping.column_of("ticket_id"), mapping.column_of("created_at"), mapping.column_of("body")) == (
        "ticket_id", "created", "body")  # fmt: skip
    assert mapping.column_of("customer_id") == "user_id"


@pytest.mark.parametrize(
    "columns",
    [
        # One row per ticket, with a last comment and an agent.
        {"ticket_id": ("1", "2", "3"), "created_at": DAYS, "agent": ("a", "b", "a"), "comment": ("x", "y", "z")},
        # Ratings of tickets are answers to a survey.
        {"id": ("1", "2"), "ticket_id": ("7", "7"), "created_at": DAYS[:2], "user_id": ("a", "b"), "score": ("4", "5"),
         "comment": ("x", "y")},
        # Tags of tickets say nothing and change nothing.
        {"ticket_id": ("7", "7"), "created_at": DAYS[:2], "tag": ("a", "b")},
        # Without a time there is no order.
        {"id": ("1", "2"), "ticket_id": ("7", "7"), "author": ("a", "b"), "body": ("x", "y")},
    ],
)  # fmt: skip
def test_what_only_looks_like_messages_is_none(columns: dict[str, tuple[str, ...]]) -> None:
    assert made(**columns) is None


@pytest.mark.real
@pytest.mark.parametrize(
    ("file", "text", "changed"),
    [
        ("zendesk/ticket_comment_data.csv", "body", ""),
        ("zendesk/ticket_field_history_data.csv", None, "field_name"),
        ("intercom/conversation_part_history_data.csv", "body", ""),
        ("hubspot/ticket_property_history_data.csv", None, "name"),
    ],
)
def test_the_schemas_of_vendors_that_keep_one_row_per_message_or_change(real_data: Path, file, text, changed) -> None:
    (table,) = examine(real_data / "vendor_schemas" / file)
    mapping = recognise(table)
    assert (mapping.kind, mapping.grain, mapping.column_of("body")) == ("tickets", "messages", text)
    assert mapping.messages is not None
    assert mapping.messages.changed == changed
