"""Rows that are not wanted: turned away with that reason, counted, and remembered for the next file."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from analytics import Workspace
from analytics.errors import UnclearMapping
from analytics.files.columns import columns_of
from analytics.files.left_out import suggestions, without_rows
from analytics.files.mapping import Mapping
from analytics.store.mapping_texts import mapping_from_json, mapping_to_json

_NAMES = ["StartDate", "EndDate", "Status", "IPAddress", "Finished", "RecordedDate", "ResponseId", "RecipientEmail",
          "LocationLatitude", "Q1_NPS"]  # fmt: skip
_LABELS = ["Start Date", "End Date", "Response Type", "IP Address", "Finished", "Recorded Date", "Response ID",
           "Recipient Email", "Location Latitude", "How likely are you to recommend us to a friend?"]  # fmt: skip


def survey(tmp_path: Path, rows: list[tuple[str, str, str]], name: str = "survey.csv") -> Path:
    """A Qualtrics export: its three header rows, and rows of (what sort of answer, whether finished, score)."""
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([_NAMES, _LABELS, [f'{{"ImportId":"{name}"}}' for name in _NAMES]])
        for number, (sort, finished, score) in enumerate(rows):
            at = f"2026-03-{number + 1:02} 10:00:00"
            writer.writerow([at, at, sort, "", finished, at, f"R_{name}{number}", f"p{number}@x.example", "", score])
    return path


PREVIEW, OPEN, BAD = ("Survey Preview", "True", "10"), ("IP Address", "False", "2"), ("IP Address", "True", "wow")
ROWS = [PREVIEW, OPEN, BAD, *(("IP Address", "True", str(score)) for score in range(11))]


def test_previews_and_unfinished_answers_are_found_in_words_and_in_codes(tmp_path: Path) -> None:
    workspace = Workspace()
    for rows in (ROWS, [("1", "1", "10"), ("0", "0", "3"), ("0", "1", "9"), ("0", "1", "7")]):
        table = workspace.examine(survey(tmp_path, rows))[0]
        found = suggestions(workspace.propose(table), columns_of(table))
        assert [(one.column, one.rows, one.words) for one in found] == [
            ("Status", 1, "previews of the survey"), ("Finished", 1, "answers that were not finished"),
        ]  # fmt: skip


def test_they_are_turned_away_with_that_reason_and_the_receipt_adds_up(tmp_path: Path) -> None:
    workspace = Workspace()
    table = workspace.examine(survey(tmp_path, ROWS))[0]
    wanted = {"Status": ["survey preview"], "Finished": ["False"]}
    receipt = workspace.load(table, without_rows(workspace.propose(table), wanted, table.columns))
    # Two left out, one that is no number, eleven loaded.
    assert (receipt.read, receipt.loaded, receipt.rejected, receipt.adds_up) == (14, 11, 3, True)
    reasons = dict(receipt.reasons)
    assert reasons["left out as wished: Status is survey preview"] == 1
    assert reasons["left out as wished: Finished is False"] == 1
    assert len(workspace.rejected_rows(receipt.import_id)) == 3
    assert workspace.database.value("SELECT count(*) FROM surveys") == 11
    workspace.undo(receipt.import_id)
    assert workspace.rejected_cells(receipt.import_id).empty


def test_the_next_file_with_these_columns_is_read_the_same_way(tmp_path: Path) -> None:
    workspace = Workspace()
    table = workspace.examine(survey(tmp_path, ROWS[:2]))[0]
    workspace.load(table, without_rows(workspace.propose(table), {"Status": ["Survey Preview"]}, table.columns))
    later = workspace.load(survey(tmp_path, ROWS[:2], "later.csv"))
    assert (later.read, later.loaded, later.rejected) == (2, 1, 1)


def test_a_file_of_nothing_else_loads_nothing(tmp_path: Path) -> None:
    workspace = Workspace()
    table = workspace.examine(survey(tmp_path, [PREVIEW] * 3))[0]
    receipt = workspace.load(
        table, without_rows(workspace.propose(table), {"Status": ["Survey Preview"]}, table.columns)
    )
    assert (receipt.read, receipt.loaded, receipt.rejected, receipt.adds_up) == (3, 0, 3, True)
    assert workspace.count("surveys") == 0


def test_a_column_that_is_not_there_is_said_at_once_and_left_alone_later(tmp_path: Path) -> None:
    workspace = Workspace()
    table = workspace.examine(survey(tmp_path, ROWS[:1]))[0]
    mapping = workspace.propose(table)
    with pytest.raises(UnclearMapping, match="no column called State"):
        without_rows(mapping, {"State": ["x"]}, table.columns)
    assert workspace.load(table, replace(mapping, left_out=(("State", ("x",)),))).loaded == 1
    kept = replace(mapping, left_out=(("Status", ("a", "b")),))
    assert mapping_from_json(mapping_to_json(kept)) == kept


def test_rows_of_a_table_of_no_known_kind_are_left_out_as_well(tmp_path: Path) -> None:
    workspace, path = Workspace(), tmp_path / "colours.csv"
    path.write_text("name,code\nred,1\nblue,2\nRed,3\n")
    receipt = workspace.load(path, replace(Mapping("other"), left_out=(("name", ("red",)),)))
    assert (receipt.read, receipt.loaded, receipt.rejected, receipt.adds_up) == (3, 1, 2, True)
    assert dict(receipt.reasons) == {"left out as wished: name is red": 2}
    assert len(workspace.rejected_rows(receipt.import_id)) == 2
