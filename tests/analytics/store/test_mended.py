"""Rejected rows that a person mended and loads again: they become what they would have been."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analytics.store.receipts import Receipt
from analytics.workspace import Workspace

HEADER = "nr,opened,who,text,shop"


@pytest.fixture
def load(workspace: Workspace, tmp_path: Path) -> Any:
    """Loads text as a file of this name, under what a person says about its columns."""

    def _load(name: str, text: str, fields: dict[str, str] | None = None) -> Receipt:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        (table,) = workspace.examine(path)
        return workspace.load(table, workspace.propose(table, "tickets" if fields else None, fields))

    return _load


def mended(workspace: Workspace, receipt: Receipt, **cells: str) -> str:
    """The rejected rows as they are taken away, with other cells in the columns that are mended."""
    return str(workspace.rejected_rows(receipt.import_id).assign(**cells).to_csv(index=False))


def test_the_mapping_of_a_person_holds_for_the_mended_rows_too(workspace: Workspace, load: Any) -> None:
    # Nothing in these names tells what they are: without the person's word the file is of no known kind.
    rows = [f"T{n},2024-01-{n + 13} 10:00,c{n},hello,Paris" for n in range(6)]
    told = {"ticket_id": "nr", "created_at": "opened", "customer_id": "who", "subject": "text"}
    first = load("odd.csv", "\n".join([HEADER, *rows, "T9,soon,c9,hello,Rome", "T10,later,c9,hello,Rome"]), told)
    assert first.rejected == 2
    # One of the two is forgotten: what still cannot be read tells nothing about the column.
    text = mended(workspace, first, opened=["2024-02-02 10:00", "later"])
    again = load("rejected-import-1.csv", text)
    assert (again.kind, again.loaded, again.rejected) == ("tickets", 1, 1)
    row = workspace.database.rows("SELECT subject, extra FROM tickets WHERE ticket_id = 'T9'")[0]
    assert (row[0], json.loads(row[1])) == ("hello", {"shop": "Rome"})
    assert any("rejected_because" in note for note in again.notes)
    # The reasons are told anew, in one column.
    left = workspace.rejected_rows(again.import_id)
    assert list(left.columns) == [*HEADER.split(","), "rejected_because"]


def test_the_order_of_day_and_month_that_the_whole_file_proved_holds_for_the_mended_rows(
    workspace: Workspace, load: Any
) -> None:
    rows = [f"{n},c{n},{n + 13}/01/2024 10:00,Help me" for n in range(6)]
    first = load(
        "t.csv", "\n".join(["ticket_id,customer_id,created_at,subject", *rows, "9,c1,31/02/2024 10:00,Help me"])
    )
    load("rejected-import-1.csv", mended(workspace, first, created_at="02/03/2024 10:00"))
    created = workspace.database.value("SELECT created_at FROM tickets WHERE ticket_id = '9'")
    assert f"{created:%d %b}" == "02 Mar"


def test_reasons_are_no_comment_where_nothing_is_remembered(workspace: Workspace, load: Any) -> None:
    # Each row has a sentence of its own beside a rating: in another workspace that would be what customers said.
    rows = [f"{n},a{n}@x.example,{n},2024-01-{n + 13},the date is not a date that exists: {n}" for n in range(1, 6)]
    again = load("from-another-workspace.csv", "\n".join(["id,email,rating,date,rejected_because", *rows]))
    assert (again.kind, again.loaded) == ("surveys", 5)
    assert workspace.database.rows("SELECT DISTINCT comment, extra FROM surveys") == [(None, None)]
