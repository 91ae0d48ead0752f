"""Codes in the place of ids: made once for each different id where these repeat, and the same as if made row by row."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from analytics.files.mapping import ColumnUse, Mapping
from analytics.store.codes import coded_once, codes_for, with_salt
from analytics.workspace import Workspace

ENOUGH = 50_000  # rows from which a table of codes is worth its making
# Two spellings of one address, another one, none, a cell of blanks, and a code from an earlier list.
AGENTS = ["Sue@shop.example", "sue@shop.example", "tom@shop.example", "", "   ", "c-0123456789abcdef"]
TICKETS = Mapping(
    "tickets",
    (ColumnUse("ticket_id", "Id"), ColumnUse("customer_id", "Who"), ColumnUse("created_at", "Opened")),
    hashed=("Agent",),
)


def _file(path: Path, rows: int, beside: str) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Id", "Who", "Opened", "Agent", beside])
        writer.writerows(
            [f"T-{n}", f"ann{n % 50}", "2026-01-02", AGENTS[n % len(AGENTS)], f"note {n}"] for n in range(rows)
        )
    return path


def _agents(workspace: Workspace, beside: str) -> list[tuple[str | None, str]]:
    """What is kept beside the first rows' fields: the agent and the other column."""
    found = workspace.database.rows(
        f"SELECT extra FROM tickets WHERE row_number <= {1 + len(AGENTS)} ORDER BY row_number"
    )
    return [(one.get("Agent"), one[beside]) for one in (json.loads(extra) for (extra,) in found)]


def test_codes_of_a_big_file_are_those_of_a_small_one(tmp_path: Path) -> None:
    big, small = Workspace(), Workspace()
    salt = small.database.rows("SELECT salt FROM salts") or [("one salt for both",)]
    for workspace, rows in ((big, ENOUGH + 10), (small, 12)):
        with workspace.database.write() as cursor:
            cursor.execute("DELETE FROM salts")
            cursor.execute("INSERT INTO salts VALUES (?)", salt[0])
        # The other column is called as the program might call its own.
        receipt = workspace.load(_file(tmp_path / f"{rows}.csv", rows, "code of Agent"), TICKETS)
        assert receipt.loaded == rows
    told = _agents(big, "code of Agent")
    assert told == _agents(small, "code of Agent")
    sue, tom = codes_for(big.database, ["sue@shop.example", "tom@shop.example"])
    assert [agent for agent, _ in told] == [sue, sue, tom, None, None, "c-0123456789abcdef"]
    # Plain addresses stay nowhere: the table of codes is gone as well.
    assert big.database.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'codes of%'") == []


def test_cells_that_hardly_repeat_are_coded_row_by_row() -> None:
    cells = f"SELECT n AS row_number, 'ann' || n // 2 || '@x.example' AS Agent FROM range({ENOUGH}) AS t(n)"
    with Workspace().database.write() as cursor:
        cursor.execute(f"CREATE TEMP TABLE staged AS {cells}")
        with_salt(cursor, TICKETS)
        assert coded_once(cursor, TICKETS, ["Agent"], "staged", "staged") == ("staged", {})
