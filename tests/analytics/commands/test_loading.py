"""Several tables are loaded by one command: each is loaded or named, and options do not spoil what they are not meant for."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from analytics import Workspace
from analytics.commands import cli
from analytics.files.table import SourceTable
from analytics.store.receipts import Receipt

TICKETS = (
    ("ticket id", "created at", "customer id", "subject", "description"),
    *((f"T{i}", f"2024-01-{i} 10:00", f"c{i}", "Help", "It is late") for i in range(13, 19)),
)
ORDERS = (
    ("order id", "order date", "customer id", "total", "status"),
    *((f"O{i}", f"2024-01-{i}", f"c{i}", f"{i}.50", "paid" if i % 2 else "trial") for i in range(13, 19)),
)


def text_of(rows: tuple[tuple[str, ...], ...]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A file of tickets, one of orders, and a workbook with a sheet of each."""
    (tmp_path / "t.csv").write_text(text_of(TICKETS))
    (tmp_path / "o.csv").write_text(text_of(ORDERS))
    with xlsxwriter.Workbook(tmp_path / "two.xlsx") as book:
        for name, rows in (("Orders", ORDERS), ("Tickets", TICKETS)):
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return tmp_path


def load(folder: Path, *arguments: str) -> Result:
    names = [str(folder / each) if "." in each else each for each in arguments]
    return CliRunner().invoke(cli, ["load", *names, "--workspace", str(folder / "w.duckdb"), "--json"])


def loaded(done: Result) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads(done.stdout)["files"]
    return files


def test_a_sheet_that_cannot_be_loaded_is_named_and_the_next_is_loaded(files: Path) -> None:
    done = load(files, "two.xlsx", "--map", "subject=subject")
    assert [(one["kind"], one["sheet"]) for one in loaded(done)] == [("tickets", "Tickets")]
    assert "two.xlsx, sheet Orders: " in done.stderr
    assert done.exit_code == 1


@pytest.mark.parametrize("order", [("t.csv", "o.csv"), ("o.csv", "t.csv"), ("two.xlsx",)])
@pytest.mark.parametrize(
    ("option", "said"),
    [("--no-sale", "trial"), ("--leave-out", "status=trial")],
)
def test_an_option_for_one_table_does_not_spoil_another_and_is_told_there(
    files: Path, order: tuple[str, ...], option: str, said: str
) -> None:
    done = load(files, *order, option, said)
    assert done.exit_code == 0, done.output
    notes = {one["kind"]: one["notes"] for one in loaded(done)}
    assert f"{option} {said} does not fit this table, so it was loaded without." in notes["tickets"]
    assert not any("does not fit" in note for note in notes["sales"])
    assert any("trial" in note for note in notes["sales"]) or option == "--leave-out"
    left_out = {one["kind"]: one["rejected"] for one in loaded(done)}
    assert left_out == {"tickets": 0, "sales": 3 if option == "--leave-out" else 0}


def test_an_option_that_fits_nowhere_keeps_every_table_out(files: Path) -> None:
    done = load(files, "t.csv", "o.csv", "--leave-out", "state=spam")
    assert loaded(done) == []
    assert "t.csv: There is no column called state." in done.stderr
    assert "o.csv: There is no column called state." in done.stderr
    assert done.exit_code == 1


def test_what_was_loaded_before_ctrl_c_has_its_receipt(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_ = Workspace.load

    def ended(workspace: Workspace, table: SourceTable, *args: Any, **more: Any) -> Receipt:
        if table.name == "o.csv":
            signal.raise_signal(signal.SIGINT)
        return load_(workspace, table, *args, **more)

    monkeypatch.setattr(Workspace, "load", ended)
    done = load(files, "t.csv", "o.csv", "two.xlsx")
    assert [one["file"] for one in loaded(done)] == ["t.csv"]
    assert done.stderr.strip().endswith("Loading o.csv was cancelled; nothing of it stays.")
    assert done.exit_code == 130


def test_what_is_told_now_replaces_what_was_left_out_before(files: Path) -> None:
    load(files, "o.csv", "--leave-out", "status=trial")
    again = load(files, "o.csv", "--leave-out", "order id=O13", "--leave-out", "order id=O14")
    assert [(one["rejected"], one["unchanged"] + one["loaded"]) for one in loaded(again)] == [(2, 4)]


def test_every_sheet_is_named_to_people_when_it_is_read(files: Path) -> None:
    said = CliRunner().invoke(cli, ["read", str(files / "two.xlsx")]).stdout
    assert "two.xlsx, sheet Orders: taken for sales, " in said
    assert "two.xlsx, sheet Tickets: taken for tickets, " in said
    assert "separated" not in said


def test_every_sheet_is_named_to_people_when_it_is_loaded(files: Path) -> None:
    (files / "notes.csv").write_text("foo,bar\nx,y\nz,w\n")
    names = [str(files / name) for name in ("two.xlsx", "notes.csv")]
    said = CliRunner().invoke(cli, ["load", *names, "--workspace", str(files / "w.duckdb")]).stdout
    assert "two.xlsx, sheet Orders: 6 rows read as sales" in said
    assert "two.xlsx, sheet Tickets: 6 rows read as tickets" in said
    assert "notes.csv: 2 rows kept as they came, in the table other_notes" in said


def test_what_is_not_recognised_is_told_as_that(files: Path) -> None:
    (files / "notes.csv").write_text("foo;bar\nx;y\nz;w\n")
    said = CliRunner().invoke(cli, ["read", str(files / "notes.csv")]).stdout
    assert said.splitlines() == [
        "notes.csv: nothing recognised; it would be kept as it came",
        "  2 rows, 2 columns",
        "  text, utf-8, columns separated by ';', 1 header row",
    ]


def test_columns_under_a_drawn_line_have_no_sign_between_them(files: Path) -> None:
    (files / "ruled.txt").write_text("a1 b1  c1\n-- --- ---\nx  yy  zz\nx  yy  zz\n")
    said = CliRunner().invoke(cli, ["read", str(files / "ruled.txt")]).stdout
    assert "text, utf-8, columns cut as the line drawn under the header says, 1 header row" in said
