"""What several imports say is there as long as one of them stands, whoever said it first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.files.mapping import ColumnUse, Mapping
from analytics.workspace import Workspace
from tests.analytics.store.ticket_rows import NOW, ONE, TWO, tickets


def test_rows_that_a_later_import_repeated_stay_when_the_first_is_taken_back(workspace: Workspace, load) -> None:
    first = load([ONE])
    second = load([ONE, TWO])
    assert (second.loaded, second.unchanged) == (1, 1)
    workspace.undo(first.import_id)
    assert tickets(workspace)["ticket_id"].tolist() == ["1", "2"]
    assert workspace.database.rows("SELECT DISTINCT import_id FROM tickets") == [(second.import_id,)]
    workspace.undo(second.import_id)
    assert tickets(workspace).empty
    assert workspace.database.rows("FROM said_again") == workspace.database.rows("FROM tickets_versions") == []


def test_who_repeated_a_row_does_not_inherit_what_only_the_first_said(workspace: Workspace, load) -> None:
    first = load([ONE])
    fewer = Mapping("tickets", (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened")))
    assert load([["1", "2026-01-02 10:00"]], fewer, ["Id", "Opened"]).unchanged == 1
    workspace.undo(first.import_id)
    assert workspace.database.rows("SELECT ticket_id, subject, satisfaction FROM tickets") == [("1", None, None)]


def test_who_repeated_less_than_a_later_one_keeps_that(workspace: Workspace, load) -> None:
    first = load([ONE])
    fewer = Mapping("tickets", (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened")))
    load([["1", "2026-01-02 10:00"]], fewer, ["Id", "Opened"])
    last = load([ONE])
    workspace.undo(first.import_id)
    assert tickets(workspace)["subject"].tolist() == ["Late"]
    workspace.undo(last.import_id)
    assert workspace.database.rows("SELECT ticket_id, subject FROM tickets") == [("1", None)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["the first first", "the second first"])
def test_a_table_of_no_known_kind_that_was_loaded_twice_goes_with_the_last(
    workspace: Workspace, tmp_path: Path, order: tuple[int, int]
) -> None:
    path = tmp_path / "colours.csv"
    path.write_text("name,code\nred,1\nblue,2\n")
    receipts = [workspace.load(path, Mapping("other"), now=NOW, who="Ada") for _ in range(2)]
    workspace.undo(receipts[order[0]].import_id)
    assert workspace.database.rows("SELECT name, row_number FROM other_colours ORDER BY 2") == [("red", 2), ("blue", 3)]
    workspace.undo(receipts[order[1]].import_id)
    assert workspace.is_empty
    assert workspace.database.rows("FROM said_again") == []


ROWS = st.lists(st.tuples(st.sampled_from("123"), st.sampled_from(["", "Late", "Lost"]), st.sampled_from(["", "1", "5"])),
                min_size=1, max_size=4, unique_by=lambda row: row[0])  # fmt: skip
ALL = (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened"), ColumnUse("subject", "Subject"),
       ColumnUse("satisfaction", "Rating"))  # fmt: skip


def filled(
    folder: Path, imports: list[tuple[list[tuple[str, str, str]], int]], undone: list[int]
) -> list[tuple[object, ...]]:
    """What stands in the table once these files, with their first columns mapped, were loaded and some taken back."""
    workspace, path = Workspace(), folder / "rows.csv"
    loaded = []
    for rows, columns in imports:
        names = [use.column for use in ALL[:columns]]
        lines = [[number, "2026-01-02", subject, rating][:columns] for number, subject, rating in rows]
        path.write_text("\n".join(",".join(line) for line in [names, *lines]) + "\n")
        loaded.append(workspace.load(path, Mapping("tickets", ALL[:columns]), now=NOW, who="Ada"))
    for number in undone:
        workspace.undo(loaded[number].import_id)
    return workspace.database.rows(
        "SELECT ticket_id, subject, satisfaction, satisfaction_scale FROM tickets ORDER BY ALL"
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(imports=st.lists(st.tuples(ROWS, st.sampled_from([2, 3, 4])), min_size=2, max_size=4), data=st.data())
def test_what_stands_is_what_the_imports_that_stand_would_have_made_alone(
    tmp_path: Path, imports: list[tuple[list[tuple[str, str, str]], int]], data: st.DataObject
) -> None:
    undone = data.draw(st.lists(st.sampled_from(range(len(imports))), unique=True))
    standing = [one for number, one in enumerate(imports) if number not in undone]
    assert filled(tmp_path, imports, undone) == filled(tmp_path, standing, [])
