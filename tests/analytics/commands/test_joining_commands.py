"""Joining and asking on the command line: proposals in status, agreed with load, taken back with undo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from analytics.commands import cli

FILES = {
    "customers.csv": "customer_id,signup_date,segment\nCUST-001,2026-01-01,a\nCUST-002,2026-01-02,b\n",
    # One was resolved before it was created; both name their customer as a spreadsheet leaves it.
    "tickets.csv": "ticket_id,customer_id,created_at,resolved_at,subject\n"
    "1,1.0,2026-02-02,2026-02-01,Late\n2,2.0,2026-02-02,2026-02-03,Broken\n",
    "orders.csv": "order_id,customer_id,ordered_at\no1,CUST-001,2026-01-05\n",
    "items.csv": "order_id,price\no1,10.50\no1,2.25\n",
}
SQL = (
    "SELECT o.order_id, o.customer_id, o.ordered_at, sum(CAST(price AS DECIMAL(18, 2))) AS amount "
    "FROM other_orders AS o JOIN other_items AS i USING (order_id) GROUP BY ALL"
)


@pytest.fixture
def run(tmp_path: Path):
    """Runs a command on a workspace of the test, beside the files."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)

    def _run(*arguments: object) -> Result:
        given = [str(tmp_path / name) if str(name) in FILES else str(name) for name in arguments]
        return CliRunner().invoke(cli, [*given, "--workspace", str(tmp_path / "w.duckdb")])

    return _run


def document(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_receipts_and_status_tell_how_tables_join_and_what_looks_wrong(run) -> None:
    receipts = document(run("load", "customers.csv", "tickets.csv", "--json"))["files"]
    assert [(join["table"], join["with"], join["coverage"]) for join in receipts[1]["joins"]] == [
        ("tickets", "customers", 0.0)
    ]
    assert [(fault["name"], fault["rows"]) for fault in receipts[1]["faults"]] == [("resolved_before_created", 1)]
    status = document(run("status", "--json"))
    assert [(fault["name"], fault["rows"]) for fault in status["faults"]] == [("resolved_before_created", 1)]
    (proposal,) = status["proposals"]
    assert (proposal["table"], proposal["before"], proposal["after"], proposal["rows"]) == ("tickets", 0, 2, 2)
    assert "None of the 2 tickets join" in run("load", "tickets.csv").output
    assert "load --join tickets" in run("status").output


def test_a_proposal_is_agreed_to_with_load_and_taken_back_with_undo(run) -> None:
    run("load", "customers.csv", "tickets.csv")
    agreed = document(run("load", "--join", "tickets", "--json"))
    assert agreed["files"] == []
    assert [one["table"] for one in agreed["agreed"]] == ["tickets"]
    status = document(run("status", "--json"))
    assert [join["coverage"] for join in status["joins"]] == [1.0]
    assert [rule["table"] for rule in status["rules"]] == ["tickets"]
    assert status["proposals"] == []
    assert document(run("undo", "join:tickets", "--json")) == {"removed": 0}
    assert [join["coverage"] for join in document(run("status", "--json"))["joins"]] == [0.0]


def test_the_result_of_a_query_is_loaded_and_run_again(run, tmp_path: Path) -> None:
    run("load", "orders.csv", "items.csv", "--as", "other")
    (tmp_path / "amounts.sql").write_text(SQL)
    arguments = ("load", "--query-file", tmp_path / "amounts.sql", "--as", "sales", "--name", "Amounts", "--json")
    (receipt,) = document(run(*arguments))["files"]
    assert (receipt["file"], receipt["kind"], receipt["read"], receipt["loaded"]) == ("Amounts", "sales", 1, 1)
    assert receipt["mapping"]["amount"] == "amount"
    assert document(run("load", "--again", "all", "--json"))["files"] == []  # nothing is out of date
    (tmp_path / "items.csv").write_text(FILES["items.csv"] + "o1,1.00\n")
    run("load", "items.csv", "--as", "other")
    (query,) = document(run("status", "--json"))["queries"]
    assert query["state"].startswith("Out of date")
    assert len(document(run("load", "--again", "all", "--json"))["files"]) == 1
    assert document(run("status", "--json"))["queries"][0]["state"] == "Up to date."


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("load",), 2, "FILES"),
        (("load", "--query", "DROP TABLE tickets"), 1, "single SELECT"),
        (("load", "--query", "SELECT 1", "--query-file", "x.sql"), 2, "either"),
        (("load", "--query-file", "nowhere.sql"), 1, "no file nowhere.sql"),
        (("load", "--again", "Nothing"), 1, "No query called Nothing"),
        (("load", "--join", "tickets"), 1, "No rule is proposed for tickets"),
        (("undo", "join:tickets"), 1, "No rule joins tickets"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(run, arguments: tuple[str, ...], status: int, says: str) -> None:
    run("load", "customers.csv")
    result = run(*arguments)
    assert result.exit_code == status
    assert says in result.stderr
