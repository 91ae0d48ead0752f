"""Imports: each can be taken back, in any order, and the mapping of one is remembered for the next."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import NotFound
from analytics.files.mapping import ColumnUse, Mapping
from analytics.workspace import Workspace
from tests.analytics.store.ticket_rows import HEADER, ONE, TWO, tickets


def test_an_overlapping_export_updates_and_undo_restores_what_was_there(workspace: Workspace, load) -> None:
    load([ONE, TWO])
    before = tickets(workspace)
    solved = [*TWO[:3], "2026-01-06 09:30", "5", *TWO[5:]]
    three = ["3", "cid", "2026-02-01", "", "", "New", ""]
    receipt = load([solved, three])
    assert (receipt.loaded, receipt.updated, receipt.unchanged) == (1, 1, 0)
    assert tickets(workspace)["satisfaction"].tolist()[1] == 5
    assert workspace.undo(receipt.import_id) == 2
    pd.testing.assert_frame_equal(tickets(workspace), before)


def test_undoing_the_first_of_three_imports_keeps_what_the_others_said(workspace: Workspace, load) -> None:
    first = load([ONE])
    load([[*ONE[:5], "Later", "Paris"]])
    load([[*ONE[:4], "1", "Latest", "Rome"]])
    latest = tickets(workspace)
    workspace.undo(first.import_id)
    pd.testing.assert_frame_equal(tickets(workspace), latest)


def test_undoing_all_imports_in_any_order_leaves_nothing(workspace: Workspace, load) -> None:
    receipts = [load([ONE, TWO]), load([[*ONE[:5], "Later", ""]]), load([[*ONE[:5], "Latest", ""], TWO])]
    for receipt in (receipts[1], receipts[0], receipts[2]):
        workspace.undo(receipt.import_id)
    assert tickets(workspace).empty
    assert workspace.database.value("SELECT count(*) FROM tickets_versions") == 0
    assert workspace.is_empty


def test_undoing_the_middle_import_restores_the_field_only_it_had_changed(workspace: Workspace, load) -> None:
    load([ONE])
    middle = load([[*ONE[:5], "Renamed", "Paris"]])
    only_status = Mapping(
        "tickets", (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened"), ColumnUse("status", "State"))
    )
    load([["1", "2026-01-02 10:00", "closed"]], only_status, ["Id", "Opened", "State"])
    workspace.undo(middle.import_id)
    assert tickets(workspace)["subject"].tolist() == ["Late"]
    assert workspace.database.value("SELECT status FROM tickets") == "closed"


def test_an_import_can_be_taken_back_only_once(workspace: Workspace, load) -> None:
    receipt = load([ONE])
    workspace.undo(receipt.import_id)
    with pytest.raises(NotFound):
        workspace.undo(receipt.import_id)


def test_a_confirmed_mapping_is_remembered_for_the_same_columns(workspace: Workspace, load, tmp_path: Path) -> None:
    load([ONE])
    path = tmp_path / "next month.csv"
    path.write_text(",".join(HEADER) + "\n" + ",".join(TWO) + "\n")
    proposed = workspace.propose(workspace.examine(path)[0])
    assert proposed.column_of("created_at") == "Opened"
    assert proposed.column_of("subject") == "Subject"


def test_the_data_version_grows_with_every_change(workspace: Workspace, load) -> None:
    versions = [workspace.data_version]
    receipt = load([ONE])
    versions.append(workspace.data_version)
    workspace.undo(receipt.import_id)
    versions.append(workspace.data_version)
    assert versions == [0, 1, 2]


@pytest.mark.parametrize("last", ["A", "B"])
def test_a_changed_export_is_read_as_the_one_of_its_name_that_it_fits(
    workspace: Workspace, tmp_path: Path, last: str
) -> None:
    """Two exports share a name, as sheets of one file do; the one that was loaded last may be the other."""
    path = tmp_path / "export 1.csv"
    for letter in sorted("AB", key=lambda letter: letter == last):
        path.write_text(f"{letter}1,{letter}2\n1,2026-01-02\n")
        uses = (ColumnUse("ticket_id", f"{letter}1"), ColumnUse("created_at", f"{letter}2"))
        workspace.load(path, Mapping("tickets", uses))
    later = tmp_path / "export 2.csv"
    later.write_text("B1,B2,B3\n1,2026-01-02,x\n")
    assert workspace.propose(workspace.examine(later)[0]).column_of("created_at") == "B2"
