"""Placing rows in the journey: rules from top to bottom, the first that fits wins, and leftovers stay leftovers."""

from __future__ import annotations

import pytest

from analytics.errors import JourneyError
from analytics.journey.rules import DEFAULT_RULES, Rule
from analytics.store import rewriting
from analytics.workspace import Workspace

# Ann bought first on 1 January; the other rows happen before, soon after and long after that.
ROWS = """
INSERT INTO sales (order_id, customer_id, ordered_at, amount) VALUES
    ('o1', 'ann', '2026-01-01', 10), ('o2', 'ann', '2026-03-01', 10);
INSERT INTO tickets (ticket_id, customer_id, created_at, category, subject) VALUES
    ('before', 'ann', '2025-12-01', NULL, 'a question'),
    ('soon', 'ann', '2026-01-10', NULL, 'a question'),
    ('late', 'ann', '2026-05-01', NULL, 'a question'),
    ('billed', 'ann', '2026-05-01', 'Billing', 'a question'),
    ('unknown', 'zoe', '2026-05-01', NULL, 'a question');
INSERT INTO surveys (response_id, question, customer_id, answered_at, touchpoint) VALUES
    ('visit', 'Q', NULL, '2026-01-01', 'Website visit'),
    ('referral', 'Q', 'ann', '2026-01-01', 'Referral'),
    ('anybody', 'Q', NULL, '2026-01-01', NULL);
INSERT INTO measures (measure, period, value) VALUES ('website_visits', '2026-01-01', 5), ('moon_phase', '2026-01-01', 1);
"""


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    with workspace.database.write() as cursor:
        cursor.execute(ROWS)
    workspace.set_rules(DEFAULT_RULES, "Ada")
    return workspace


def phases(workspace: Workspace, table: str, key: str) -> dict[str, str | None]:
    return dict(workspace.database.rows(f"SELECT {key}, phase FROM {table}"))


# The row of each id, and why it stands where it does: tests/analytics/journey has the rules.
PLACED = {
    "tickets": {
        "before": "consideration", "soon": "adoption", "late": "support", "billed": "purchase",
        # Nobody knows whether zoe ever bought.
        "unknown": None,
    },
    "sales": {"o1": "purchase", "o2": "retention"},
    "surveys": {"visit": "awareness", "referral": "advocacy", "anybody": None},
    "measures": {"website_visits": "awareness", "moon_phase": None},
}  # fmt: skip
IDS = {"tickets": "ticket_id", "sales": "order_id", "surveys": "response_id", "measures": "measure"}


@pytest.mark.parametrize("table", PLACED)
def test_touchpoints_categories_and_time_place_rows_and_what_no_rule_fits_is_left_over(
    filled: Workspace, table: str
) -> None:
    assert phases(filled, table, IDS[table]) == PLACED[table]


def test_very_many_rows_get_the_same_place_although_their_table_is_written_anew(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = "SELECT table_name, sql FROM duckdb_tables() ORDER BY table_name"
    with workspace.database.write() as cursor:
        cursor.execute(ROWS)
    tables = workspace.database.rows(described)
    monkeypatch.setattr(rewriting, "MANY", 1)
    workspace.set_rules(DEFAULT_RULES, "Ada")
    assert {table: phases(workspace, table, id) for table, id in IDS.items()} == PLACED
    assert workspace.database.rows(described) == tables
    assert workspace.count("comments") == 5


def test_a_row_says_which_rule_placed_it(filled: Workspace) -> None:
    rule = filled.database.value("SELECT phase_rule FROM tickets WHERE ticket_id = 'billed'")
    assert rule.startswith("tickets whose category mentions")


def test_changed_rules_place_every_row_anew_and_stand_in_the_ledger(filled: Workspace) -> None:
    filled.set_rules([Rule("retention", "tickets", "text", "mentions", ("question",))], "Bea", "simpler")
    assert set(phases(filled, "tickets", "ticket_id").values()) == {"retention"}
    assert set(phases(filled, "sales", "order_id").values()) == {None}
    latest = filled.ledger.entries("journey").iloc[0]
    assert (latest["who"], latest["reason"]) == ("Bea", "simpler")


def test_a_word_counts_at_its_start_and_whatever_its_case(filled: Workspace) -> None:
    rule = Rule("support", "tickets", "text", "mentions", ("QUEST",))
    filled.set_rules([rule], "Ada")
    assert set(phases(filled, "tickets", "ticket_id").values()) == {"support"}
    filled.set_rules([Rule("support", "tickets", "text", "mentions", ("estion",))], "Ada")
    assert set(phases(filled, "tickets", "ticket_id").values()) == {None}


@pytest.mark.parametrize(
    "text", ["late_parcel", "“parcel", "«parcel»", "😡parcel", "（parcel", "a\u00a0parcel", "1) Parcel", "Parcel"]
)
def test_a_word_begins_after_any_mark(filled: Workspace, text: str) -> None:
    with filled.database.write() as cursor:
        cursor.execute("UPDATE tickets SET body = ?", [text])
    filled.set_rules([Rule("purchase", "tickets", "text", "mentions", ("parcel",))], "Ada")
    assert set(phases(filled, "tickets", "ticket_id").values()) == {"purchase"}


@pytest.mark.parametrize("text", ["superparcel", "überparcel", "x1parcel", "посылкаparcel", "小包parcel"])
def test_a_word_does_not_begin_within_another(filled: Workspace, text: str) -> None:
    with filled.database.write() as cursor:
        cursor.execute("UPDATE tickets SET body = ?", [text])
    filled.set_rules([Rule("purchase", "tickets", "text", "mentions", ("parcel",))], "Ada")
    assert set(phases(filled, "tickets", "ticket_id").values()) == {None}


@pytest.mark.parametrize("word", ["'; DROP TABLE tickets; --", "a(b", "[", "\\", "100% ?"])
def test_hostile_words_stay_words(filled: Workspace, word: str) -> None:
    filled.set_rules([Rule("support", "tickets", "text", "mentions", (word,))], "Ada")
    assert filled.count("tickets") == 5


@pytest.mark.parametrize(
    "rule",
    [
        Rule("nowhere", "tickets", "text", "mentions", ("a",)),
        Rule("support", "tickets", "text", "mentions", ()),
        Rule("support", "tickets", "days", "at most", ("soon",)),
        Rule("support", "secrets", "text", "any"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_and_nothing_changes(filled: Workspace, rule: Rule) -> None:
    before = phases(filled, "tickets", "ticket_id")
    with pytest.raises(JourneyError) as told:
        filled.set_rules([rule], "Ada")
    assert "Rule 1" in str(told.value)
    assert phases(filled, "tickets", "ticket_id") == before
