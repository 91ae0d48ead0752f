"""Loading: every row read is loaded, updated, unchanged or rejected, with what it says typed and nothing lost."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analytics.errors import UnclearMapping
from analytics.files.mapping import ColumnUse, Mapping, Question
from analytics.workspace import Workspace
from tests.analytics.store.ticket_rows import HEADER, ONE, TICKETS, TWO, tickets


def test_rows_are_loaded_typed_with_what_was_not_mapped_in_extra(workspace: Workspace, load) -> None:
    receipt = load([ONE, TWO])
    assert (receipt.read, receipt.loaded) == (2, 2)
    found = tickets(workspace)
    assert list(found["created_at"]) == [pd.Timestamp("2026-01-02 10:00"), pd.Timestamp("2026-01-05 09:30")]
    assert found["resolved_at"].isna().tolist() == [False, True]
    assert [json.loads(extra) for extra in found["extra"]] == [{"Shop": "Paris"}, {}]


def test_cells_beyond_the_header_are_kept_in_extra(workspace: Workspace, load) -> None:
    # Far down in a file a row may be longer than the header: its last cell has no name, but it was read.
    rows = [[str(n), "ann", "2026-01-02 10:00", "", "", "x", ""] for n in range(1500)]
    load([*rows, ["1500", "ann", "2026-01-02 10:00", "", "", "x", "", "beyond"]])
    extra = tickets(workspace).set_index("ticket_id").loc["1500", "extra"]
    assert "beyond" in json.loads(extra).values()


def test_the_same_file_again_changes_nothing(workspace: Workspace, load) -> None:
    load([ONE, TWO])
    before = tickets(workspace)
    receipt = load([ONE, TWO])
    assert (receipt.loaded, receipt.updated, receipt.unchanged) == (0, 0, 2)
    pd.testing.assert_frame_equal(tickets(workspace), before)


def test_a_reopened_ticket_loses_its_resolution(workspace: Workspace, load) -> None:
    # A field that the later file speaks about counts even where it is now empty.
    load([ONE])
    load([[*ONE[:3], "", *ONE[4:]]])
    assert tickets(workspace)["resolved_at"].isna().all()


def test_a_field_that_the_later_file_does_not_hold_stays(workspace: Workspace, load) -> None:
    load([ONE])
    fewer = Mapping(
        "tickets", (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened"), ColumnUse("status", "State"))
    )
    receipt = load([["1", "2026-01-02 10:00", "closed"]], fewer, ["Id", "Opened", "State"])
    assert receipt.updated == 1
    row = tickets(workspace).iloc[0]
    assert (row["subject"], row["customer_id"]) == ("Late", "ann")
    assert workspace.database.value("SELECT status FROM tickets") == "closed"


def test_a_date_that_does_not_exist_is_rejected_with_row_column_value_and_reason(workspace: Workspace, load) -> None:
    receipt = load([ONE, ["2", "bob", "2026-02-30 10:00", "", "", "x", ""]])
    assert (receipt.loaded, receipt.rejected) == (1, 1)
    cell = workspace.rejected_cells(receipt.import_id).iloc[0]
    # The header is row 1, so the second row of data is row 3, as a spreadsheet shows it.
    assert (cell["row"], cell["column"], cell["value"]) == (3, "Opened", "2026-02-30 10:00")
    assert "date" in cell["reason"]
    assert receipt.reasons == ((cell["reason"], 1),)


def test_a_rejected_row_can_be_mended_and_loaded_again(workspace: Workspace, load) -> None:
    receipt = load([ONE, ["2", "bob", "30.02.2026?", "", "", "x", "Rome"]])
    mended = workspace.rejected_rows(receipt.import_id)
    assert list(mended.columns) == [*HEADER, "rejected_because"]
    # The header is row 1, so the second row of data is row 3 of the file in which to look it up.
    assert mended["rejected_because"].tolist() == ["row 3: Opened is not a date that exists"]
    mended["Opened"] = "2026-03-02 10:00"
    again = load(mended.fillna("").to_numpy().tolist(), header=list(mended.columns))
    assert (again.loaded, again.rejected) == (1, 0)


def test_an_empty_required_field_is_rejected(load) -> None:
    receipt = load([ONE, ["", "bob", "2026-01-05", "", "", "x", ""], ["3", "cid", "", "", "", "y", ""]])
    assert (receipt.loaded, receipt.rejected) == (1, 2)
    assert {reason for reason, _ in receipt.reasons} == {
        "Id is empty, and tickets need a ticket_id",
        "Opened is empty, and tickets need a created_at",
    }


def test_identical_rows_in_one_file_count_as_unchanged(workspace: Workspace, load) -> None:
    receipt = load([ONE, ONE, ONE])
    assert (receipt.loaded, receipt.unchanged) == (1, 2)
    assert len(tickets(workspace)) == 1


def test_the_last_of_several_rows_with_one_id_counts(workspace: Workspace, load) -> None:
    receipt = load([ONE, [*ONE[:5], "Later", ""], [*ONE[:5], "Latest", ""]])
    assert (receipt.loaded, receipt.updated) == (1, 2)
    assert tickets(workspace)["subject"].tolist() == ["Latest"]


def test_a_file_with_two_words_on_one_id_changes_nothing_when_it_comes_again(workspace: Workspace, load) -> None:
    # Olist's reviews hold one id twice with two answers: the table ends as it was, so the receipt must say so.
    rows = [ONE, [*ONE[:5], "Late, again", ONE[6]], TWO]
    first = load(rows)
    assert (first.loaded, first.updated, first.unchanged) == (2, 1, 0)
    before = tickets(workspace)
    again = load(rows)
    assert (again.loaded, again.updated, again.unchanged, again.records) == (0, 0, 3, 0)
    pd.testing.assert_frame_equal(tickets(workspace), before)
    # Where the first of the two comes last, the last word is new: that is an update, and it can be taken back.
    turned = load([rows[1], rows[0], TWO])
    assert (turned.loaded, turned.updated, turned.unchanged) == (0, 1, 2)
    assert "Late, again" not in set(tickets(workspace)["subject"])
    workspace.undo(turned.import_id)
    pd.testing.assert_frame_equal(tickets(workspace), before)


def test_nothing_happens_when_a_required_column_is_missing(workspace: Workspace, load) -> None:
    with pytest.raises(UnclearMapping) as told:
        load([ONE], Mapping("tickets", (ColumnUse("ticket_id", "Id"),)))
    assert "created_at" in str(told.value)
    assert workspace.is_empty


def test_columns_may_be_called_like_the_programs_own(workspace: Workspace, load) -> None:
    own = ["import_id", "ROW_KEY", "key_hash", "extra", "bad", "unfit", "rule", "cell", "staged"]
    rows = [[*ONE[:3], *own], [*TWO[:3], *own]]
    mapping = Mapping("tickets", TICKETS.uses[:3])
    for kind in (mapping, Mapping("other")):
        assert load(rows, kind, [*HEADER[:3], *own]).loaded == 2
        assert load([*rows, rows[0]], kind, [*HEADER[:3], *own]).read == 3
    assert workspace.database.value("SELECT extra ->> 'import_id' FROM tickets LIMIT 1") == "import_id"


def test_hostile_names_and_cells_stay_text(workspace: Workspace, load) -> None:
    evil = 'x"); DROP TABLE tickets; --'
    header = ["Id", evil, "Opened"]
    mapping = Mapping(
        "tickets", (ColumnUse("ticket_id", "Id"), ColumnUse("subject", evil), ColumnUse("created_at", "Opened"))
    )
    load([["1", "'; DROP TABLE sales; --", "2026-01-01"]], mapping, header)
    assert tickets(workspace)["subject"].tolist() == ["'; DROP TABLE sales; --"]
    assert workspace.count("sales") == 0


BILLS = Mapping("sales", (ColumnUse("customer_id", "Who"), ColumnUse("ordered_at", "Day"), ColumnUse("amount", "Due")))
BILL = ["ann", "2026-01-01", "10.50"]


def test_rows_without_an_id_get_one_from_their_content(workspace: Workspace, load) -> None:
    # Two bills that are alike to the letter are still two bills, and loading them again adds none.
    receipt = load([BILL, BILL, ["bob", "2026-01-01", "3"]], BILLS, ["Who", "Day", "Due"])
    assert receipt.loaded == 3
    again = load([BILL, BILL, ["bob", "2026-01-01", "3"]], BILLS, ["Who", "Day", "Due"])
    assert (again.loaded, again.unchanged) == (0, 3)
    assert workspace.count("sales") == 3


LINES = Mapping(
    "sales",
    (ColumnUse("order_id", "Name"), ColumnUse("customer_id", "Email"), ColumnUse("ordered_at", "Created"),
     ColumnUse("amount", "Total"), ColumnUse("product", "Item")),
    grain="lines",
)  # fmt: skip


def test_order_lines_become_one_order_without_double_counting(workspace: Workspace, load) -> None:
    rows = [
        ["#1", "ann@example.com", "2026-01-01", "30.00", "Beans"],
        ["#1", "", "", "", "Mug"],  # order-level cells stand on the first line only
        ["#2", "bob@example.com", "2026-01-02", "12.00", "Beans"],
    ]
    header = ["Name", "Email", "Created", "Total", "Item"]
    receipt = load(rows, LINES, header)
    assert (receipt.read, receipt.loaded, receipt.records) == (3, 3, 2)
    sales = workspace.database.rows("SELECT order_id, amount::DOUBLE, product FROM sales ORDER BY order_id")
    assert sales == [("#1", 30.0, "Beans, Mug"), ("#2", 12.0, "Beans")]
    again = load(rows, LINES, header)
    assert (again.unchanged, again.records) == (3, 0)


ITEMS = Mapping(
    "sales",
    (ColumnUse("order_id", "Name"), ColumnUse("customer_id", "Email"), ColumnUse("ordered_at", "Created"),
     ColumnUse("amount", "Price", times="Pieces")),
    grain="items",
)  # fmt: skip
ITEM_HEADER = ["Name", "Email", "Created", "Price", "Pieces"]


def test_items_of_an_order_add_up_and_returns_count_against_it(workspace: Workspace, load) -> None:
    rows = [
        ["#1", "ann", "2026-01-01", "2.50", "4"],
        ["#1", "ann", "2026-01-01", "2.50", "4"],  # the same item twice is bought twice
        ["#1", "ann", "2026-01-01", "$3.00", "1"],
        ["#2", "bob", "2026-01-02", "12.00", "-1"],
    ]
    receipt = load(rows, ITEMS, ITEM_HEADER)
    assert (receipt.read, receipt.loaded, receipt.records) == (4, 4, 2)
    sales = workspace.database.rows("SELECT order_id, amount::DOUBLE FROM sales ORDER BY order_id")
    assert sales == [("#1", 23.0), ("#2", -12.0)]
    assert load(rows, ITEMS, ITEM_HEADER).unchanged == 4


def test_an_order_with_a_bad_item_is_rejected_whole_so_that_it_can_be_mended_whole(workspace: Workspace, load) -> None:
    rows = [
        ["#1", "ann", "2026-01-01", "2.50", "4"],
        ["#1", "ann", "2026-01-01", "2.50", "many"],
        ["#2", "bob", "2026-01-02", "1", "1"],
    ]
    receipt = load(rows, ITEMS, ITEM_HEADER)
    assert (receipt.loaded, receipt.rejected) == (1, 2)
    assert "another row with the same Name was rejected" in dict(receipt.reasons)


WIDE = Mapping(
    "surveys",
    (ColumnUse("response_id", "R"), ColumnUse("answered_at", "Day"), ColumnUse("customer_id", "Who")),
    (Question("NPS", "nps", "Q1", "Why", 0, 10), Question("CSAT", "csat", "Q2", "", 1, 5)),
)
SHEET = ["R", "Day", "Who", "Q1", "Why", "Q2"]


def test_a_wide_survey_becomes_one_row_per_answer(workspace: Workspace, load) -> None:
    rows = [
        ["r1", "2026-01-01", "ann", "9", "Great", "4"],
        ["r2", "2026-01-02", "bob", "", "", "2"],  # one question left open
        ["r3", "2026-01-03", "cid", "", "", ""],  # nothing answered
    ]
    receipt = load(rows, WIDE, SHEET)
    assert (receipt.read, receipt.loaded, receipt.rejected, receipt.records) == (3, 2, 1, 3)
    answers = workspace.database.rows("SELECT response_id, question, score, comment FROM surveys ORDER BY ALL")
    assert answers == [("r1", "CSAT", 4.0, None), ("r1", "NPS", 9.0, "Great"), ("r2", "CSAT", 2.0, None)]


USAGE = Mapping(
    "usage",
    (
        ColumnUse("customer_id", "Who"),
        ColumnUse("occurred_at", "Day"),
        ColumnUse("event", "What"),
        ColumnUse("quantity", "N"),
    ),
)


def test_usage_of_one_customer_time_and_event_stays_apart(workspace: Workspace, load) -> None:
    # Two services used in one month, exported without the service: both count, and once only.
    rows = [["ann", "2026-01-01", "used", "5"], ["ann", "2026-01-01", "used", "7"], ["ann", "2026-01-01", "used", "7"]]
    assert load(rows, USAGE, ["Who", "Day", "What", "N"]).loaded == 3
    again = load(rows, USAGE, ["Who", "Day", "What", "N"])
    assert (again.loaded, again.unchanged) == (0, 3)
    corrected = load([*rows[:2], ["ann", "2026-01-01", "used", "8"]], USAGE, ["Who", "Day", "What", "N"])
    assert (corrected.updated, corrected.unchanged) == (1, 2)
    assert workspace.database.value("SELECT sum(quantity) FROM usage") == 20
    workspace.undo(corrected.import_id)
    assert workspace.database.value("SELECT sum(quantity) FROM usage") == 19


def test_a_score_of_11_is_kept_and_told(workspace: Workspace, load) -> None:
    receipt = load([["r1", "2026-01-01", "ann", "11", "", ""]], WIDE, SHEET)
    assert receipt.loaded == 1
    assert any("outside its scale" in sentence for sentence in receipt.warnings)


def test_a_resolution_before_the_creation_is_kept_and_told(load) -> None:
    receipt = load([["1", "ann", "2026-01-02", "2026-01-01", "", "x", ""]])
    assert receipt.loaded == 1
    assert any("before it was created" in sentence for sentence in receipt.warnings)


def test_a_table_of_no_known_kind_is_kept_as_it_came(workspace: Workspace, load) -> None:
    other = Mapping("other")
    receipt = load([["b", "1"], ["a", "2"], ["a", "2"]], other, ["Plan", "Price"])
    assert (receipt.loaded, receipt.table) == (3, "other_file_0")
    again = workspace.database.rows(f"SELECT Plan, Price FROM {receipt.table} ORDER BY row_number")
    assert again == [("b", "1"), ("a", "2"), ("a", "2")]
    workspace.undo(receipt.import_id)
    assert workspace.is_empty


def test_a_cell_beside_the_fields_that_is_empty_now_is_an_update(workspace: Workspace, load) -> None:
    load([ONE])
    second = load([[*ONE[:-1], ""]])
    assert (second.updated, second.unchanged) == (1, 0)
    assert tickets(workspace)["extra"].tolist() == ["{}"]
    assert load([[*ONE[:-1], ""]]).unchanged == 1
    # A file without the column says nothing of it.
    without = load([ONE[:-1]], header=HEADER[:-1])
    assert without.unchanged == 1
    workspace.undo(without.import_id)
    workspace.undo(second.import_id)
    assert tickets(workspace)["extra"].tolist() == ["{}"]
    workspace.undo("import-3")
    assert tickets(workspace)["extra"].tolist() == ['{"Shop":"Paris"}']
