"""Faults: wrong-looking rows are kept, counted per sort, and can be looked at."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import NotFound
from analytics.files.mapping import ColumnUse, Mapping
from analytics.store.faults import FAULTS
from analytics.workspace import Workspace

NOW = datetime(2026, 6, 1)
FIELDS = ("ticket_id", "customer_id", "created_at", "resolved_at", "resolution_minutes")
TICKETS = Mapping("tickets", tuple(ColumnUse(field, field) for field in FIELDS))


@pytest.fixture
def two_imports(workspace: Workspace, tmp_path: Path) -> Workspace:
    first = (
        "1,ann,2026-01-02,2026-01-01,",  # resolved before it was created
        "2,Ann,2026-01-02,2026-01-03,",  # Ann as well, in another spelling
        "3,bob,2026-01-02,2026-01-03,-5",  # a negative duration
        "4,cyd,2027-01-02,,",  # not yet
    )
    second = ("5,bob,2026-02-02,2026-02-01,", "6,dan,2026-02-02,2026-02-03,")
    for number, rows in enumerate((first, second)):
        path = tmp_path / f"{number}.csv"
        path.write_text("\n".join([",".join(FIELDS), *rows]) + "\n")
        workspace.load(path, TICKETS, now=NOW, who="Ada")
    return workspace


def test_each_sort_is_told_with_the_number_of_rows_behind_it(two_imports: Workspace) -> None:
    status = two_imports.status()
    found = {fault["name"]: fault["rows"] for fault in status["faults"]}
    assert found == {
        "resolved_before_created": 2, "negative_duration": 1, "tickets_in_the_future": 1, "tickets_id_spellings": 2,
    }  # fmt: skip
    assert [fault["sentence"] for fault in status["faults"]] == status["warnings"]
    # These rows are missing in no figure.
    (spelled,) = (told for told in status["warnings"] if "spelling" in told)
    assert spelled.endswith("by case or blanks only, and are counted for another customer.")


def test_the_rows_behind_a_warning_are_those_of_all_imports_or_of_one(two_imports: Workspace) -> None:
    rows = two_imports.rows_behind("resolved_before_created")
    assert rows[["import_id", "row_number", "ticket_id"]].to_numpy().tolist() == [
        ["import-1", 2, "1"],
        ["import-2", 2, "5"],
    ]
    assert two_imports.rows_behind("resolved_before_created", "import-2")["ticket_id"].tolist() == ["5"]
    assert two_imports.rows_behind("tickets_in_the_future")["ticket_id"].tolist() == ["4"]
    assert two_imports.rows_behind("tickets_in_the_future", "import-2").empty


def test_the_rows_come_page_by_page(two_imports: Workspace) -> None:
    pages = [two_imports.rows_behind("tickets_id_spellings", first=first, most=1) for first in range(3)]
    assert [page["ticket_id"].tolist() for page in pages] == [["1"], ["2"], []]


def test_a_warning_that_there_is_not_is_refused_with_those_there_are(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="score_outside_scale"):
        workspace.rows_behind("x'; DROP TABLE tickets")


def test_every_sort_of_fault_can_be_counted_and_looked_at_in_an_empty_workspace(workspace: Workspace) -> None:
    assert workspace.status()["faults"] == []
    assert all(workspace.rows_behind(fault.name).empty for fault in FAULTS)
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
