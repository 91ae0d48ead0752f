"""The command line: one JSON document on standard output, one sentence on standard error, the right exit status."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from analytics import Workspace
from analytics.commands import cli
from tests.small_shop import write_files

ROOT = Path(__file__).parents[3]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, ...]:
    return write_files(tmp_path / "files")


@pytest.fixture
def run(tmp_path: Path):
    """Runs a command on a workspace of the test."""

    def _run(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [*map(str, arguments), "--workspace", str(tmp_path / "w.duckdb")])

    return _run


def document(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_load_prints_a_receipt_per_file_that_adds_up(run, files: tuple[Path, ...]) -> None:
    done = document(run("load", *files, "--json"))["files"]
    assert [one["kind"] for one in done] == ["surveys", "tickets", "sales"]
    for one in done:
        assert one["read"] == one["loaded"] + one["updated"] + one["unchanged"] + one["rejected"]
        assert {"file", "vendor", "mapping", "reasons", "warnings", "import_id"} <= set(one)


def test_options_may_stand_anywhere(files: tuple[Path, ...], tmp_path: Path) -> None:
    path = str(tmp_path / "w.duckdb")
    before = document(CliRunner().invoke(cli, ["--json", "--workspace", path, "load", str(files[0])]))
    behind = document(CliRunner().invoke(cli, ["status", "--workspace", path, "--json"]))
    assert before["files"][0]["loaded"] == behind["tables"]["surveys"]["rows"] == 240


def test_status_and_undo(run, files: tuple[Path, ...]) -> None:
    run("load", *files)
    found = document(run("status", "--json"))
    assert found["tables"]["tickets"]["rows"] == 240
    assert {join["table"] for join in found["joins"]} == {"surveys", "tickets"}
    assert document(run("undo", "import-2", "--json")) == {"removed": 240}
    assert "tickets" not in document(run("status", "--json"))["tables"]


def test_read_needs_no_workspace_and_writes_what_it_understood(files: tuple[Path, ...], tmp_path: Path) -> None:
    arguments = ["read", str(files[0]), "--to", str(tmp_path / "out"), "--json"]
    about = document(CliRunner().invoke(cli, arguments))
    assert {"encoding", "delimiter", "header_rows", "rows", "columns", "vendor", "kind", "confidence"} <= set(about)
    with (
        (tmp_path / "out" / "survey.csv.csv").open(newline="", encoding="utf-8") as written,
        files[0].open(newline="", encoding="utf-8") as source,
    ):
        assert list(csv.reader(written)) == list(csv.reader(source))


def test_files_of_one_name_are_written_beside_each_other(tmp_path: Path) -> None:
    """Two folders hold a file of one name, given in two cases, and one is what the second would be called."""
    names = ("a/x.csv", "b/x.csv", "c/X.csv", "x.csv.2", "a/x.csv")
    for number, name in enumerate(names[:4]):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"id,what\n{number},v\n")
    out = tmp_path / "out"
    done = CliRunner().invoke(cli, ["read", *(str(tmp_path / name) for name in names), "--to", str(out), "--json"])
    written = [about["written"] for about in document(done)]
    assert len({Path(path).name.lower() for path in written}) == 5
    assert [Path(path).read_text().splitlines()[1] for path in written] == ["0,v", "1,v", "2,v", "3,v", "0,v"]
    assert Path(written[0]) == out / "x.csv.csv"


def test_reading_again_into_a_folder_gives_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,what\n1,v\n")
    for _ in range(2):
        CliRunner().invoke(cli, ["read", str(tmp_path / "x.csv"), "--to", str(tmp_path / "out")])
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["x.csv.csv"]


def test_a_source_is_not_overwritten_by_what_was_read_of_another(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("id,what\n1,v\n")
    (tmp_path / "x.csv").write_text("id;what\n2;w\n")
    arguments = ["read", str(tmp_path / "x"), str(tmp_path / "x.csv"), "--to", str(tmp_path), "--json"]
    document(CliRunner().invoke(cli, arguments))
    assert (tmp_path / "x.csv").read_text() == "id;what\n2;w\n"


def test_several_files_are_read_as_a_list(files: tuple[Path, ...]) -> None:
    told = document(CliRunner().invoke(cli, ["read", *map(str, files), "--json"]))
    assert [one["rows"] for one in told] == [240, 240, 540]


@pytest.mark.slow
def test_kpis_and_the_scorecard_have_the_promised_keys(run, files: tuple[Path, ...]) -> None:
    run("load", *files)
    values = document(run("kpis", "--json"))["kpis"]
    assert {"id", "phase", "perspective", "period", "value", "low", "high", "n", "unit"} <= set(values[0])
    phases = document(run("scorecard", "--json", "--phase", "support"))["phases"]
    assert [phase["phase"] for phase in phases] == ["Support"]
    kpi = next(kpi for card in phases[0]["perspectives"] for kpi in card["kpis"])
    assert {"id", "value", "low", "high", "target", "status", "score", "weight"} <= set(kpi)


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["load", "nowhere.csv"], 1, "nowhere.csv"),
        (["status"], 1, "no workspace"),
        (["frobnicate"], 2, "frobnicate"),
        (["load"], 2, "FILES"),
        (["kpis", "--period", "century"], 2, "century"),
        (["load", "x.csv", "--map", "no-equals-sign"], 2, "FIELD=COLUMN"),
    ],
)
def test_what_is_at_fault_is_told_on_standard_error(run, arguments: list[str], status: int, says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout in ("", "Nothing was loaded.\n")


@pytest.mark.slow
def test_ctrl_c_ends_a_load_with_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path, workspace = tmp_path / "tickets.csv", tmp_path / "w.duckdb"
    rows = "".join(f"{n},2026-01-02 10:00:00,open,Order {n}\n" for n in range(600_000))
    path.write_text("Ticket Id,Created at,Status,Subject\n" + rows)
    command = [sys.executable, "-m", "analytics", "load", str(path), "--workspace", str(workspace)]
    loading = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while not workspace.exists():
        time.sleep(0.05)
    # The workspace is open, so the handler is on its way; the load itself takes seconds.
    time.sleep(0.5)
    loading.send_signal(signal.SIGINT)
    said, told = loading.communicate(timeout=120)
    assert loading.returncode == 130
    assert told.strip().endswith("Loading tickets.csv was cancelled; nothing of it stays.")
    assert said == ""
    assert Workspace(workspace).is_empty
    assert sorted(found.name for found in tmp_path.iterdir()) == ["tickets.csv", "w.duckdb"]


def test_an_unknown_phase_names_those_there_are(run, files: tuple[Path, ...]) -> None:
    run("load", files[0])
    result = run("scorecard", "--phase", "Nirvana")
    assert result.exit_code == 1
    assert "Awareness" in result.stderr


def test_what_is_masked_and_left_out_is_told_and_can_be_kept(run, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text(
        "Ticket ID,Customer email,Opened at,Status,Description,First name\n"
        "1,ann@x.example,2026-01-05 10:00,open,Please call 0171 1234567,Ann\n"
        "2,bob@x.example,2026-01-06 11:30,closed,It is late again,Bob\n"
    )
    notes = document(run("load", path, "--json"))["files"][0]["notes"]
    assert any("1 phone number in 1 row" in note for note in notes)
    assert any("First name" in note for note in notes)
    kept = document(run("load", path, "--no-mask", "--keep-identifying", "--json"))["files"][0]
    assert kept["updated"] == 2
    assert not any("Masked" in note or "First name" in note for note in kept["notes"])
    # What was chosen is remembered for files with these columns.
    assert document(run("load", path, "--json"))["files"][0]["unchanged"] == 2
    assert document(run("load", path, "--hash-customers", "--json"))["files"][0]["updated"] == 2


def test_which_statuses_are_sales_can_be_told(run, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    rows = "1,ann,2026-01-05,10.00,B2B test\n2,bea,2026-01-06,20.00,expired\n3,cem,2026-01-07,30.00,paid\n"
    file.write_text("Order ID,Customer ID,Order Date,Order Total,Status\n" + rows)
    loaded = document(run("load", file, "--no-sale", "B2B test", "--sale", "expired", "--json"))["files"][0]
    assert "Kept, but no sales by their status: 1 B2B test." in loaded["notes"]
    found = Workspace(tmp_path / "w.duckdb").database.rows("SELECT order_id FROM counted_sales ORDER BY order_id")
    assert found == [("2",), ("3",)]
    tickets = tmp_path / "tickets.csv"
    tickets.write_text("ticket_id,created_at,subject\n1,2026-01-05,Late\n")
    refused = run("load", tickets, "--as", "tickets", "--no-sale", "paid")
    assert refused.exit_code == 1
    assert "Only orders with a status" in refused.stderr


def test_the_unit_of_a_duration_can_be_named(run, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    rows = "".join(f"{n},2026-01-0{n},{n * 60_000}\n" for n in range(1, 8))
    file.write_text(f"ticket_id,created_at,took\n{rows}")
    told = ("--as", "tickets", "--map", "resolution_minutes=took")
    loaded = document(run("load", file, *told, "--unit", "took=milliseconds", "--json"))["files"][0]
    assert loaded["loaded"] == 7
    assert not any("does not say its unit" in note for note in loaded["notes"])
    workspace = Workspace(tmp_path / "w.duckdb")
    assert workspace.database.rows("SELECT resolution_minutes FROM tickets ORDER BY ticket_id LIMIT 2") == [(1,), (2,)]


def test_the_order_of_day_and_month_can_be_told_where_the_file_leaves_it_open(run, tmp_path: Path) -> None:
    file, other = tmp_path / "tickets.csv", tmp_path / "colours.csv"
    # 1 February or 2 January, and so on: every date reads both ways, and the file is not in the order of either.
    days = ("01/02/2026", "03/02/2026", "02/05/2026", "04/01/2026")
    file.write_text(
        "ticket_id,customer_id,subject,created date,created time\n"
        + "".join(f"{n},c{n},Help,{day},10:0{n}\n" for n, day in enumerate(days))
    )
    other.write_text("colour,price\nred,1\nblue,2\n")
    loaded = document(run("load", file, "--json"))["files"][0]
    assert any("month first" in note and "--day-first" in note for note in loaded["notes"])
    # What is kept for later is no table with dates: the word does not bear on it.
    again, kept = document(run("load", file, other, "--day-first", "--json"))["files"]
    assert (again["updated"], kept["kind"]) == (4, "other")
    assert not any("--day-first" in note or "--month-first" in note for note in again["notes"])
    created = Workspace(tmp_path / "w.duckdb").database.rows(
        "SELECT created_at::VARCHAR FROM tickets ORDER BY ticket_id"
    )
    assert created[0] == ("2026-02-01 10:00:00",)


@pytest.mark.parametrize(
    ("unit", "says"),
    [("took=weeks", "none of milliseconds"), ("took", "not COLUMN=UNIT"), ("subject=hours", "No duration is taken from")],
)  # fmt: skip
def test_a_unit_that_cannot_be_is_refused_in_a_sentence(run, tmp_path: Path, unit: str, says: str) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("ticket_id,created_at,subject\n1,2026-01-01,late\n")
    refused = run("load", file, "--as", "tickets", "--unit", unit)
    assert refused.exit_code != 0
    assert says in " ".join(refused.stderr.split())
