"""A mapping that was made once: followed for the same columns, held against the values, told where it falters."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics import Workspace

HEADER = "Nr,Wer,Wann,Wie lange,Worum"
ROW = "{n},C{n},2026-01-0{n} 10:00,{n}5,Lieferung {n}"


def file(folder: Path, name: str, header: str = HEADER, row: str = ROW) -> Path:
    path = folder / name
    path.write_text("\n".join([header, *(row.format(n=n) for n in range(1, 9))]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def taught(tmp_path) -> Workspace:
    """A workspace in which a person told what the columns of one file mean; no name says it."""
    workspace = Workspace()
    told = {"ticket_id": "Nr", "customer_id": "Wer", "created_at": "Wann", "resolution_minutes": "Wie lange"}
    (table,) = workspace.examine(file(tmp_path, "tickets_2026-01.csv"))
    workspace.load(table, kind="tickets", fields=told)
    return workspace


def proposed(workspace: Workspace, path: Path):
    (table,) = workspace.examine(path)
    return workspace.propose(table)


def test_the_same_columns_in_another_order_are_read_as_told(taught, tmp_path):
    other = file(tmp_path, "export.csv", "Worum,Wann,Nr,Wie lange,Wer", "Lieferung,2026-02-0{n} 10:00,{n},{n}5,C{n}")
    mapping = proposed(taught, other)
    assert (mapping.kind, mapping.column_of("ticket_id"), mapping.column_of("resolution_minutes")) == (
        "tickets", "Nr", "Wie lange",
    )  # fmt: skip
    assert taught.load(taught.examine(other)[0]).read == 8


def test_one_more_column_in_the_next_file_of_the_name_is_told(taught, tmp_path):
    mapping = proposed(taught, file(tmp_path, "tickets_2026-02.csv", HEADER + ",Neu", ROW + ",x"))
    assert mapping.column_of("customer_id") == "Wer"
    assert "Read as tickets_2026-01.csv was" in mapping.doubts[-1]


def test_one_more_column_in_a_file_of_another_name_is_not_taken_for_it(taught, tmp_path):
    assert (
        proposed(taught, file(tmp_path, "lieferanten.csv", HEADER + ",Neu", ROW + ",x")).column_of("customer_id")
        != "Wer"
    )


def test_the_same_names_over_other_values_are_left_open_and_said(taught, tmp_path):
    mapping = proposed(
        taught, file(tmp_path, "tickets_2026-03.csv", row="{n},C{n},2026-03-0{n} 10:00,Anna,Lieferung {n}")
    )
    assert mapping.column_of("resolution_minutes") is None
    assert "Wie lange was resolution_minutes before" in mapping.doubts[-1]
    assert mapping.confidence < 0.8


def test_other_values_in_a_required_column_are_recognised_anew(taught, tmp_path):
    mapping = proposed(taught, file(tmp_path, "tickets_2026-03.csv", row="{n},C{n},gestern,{n}5,Lieferung {n}"))
    assert mapping.column_of("created_at") is None


def test_an_import_taken_back_is_forgotten(taught, tmp_path):
    taught.undo("import-1")
    assert proposed(taught, file(tmp_path, "tickets_2026-01.csv")).kind == "other"
