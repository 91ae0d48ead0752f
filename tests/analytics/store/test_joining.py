"""Joining: ids in another spelling find their customer once somebody agrees, and nobody else's."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import NotFound
from analytics.files.mapping import ColumnUse, Mapping
from analytics.store import proposing
from analytics.store.coverage import Join
from analytics.store.joining import JoinRule
from analytics.workspace import Workspace

NOW = datetime(2026, 6, 1)


def mapping(kind: str, *fields: str) -> Mapping:
    return Mapping(kind, tuple(ColumnUse(field, field) for field in fields))


TICKETS = mapping("tickets", "ticket_id", "customer_id", "created_at")
CUSTOMERS = mapping("customers", "customer_id", "person_id", "email", "joined_at")
SALES = mapping("sales", "order_id", "customer_id", "ordered_at", "amount", "referred_by")


@pytest.fixture
def load(workspace: Workspace, tmp_path: Path):
    """Loads rows written in the test as a CSV file; a short row ends in empty cells."""
    count = iter(range(100))

    def _load(mapping: Mapping, *rows: tuple[str, ...]):
        path = tmp_path / f"file-{next(count)}.csv"
        header = [use.column for use in mapping.uses]
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *([*row, *[""] * (len(header) - len(row))] for row in rows)])
        receipt = workspace.load(path, mapping, now=NOW, who="Ada")
        assert receipt.adds_up
        return receipt

    return _load


def tickets(*ids: str) -> list[tuple[str, ...]]:
    return [(f"t{number}", spelled, "2026-01-02") for number, spelled in enumerate(ids)]


def ids(workspace: Workspace, table: str = "tickets", key: str = "ticket_id") -> list[str]:
    return [row[0] for row in workspace.database.rows(f"SELECT customer_id FROM {table} ORDER BY {key}")]


@pytest.mark.parametrize(
    ("customers", "spelled", "steps"),
    [
        (["ann", "bob", "cyd"], ["ANN", "Bob", "cyd"], ("case",)),
        (["123", "45", "6"], ["000123", "0045", "00006"], ("zeros",)),
        (["CUST-00123", "CUST-00045"], ["123", "45"], ("zeros", "their_letters")),
        (["123", "45"], ["CUST-00123", "CUST-00045"], ("letters", "zeros")),
        (["123", "45"], ["123-EU", "45-EU"], ("letters",)),
        (["12345", "678"], ["12345.0", "678.0"], ("decimal",)),
        (["C-00123", "C-00045"], ["C00123", "C00045"], ("marks",)),
        (["550e8400-e29b-41d4", "661f9511-f3ac-52e5"], ["550E8400E29B41D4", "661F9511F3AC52E5"], ("case", "marks")),
        (["a 1", "b 2"], ["a1", "b2"], ("blanks",)),
        (["ann@x.org", "bob@x.org"], ["Ann Lee <ann@x.org>", "bob+shop@x.org"], ("address",)),
    ],
)  # fmt: skip
def test_the_gentlest_steps_that_find_the_customers_are_proposed(workspace, load, customers, spelled, steps) -> None:
    load(CUSTOMERS, *((name,) for name in customers))
    load(TICKETS, *tickets(*spelled))
    (proposal,) = workspace.propose_joins()
    assert set(proposal.rule.steps) == set(steps)
    assert (proposal.rule.table, proposal.rule.with_table, proposal.collisions) == ("tickets", "customers", 0)
    workspace.agree_join(proposal.rule, "Ada")
    assert sorted(ids(workspace)) == sorted(customers)


def test_of_many_names_a_part_tells_whether_a_notation_brings_anything(workspace: Workspace, monkeypatch) -> None:
    monkeypatch.setattr(proposing, "_MANY", 100)
    with workspace.database.write() as cursor:
        cursor.execute("INSERT INTO customers (customer_id) SELECT 'C' || n FROM range(400) AS r(n)")
        cursor.execute("INSERT INTO tickets (ticket_id, customer_id) SELECT n, 'c-' || n FROM range(400) AS r(n)")
        cursor.execute("INSERT INTO usage (customer_id) SELECT 'other-' || n || 'x' FROM range(1000, 1400) AS r(n)")
    (proposal,) = workspace.propose_joins()
    assert (proposal.rule.table, proposal.rule.steps, proposal.after) == ("tickets", ("case", "marks"), 400)


def test_an_email_address_finds_the_customer_that_has_it(workspace: Workspace, load) -> None:
    load(CUSTOMERS, ("1", "", "Ann@x.org"), ("2", "", "bob@x.org"), ("3", "", "bob@x.org"))
    load(TICKETS, *tickets("ann@x.org", "bob@x.org"))
    (proposal,) = workspace.propose_joins()
    assert "email" in proposal.rule.steps
    assert proposal.unclear == 1  # two customers share Bob's address
    workspace.agree_join(proposal.rule, "Ada")
    assert ids(workspace) == ["1", "bob@x.org"]


def test_a_proposal_tells_its_effect_with_examples_and_collisions(workspace: Workspace, load) -> None:
    load(CUSTOMERS, *((str(number),) for number in range(100, 200)))
    # 7-100 and 71-00 would both be 7100, which is nobody; A-150 and B-150 would both be customer 150.
    load(TICKETS, *tickets(*(f"A-{number}" for number in range(100, 180)), "B-150", *(f"{n}" for n in range(180, 190))))
    (proposal,) = workspace.propose_joins()
    assert (proposal.rows, proposal.before, proposal.after) == (91, 10, 91)
    assert proposal.collisions == 1
    assert set(proposal.colliding) == {("A-150", "150"), ("B-150", "150")}
    assert "11% -> 100% of 91 tickets" in proposal.sentence
    assert "A-100 = 100" in proposal.sentence
    assert "1 id would become one with another" in proposal.sentence


def test_ids_that_fit_several_customers_stay_as_they_are(workspace: Workspace, load) -> None:
    load(CUSTOMERS, ("ann",), ("Ann",), ("bob",))
    load(TICKETS, *tickets("ANN", "BOB"))
    workspace.agree_join(JoinRule("tickets", "customers", ("case",)), "Ada")
    assert ids(workspace) == ["ANN", "bob"]


@pytest.mark.parametrize(
    ("customers", "spelled"),
    [
        (["ann", "bob"], ["ann", "bob"]),  # they find each other already
        (["ann", "bob"], ["u-17", "u-18"]),  # nothing would help
        (["C-1", "C-2"], ["T-1", "T-2"]),  # other letters are another numbering, not another notation
        ([str(n) for n in range(100)], [f"{p}{n}" for p in "AB" for n in range(100)]),  # half would be put together
    ],
)  # fmt: skip
def test_nothing_is_proposed_without_a_sensible_gain(workspace, load, customers, spelled) -> None:
    load(CUSTOMERS, *((name,) for name in customers))
    load(TICKETS, *tickets(*spelled))
    assert workspace.propose_joins() == []


def test_without_customers_tables_are_joined_with_each_other(workspace: Workspace, load) -> None:
    load(SALES, ("o1", "ann", "2026-01-01", "5"), ("o2", "bob", "2026-01-01", "5"))
    receipt = load(TICKETS, *tickets("ANN", "bob"))
    assert [(join.table, join.with_table, join.matched) for join in receipt.joins] == [("tickets", "sales", 1)]
    (proposal,) = workspace.propose_joins()
    assert (proposal.rule.with_table, proposal.rule.steps) == ("sales", ("case",))


def test_an_agreed_rule_is_a_decision_that_can_be_taken_back(workspace: Workspace, load) -> None:
    load(CUSTOMERS, ("ann",), ("bob",))
    load(TICKETS, *tickets("ANN", "BOB"))
    before = workspace.data_version
    workspace.agree_join(JoinRule("tickets", "customers", ("case",)), "Ada", "same people", NOW)
    assert workspace.data_version == before + 1
    assert ids(workspace) == ["ann", "bob"]
    assert workspace.count("profiles") == 2
    workspace.take_back_join("tickets", "Bea")
    assert ids(workspace) == ["ANN", "BOB"]
    assert workspace.count("profiles") == 4
    assert workspace.ledger.entries("join")["who"].tolist() == ["Bea", "Ada"]
    assert workspace.join_rules() == ()


def test_a_rule_holds_for_what_is_loaded_later_and_the_same_file_changes_nothing(workspace: Workspace, load) -> None:
    load(CUSTOMERS, ("ann",), ("bob",))
    load(TICKETS, *tickets("ANN"))
    workspace.agree_join(JoinRule("tickets", "customers", ("case",)), "Ada")
    later = load(TICKETS, *tickets("ANN", "BOB"))
    assert (later.loaded, later.updated, later.unchanged) == (1, 0, 1)
    assert ids(workspace) == ["ann", "bob"]
    again = load(TICKETS, *tickets("ANN", "BOB"))
    assert (again.loaded, again.updated, again.unchanged) == (0, 0, 2)
    assert [(join.with_table, join.coverage) for join in again.joins] == [("customers", 1.0)]


def test_undoing_an_import_restores_what_the_other_said_under_a_rule(workspace: Workspace, load) -> None:
    load(CUSTOMERS, ("ann",), ("bob",))
    load(TICKETS, ("t0", "ANN", "2026-01-02"))
    workspace.agree_join(JoinRule("tickets", "customers", ("case",)), "Ada")
    second = load(TICKETS, ("t0", "BOB", "2026-01-02"))
    assert ids(workspace) == ["bob"]
    workspace.undo(second.import_id)
    assert ids(workspace) == ["ann"]
    workspace.take_back_join("tickets", "Ada")
    assert ids(workspace) == ["ANN"]


def test_a_rule_finds_customers_that_are_loaded_after_it(workspace: Workspace, load) -> None:
    load(CUSTOMERS, ("ann",))
    load(TICKETS, *tickets("ANN", "BOB"))
    workspace.agree_join(JoinRule("tickets", "customers", ("case",)), "Ada")
    added = load(CUSTOMERS, ("bob",))
    assert ids(workspace) == ["ann", "bob"]
    workspace.undo(added.import_id)
    assert ids(workspace) == ["ann", "BOB"]


def test_one_person_with_several_customer_ids_is_one_customer(workspace: Workspace, load) -> None:
    receipt = load(
        CUSTOMERS,
        ("c1", "ann", "", "2026-01-05"),
        ("c2", "ann", "", "2026-01-03"),  # Ann came with her first order, under another id
        ("c3", "bob", "", "2026-01-04"),
        ("c4", "", "", "2026-01-06"),  # nobody knows who this is: the id stays
    )
    assert any("3 customer ids are 2 persons" in note for note in receipt.notes)
    load(SALES, ("o1", "c1", "2026-01-05", "5"), ("o2", "c2", "2026-01-03", "7"), ("o3", "c4", "2026-01-06", "9", "c1"))
    load(TICKETS, *tickets("c2", "c3", "unknown"))
    assert ids(workspace, "sales", "order_id") == ["ann", "ann", "c4"]
    assert ids(workspace) == ["ann", "bob", "unknown"]
    profiles = workspace.database.rows(
        "SELECT customer_id, orders, revenue::DOUBLE, joined_at, referred_by FROM profiles ORDER BY 1"
    )
    assert profiles == [
        ("ann", 2, 12.0, datetime(2026, 1, 3), None),
        ("bob", 0, None, datetime(2026, 1, 4), None),
        ("c4", 1, 9.0, datetime(2026, 1, 6), "ann"),
        ("unknown", 0, None, datetime(2026, 1, 2), None),
    ]


def test_persons_go_with_the_customers_that_named_them(workspace: Workspace, load) -> None:
    named = load(CUSTOMERS, ("c1", "ann"), ("c2", "ann"))
    load(TICKETS, *tickets("c1", "c2"))
    again = load(CUSTOMERS, ("c1", "ann"), ("c2", "ann"))
    assert again.unchanged == 2
    assert ids(workspace) == ["ann", "ann"]
    workspace.undo(named.import_id)
    assert ids(workspace) == ["ann", "ann"]  # the second file says it still
    workspace.undo(again.import_id)
    assert ids(workspace) == ["c1", "c2"]
    assert workspace.count("profiles") == 2


@pytest.mark.parametrize("rule", [JoinRule("customers", "sales", ()), JoinRule("tickets", "customers", ("guess",))])
def test_a_rule_that_there_cannot_be_is_refused(workspace: Workspace, rule: JoinRule) -> None:
    with pytest.raises(NotFound):
        workspace.agree_join(rule, "Ada")
    with pytest.raises(NotFound):
        workspace.take_back_join("tickets", "Ada")
    assert workspace.ledger.entries("join").empty


def test_rows_that_name_no_customer_are_told_beside_the_coverage(workspace: Workspace, load) -> None:
    load(SALES, ("o1", "ann", "2026-01-01", "5"))
    receipt = load(TICKETS, *tickets("", ""))
    assert [join.sentence for join in receipt.joins] == [
        "2 rows of tickets name no customer, so they join none of sales."
    ]
    receipt = load(TICKETS, *tickets("", "", "ann"))
    assert [join.sentence for join in receipt.joins] == [
        "1 row of tickets joins a customer of sales. Without any customer: 2."
    ]


@pytest.mark.parametrize(
    ("join", "said"),
    [
        (Join("tickets", "sales", 1, 0), "1 row of tickets joins no customer of sales."),
        (Join("tickets", "sales", 0, 0, 1), "1 row of tickets names no customer, so it joins none of sales."),
        # What is known is that no id is the same; whether they are spelled otherwise is not.
        (
            Join("tickets", "sales", 3, 0, 2),
            "None of the 3 tickets join a customer of sales: they share no id. Without any customer: 2.",
        ),
    ],
)
def test_coverage_is_said_as_of_so_many_rows(join: Join, said: str) -> None:
    assert join.sentence == said
