"""Several rows per ticket become one ticket, with what changed, and the receipt still adds up."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from analytics.store.receipts import Receipt
from analytics.workspace import Workspace

NOW = datetime(2026, 6, 1)


@pytest.fixture
def load(workspace: Workspace, tmp_path: Path):
    """Loads rows written in the test as a CSV file, as they are recognised."""
    count = iter(range(100))

    def _load(name: str, rows: list[list[str]]) -> Receipt:
        path = tmp_path / f"{next(count)}-{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        receipt = workspace.load(path, now=NOW, who="Ada")
        assert receipt.adds_up, receipt
        return receipt

    return _load


def ticket(workspace: Workspace, ticket_id: str) -> dict[str, Any]:
    found = workspace.database.frame("SELECT * FROM tickets WHERE ticket_id = ?", [ticket_id]).iloc[0].to_dict()
    return found | {"extra": json.loads(found["extra"])}


# A conversation: the customer writes twice, an agent notes something inside, then answers; T2 is never answered.
MESSAGES = [
    ["message_id", "ticket_id", "subject", "created_at", "author_role", "author_id", "public", "body"],
    ["m1", "T1", "Broken mug", "2026-01-05 10:00", "customer", "ann", "true", "It broke."],
    ["m2", "T1", "", "2026-01-05 10:05", "agent", "sue", "false", "Which one does she mean?"],
    ["m3", "T1", "", "2026-01-05 10:20", "customer", "ann", "true", "The blue one."],
    ["m4", "T1", "", "2026-01-05 11:00", "agent", "sue", "true", "We send another."],
    ["m5", "T2", "Late", "2026-01-06 09:00", "customer", "bob", "true", "Where is it?"],
]


def test_messages_become_one_ticket_with_what_the_customer_wrote(workspace: Workspace, load) -> None:
    receipt = load("messages", MESSAGES)
    assert (receipt.kind, receipt.read, receipt.loaded, receipt.records) == ("tickets", 5, 5, 2)
    found = ticket(workspace, "T1")
    assert (found["subject"], found["body"], found["customer_id"]) == (
        "Broken mug",
        "It broke.\n\nThe blue one.",
        "ann",
    )
    assert found["created_at"] == datetime(2026, 1, 5, 10)
    # The note inside the company is no answer.
    assert (found["first_response_at"], found["replies"]) == (datetime(2026, 1, 5, 11), 1)
    assert found["extra"]["messages"] == 4


def test_the_order_of_the_rows_does_not_matter_but_that_of_their_times(workspace: Workspace, load) -> None:
    load("messages", [MESSAGES[0], *reversed(MESSAGES[1:])])
    found = ticket(workspace, "T1")
    assert (found["subject"], found["body"]) == ("Broken mug", "It broke.\n\nThe blue one.")


def test_the_same_messages_again_change_nothing_and_a_further_one_updates(workspace: Workspace, load) -> None:
    load("messages", MESSAGES)
    again = load("messages", MESSAGES)
    assert (again.unchanged, again.records) == (5, 0)
    more = load("messages", [*MESSAGES, ["m6", "T2", "", "2026-01-06 12:00", "agent", "sue", "true", "On its way."]])
    assert (more.unchanged, more.updated) == (4, 2)
    assert ticket(workspace, "T2")["replies"] == 1
    workspace.undo(more.import_id)
    assert ticket(workspace, "T2")["replies"] == 0


def test_without_roles_whoever_wrote_first_is_the_customer_and_it_is_told(workspace: Workspace, load, tmp_path) -> None:
    rows = [[row[at] for at in (0, 1, 3, 5, 7)] for row in MESSAGES]
    load("ticket_comments", rows)
    assert ticket(workspace, "T1")["body"] == "It broke.\n\nThe blue one."
    path = tmp_path / "again.csv"
    path.write_text("\n".join(",".join(row) for row in rows))
    assert any("wrote first" in doubt for doubt in workspace.propose(workspace.examine(path)[0]).doubts)


# Zendesk: one row per change. Solved, opened again by the customer, and solved for good.
EVENTS = [
    ["field_name", "ticket_id", "updated", "user_id", "value"],
    ["status", "11", "2026-02-01 08:00:00", "", "new"],
    ["priority", "11", "2026-02-01 08:00:00", "", "high"],
    ["status", "11", "2026-02-01 10:00:00", "7", "solved"],
    ["status", "11", "2026-02-02 09:00:00", "8", "open"],
    ["status", "11", "2026-02-03 09:30:00", "7", "solved"],
    ["status", "12", "2026-02-03 10:00:00", "", "new"],
]


def test_changes_of_state_become_one_ticket_with_what_changed(workspace: Workspace, load) -> None:
    receipt = load("ticket_events", EVENTS)
    assert (receipt.kind, receipt.loaded, receipt.records) == ("tickets", 6, 2)
    found = ticket(workspace, "11")
    assert (found["status"], found["resolved_at"], found["reopens"]) == ("solved", datetime(2026, 2, 3, 9, 30), 1)
    changes = [(change["field"], change["value"]) for change in found["extra"]["changes"]]
    assert changes == [
        ("status", "new"),
        ("priority", "high"),
        ("status", "solved"),
        ("status", "open"),
        ("status", "solved"),
    ]
    assert str(ticket(workspace, "12")["resolved_at"]) == "NaT"


def test_a_ticket_that_was_opened_again_is_not_resolved(workspace: Workspace, load) -> None:
    load("ticket_events", EVENTS[:5])
    found = ticket(workspace, "11")
    assert (found["status"], str(found["resolved_at"]), found["reopens"]) == ("open", "NaT", 1)


# Intercom: the times of the conversation stand beside those of the message.
INTERCOM = [
    ["message_id", "message_body", "message_type", "message_created_at", "message_author_type", "message_author_email",
     "conversation_id", "conversation_state", "conversation_created_at"],
    ["1", "Hi, I cannot log in", "comment", "2026-03-01 10:00:00", "user", "ann@x.example", "C1", "closed", "2026-03-01 09:59:00"],
    ["2", "Try again please", "comment", "2026-03-01 10:30:00", "admin", "sue@shop.example", "C1", "closed", "2026-03-01 09:59:00"],
    ["3", "Works", "comment", "2026-03-01 11:00:00", "user", "ann@x.example", "C1", "closed", "2026-03-01 09:59:00"],
]  # fmt: skip


def test_an_intercom_conversation_is_its_customers_and_not_its_agents(workspace: Workspace, load) -> None:
    receipt = load("intercom", INTERCOM)
    assert (receipt.vendor, receipt.records) == ("Intercom", 1)
    found = ticket(workspace, "C1")
    assert (found["customer_id"], found["body"]) == ("ann@x.example", "Hi, I cannot log in\n\nWorks")
    assert (found["created_at"], found["first_response_at"]) == (
        datetime(2026, 3, 1, 9, 59),
        datetime(2026, 3, 1, 10, 30),
    )


def test_a_row_whose_time_does_not_exist_is_rejected_and_the_others_make_the_ticket(workspace: Workspace, load) -> None:
    receipt = load("messages", [*MESSAGES, ["m7", "T1", "", "2026-02-30 10:00", "customer", "ann", "true", "Hello?"]])
    assert (receipt.read, receipt.loaded, receipt.rejected) == (6, 5, 1)
    assert "Hello?" not in ticket(workspace, "T1")["body"]
