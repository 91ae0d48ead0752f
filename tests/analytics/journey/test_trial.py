"""Rules tried out: what each takes, which conflict, what is left over; nothing is placed by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics import Workspace
from analytics.errors import JourneyError
from analytics.journey.leftovers import leftovers
from analytics.journey.rules import Rule, checked
from analytics.journey.since import days_fields, event_words
from analytics.journey.trial import try_out
from analytics.store.rule_fits import columns_beside


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    """Two tickets that both rules below fit, one that only the second fits, one that none does."""
    with workspace.database.write() as cursor:
        cursor.execute(
            "INSERT INTO tickets (ticket_id, category, channel, extra) VALUES ('1', 'repair', 'mail', '{\"Region/No\": \"7\"}'), "
            "('2', 'repair', 'mail', '{\"Region/No\": \"9\"}'), ('3', 'billing', 'mail', NULL), ('4', NULL, NULL, NULL)"
        )
    return workspace


REPAIR = Rule("support", "tickets", "category", "mentions", ("repair",))
MAIL = Rule("retention", "tickets", "channel", "any")


def test_an_upper_rule_takes_what_a_lower_one_misses(shop: Workspace) -> None:
    found = try_out(shop.database, [REPAIR, MAIL])
    assert found.rules.to_numpy().tolist() == [[2, 2, 0], [1, 0, 2]]
    assert found.conflicts.to_numpy().tolist() == [[0, 1, 2]]
    assert found.leftovers.to_numpy().tolist() == [["tickets", 1, 4]]
    assert shop.database.value("SELECT count(phase) FROM tickets") == 0


def test_rules_of_one_phase_are_no_conflict(shop: Workspace) -> None:
    same = Rule("support", "tickets", "channel", "any")
    assert try_out(shop.database, [REPAIR, same]).conflicts.empty


def test_a_trial_counts_what_saving_places(shop: Workspace) -> None:
    takes = try_out(shop.database, [MAIL, REPAIR]).rules["takes"].tolist()
    shop.set_rules([MAIL, REPAIR], "Ada")
    placed = dict(shop.database.rows("SELECT phase_rule, count(*) FROM tickets WHERE phase IS NOT NULL GROUP BY ALL"))
    assert takes == [placed.get(rule.sentence, 0) for rule in (MAIL, REPAIR)]


def test_leftovers_tell_what_they_have_in_common(shop: Workspace) -> None:
    shop.set_rules([REPAIR], "Ada")
    told = leftovers(shop, "tickets")
    assert told[told["field"] == "category"][["value", "rows"]].to_numpy().tolist() == [["billing", 1], [None, 1]]


def test_a_rule_can_look_at_a_column_that_fills_no_field(shop: Workspace) -> None:
    assert columns_beside(shop.database, "tickets") == ["Region/No"]
    shop.set_rules([Rule("support", "", "column:Region/No", "more than", ("8",))], "Ada")
    assert shop.database.rows("SELECT ticket_id FROM tickets WHERE phase = 'support'") == [("2",)]


def test_time_can_be_counted_from_leaving(workspace: Workspace) -> None:
    with workspace.database.write() as cursor:
        cursor.execute(
            "INSERT INTO customers (customer_id, joined_at, left_at) VALUES ('ann', '2026-01-01', '2026-03-01')"
        )
        cursor.execute(
            "INSERT INTO tickets (ticket_id, customer_id, created_at) VALUES ('before', 'ann', '2026-02-01'), "
            "('after', 'ann', '2026-03-05'), ('nobody', NULL, '2026-03-05')"
        )
    rule = Rule("retention", "tickets", "days left", "more than", ("0",))
    workspace.set_rules([rule], "Ada")
    assert workspace.database.rows("SELECT ticket_id FROM tickets WHERE phase IS NOT NULL") == [("after",)]
    assert rule.sentence == "tickets more than 0 days after leaving"


# Ann buys on the 1st and the 20th of January, writes three tickets, and uses the product from the 10th on.
EVENTS = """
INSERT INTO sales (order_id, customer_id, ordered_at, amount) VALUES ('1', 'ann', '2026-01-01', 5), ('2', 'ann', '2026-01-20', 5);
INSERT INTO usage (customer_id, occurred_at, event) VALUES
    ('ann', '2026-01-10', 'signed up'), ('ann', '2026-01-12', 'exported'), ('ann', '2026-03-01', 'exported');
INSERT INTO tickets (ticket_id, customer_id, created_at) VALUES
    ('a', 'ann', '2026-01-05'), ('b', 'ann', '2026-01-15'), ('c', 'ann', '2026-01-25'), ('nobody', NULL, '2026-01-25');
"""


@pytest.fixture
def eventful(workspace: Workspace) -> Workspace:
    with workspace.database.write() as cursor:
        cursor.execute(EVENTS)
    return workspace


@pytest.mark.parametrize(
    ("field", "days", "fitting"),
    [
        ("since:start", "4", ["a"]),
        ("since:first order", "14", ["a", "b"]),
        ("since:last order", "5", ["a", "c"]),  # four days after the first order, five after the second
        ("since:first use", "-1", ["a"]),
        ("since:event exported", "3", ["a", "b"]),
        ("since:first ticket", "0", ["a"]),
    ],
)
def test_time_can_be_counted_from_any_event(eventful: Workspace, field: str, days: str, fitting: list[str]) -> None:
    rule = Rule("support", "tickets", field, "at most", (days,))
    eventful.set_rules([rule], "Ada")
    placed = eventful.database.rows("SELECT ticket_id FROM tickets WHERE phase IS NOT NULL ORDER BY 1")
    assert [id for (id,) in placed] == fitting
    assert try_out(eventful.database, [rule]).rules["takes"].tolist() == [len(fitting)]
    assert event_words(field) in rule.sentence


def test_an_order_counts_from_the_one_before_it(eventful: Workspace) -> None:
    eventful.set_rules([Rule("retention", "sales", "since:last order", "any")], "Ada")
    assert eventful.database.rows("SELECT order_id FROM sales WHERE phase = 'retention'") == [("2",)]


def test_only_events_of_which_the_data_knows_are_offered(eventful: Workspace) -> None:
    eventful.set_rules([], "Ada")
    assert days_fields(eventful) == [
        "days", "since:start", "since:first order", "since:last order", "since:first use", "since:first ticket",
        "since:event exported", "since:event signed up",
    ]  # fmt: skip


def test_a_file_that_moves_an_event_moves_what_was_placed_by_it(eventful: Workspace, tmp_path: Path) -> None:
    eventful.set_rules([Rule("adoption", "tickets", "since:event signed up", "more than", ("0",))], "Ada")
    assert eventful.database.rows("SELECT ticket_id FROM tickets WHERE phase IS NOT NULL ORDER BY 1") == [
        ("b",),
        ("c",),
    ]
    file = tmp_path / "usage.csv"
    file.write_text("customer_id,event,occurred_at\nann,signed up,2026-01-02 10:00\nann,opened,2026-01-03 10:00\n")
    eventful.load(file, kind="usage")
    assert eventful.database.value("SELECT count(*) FROM tickets WHERE phase IS NOT NULL") == 3


def test_counting_from_another_event_is_a_decision_that_can_be_taken_back(eventful: Workspace) -> None:
    before = eventful.rules()
    eventful.set_rules([Rule("support", "tickets", "since:first use", "any")], "Ada", "closer to what we mean")
    eventful.take_back(int(eventful.ledger.entries("journey")["decision_id"].iloc[0]), "Bea")
    assert eventful.rules() == before


@pytest.mark.parametrize(("field", "word"), [("column:", "1"), ("phone", "1"), ("column:x", "soon"), ("days", "inf")])
def test_a_number_is_asked_for_where_one_is_compared_and_a_field_where_there_is_none(field: str, word: str) -> None:
    with pytest.raises(JourneyError):
        checked([Rule("support", "", field, "at most", (word,))], ["support"])
