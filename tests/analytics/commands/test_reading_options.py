"""Options by which a person overrules the reader on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from analytics.commands import cli

# A title with the separator that the table does not use; two sheets' worth of lists.
BARS = "Report; May\nid|what;when\n1|a;b\n2|c;d\n3|e;f\n"


def read(path: Path, *options: str) -> Any:
    """What ``read --json`` tells of the file."""
    done = CliRunner().invoke(cli, ["read", str(path), "--json", *options])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def bars(tmp_path: Path) -> Path:
    path = tmp_path / "bars.csv"
    path.write_text(BARS)
    return path


def test_signs_may_be_spelt_out(bars: Path) -> None:
    told = read(bars, "--delimiter", "pipe")
    assert (told["delimiter"], told["columns"], told["rows"]) == ("|", ["id", "what;when"], 3)


def test_rows_around_the_table_are_left_out_as_told(bars: Path) -> None:
    told = read(bars, "--delimiter", "|", "--skip", "2", "--header-rows", "0", "--footer-rows", "1")
    assert (told["header_rows"], told["rows"]) == (0, 2)


def test_one_list_of_a_document_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text('{"tickets": [{"id": 1}], "users": [{"name": "Ann"}]}')
    assert read(path, "--sheet", "users")["columns"] == ["name"]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text('{"tickets": [{"id": 1}], "users": [{"name": "Ann"}]}')
    done = CliRunner().invoke(cli, ["read", str(path), "--sheet", "orders"])
    assert done.exit_code == 1
    assert "It has: tickets, users." in done.output


def test_what_was_done_to_rows_stands_beside_what_was_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Title\nid,n\n1,2\nid,n\n3,4\n")
    assert read(path)["skipped"] == [
        "line 1 above the header: Title",
        "1 row repeated the header and was left out (row 4)",
    ]
