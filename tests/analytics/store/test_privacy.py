"""What of a file stays out of the workspace while it is loaded, and how that is said and switched."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from analytics.files.mapping import ColumnUse, Mapping
from analytics.store.codes import codes_for
from analytics.store.mapping_texts import mapping_from_json, mapping_to_json
from analytics.store.receipts import Receipt
from analytics.workspace import Workspace

NOW = datetime(2026, 6, 1)
HEADER = ["Id", "Email", "Opened", "Text", "Note", "First Name", "Agent email", "Plan"]
TICKETS = Mapping(
    "tickets",
    (ColumnUse("ticket_id", "Id"), ColumnUse("customer_id", "Email"), ColumnUse("created_at", "Opened"),
     ColumnUse("body", "Text")),
    dropped=("First Name",),
    hashed=("Agent email",),
)  # fmt: skip
# One row with things to be masked in a field and beside the fields, one with nothing of the sort.
ROWS = [
    ["1", "ann@x.example", "2026-01-02", "Call 0171 1234567 or bob@x.example", "card 4111 1111 1111 1111", "Ann",
     "sue@shop.example", "Gold"],
    ["2", "bob@x.example", "2026-01-03", "Order 4711 is late", "vip", "Bob", "sue@shop.example", "Basic"],
]  # fmt: skip


@pytest.fixture
def load(workspace: Workspace, tmp_path: Path):
    """Loads rows written in the test as a CSV file."""
    count = iter(range(100))

    def _load(mapping: Mapping = TICKETS, rows: list[list[str]] = ROWS, header: list[str] = HEADER) -> Receipt:
        path = tmp_path / f"file-{next(count)}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
        receipt = workspace.load(path, mapping, now=NOW, who="Ada")
        assert receipt.adds_up, receipt
        return receipt

    return _load


def stored(workspace: Workspace, table: str = "tickets") -> str:
    """Everything that stands in a table, as one text."""
    return workspace.database.frame(f"SELECT * FROM {table}").to_csv()


def extra(workspace: Workspace, ticket_id: str) -> dict[str, str]:
    found = workspace.database.value("SELECT extra FROM tickets WHERE ticket_id = ?", [ticket_id])
    return dict(json.loads(found))


def test_texts_are_masked_and_the_receipt_counts_by_kind(workspace: Workspace, load) -> None:
    receipt = load()
    assert "Masked: 1 e-mail address, 1 phone number, 1 card number in 1 row." in receipt.notes
    assert workspace.database.value("SELECT body FROM tickets WHERE ticket_id = '1'") == "Call [phone] or [e-mail]"
    assert extra(workspace, "1")["Note"] == "card [card]"
    assert workspace.database.value("SELECT body FROM tickets WHERE ticket_id = '2'") == "Order 4711 is late"


def test_ids_by_which_tables_join_stay_as_they_are(workspace: Workspace, load) -> None:
    load()
    assert workspace.database.rows("SELECT customer_id FROM tickets ORDER BY 1") == [
        ("ann@x.example",),
        ("bob@x.example",),
    ]


def test_identifying_columns_are_left_out_or_a_code_and_the_receipt_says_so(workspace: Workspace, load) -> None:
    receipt = load()
    first, second = extra(workspace, "1"), extra(workspace, "2")
    assert "First Name" not in first
    assert first["Agent email"] == second["Agent email"] != "sue@shop.example"
    assert first["Plan"] == "Gold"
    assert any("First Name" in note and "--keep-identifying" in note for note in receipt.notes)
    assert any("Agent email" in note and "code" in note for note in receipt.notes)


def test_the_same_file_again_changes_nothing(workspace: Workspace, load) -> None:
    load()
    assert load().unchanged == 2
    careful = TICKETS.with_hashed_customers()
    assert load(careful).updated == 2
    assert load(careful).unchanged == 2


def test_switching_masking_off_and_loading_again_brings_the_text_and_undo_takes_it_away(
    workspace: Workspace, load
) -> None:
    load()
    plain = load(Mapping(TICKETS.kind, TICKETS.uses, mask=False))
    assert plain.updated == 2
    assert not [note for note in plain.notes if note.startswith("Masked")]
    assert "0171 1234567" in stored(workspace)
    assert extra(workspace, "1")["First Name"] == "Ann"
    workspace.undo(plain.import_id)
    assert "0171 1234567" not in stored(workspace)
    assert "First Name" not in extra(workspace, "1")


def test_nothing_that_is_masked_stands_unmasked_beside_it(workspace: Workspace, load) -> None:
    # Neither among earlier versions nor among rejected rows: 2026-02-30 does not exist.
    load()
    load(rows=[[*ROWS[0][:3], "Now 0172 7654321", *ROWS[0][4:]], ["3", "cid@x.example", "2026-02-30", *ROWS[0][3:]]])
    kept = "".join(
        stored(workspace, table) for table in ("tickets", "tickets_versions", "rejected_rows", "rejected_cells")
    )
    for secret in ("0171", "0172", "4111", "sue@shop", ",Ann", '"Ann"'):
        assert secret not in kept, secret


def test_a_rejected_row_that_is_mended_becomes_what_it_would_have_been(workspace: Workspace, load) -> None:
    bad = [["3", "cid@x.example", "2026-02-30", *ROWS[0][3:]]]
    receipt = load(rows=bad)
    mended = workspace.rejected_rows(receipt.import_id).fillna("")
    assert list(mended.columns) == [*HEADER, "rejected_because"]
    mended["Opened"] = "2026-02-28"
    assert load(rows=mended.to_numpy().tolist(), header=list(mended.columns)).loaded == 1
    assert load(rows=[["3", "cid@x.example", "2026-02-28", *ROWS[0][3:]]]).unchanged == 1


# An id in capitals, one that a spreadsheet wrapped, one with blanks around it, and an address in capitals.
@pytest.mark.parametrize("spelled", ["CUST-A", '="CUST-A"', " CUST-A ", "ANN@x.example"])
def test_a_hashed_id_has_one_code_wherever_it_stands(workspace: Workspace, load, spelled: str) -> None:
    # Loaded, rejected for its date and mended, and in a column that no field reads.
    mapping = TICKETS.with_hashed_customers()
    receipt = load(mapping, [["1", spelled, "2026-01-02", "Hi"], ["2", spelled, "soon", "Hi"]], HEADER[:4])
    mended = workspace.rejected_rows(receipt.import_id).assign(Opened="2026-01-03")
    load(mapping, mended.fillna("").to_numpy().tolist(), list(mended.columns))
    load(rows=[["3", "bob", "2026-01-04", "Hi", spelled]], header=[*HEADER[:4], "Agent email"])
    codes = [code for (code,) in workspace.database.rows("SELECT customer_id FROM tickets WHERE customer_id <> 'bob'")]
    assert len(codes) == 2
    assert {*codes, extra(workspace, "3")["Agent email"]} == {codes[0]}


def test_hashed_customers_still_join_within_the_workspace_and_only_there(workspace: Workspace, load) -> None:
    load(TICKETS.with_hashed_customers())
    customers = Mapping(
        "customers", (ColumnUse("customer_id", "Key"), ColumnUse("email", "Mail"))
    ).with_hashed_customers()
    # The same address in capitals, as another program writes it.
    load(customers, [["ANN@x.example", "ann@x.example"]], ["Key", "Mail"])
    joined = workspace.database.rows("SELECT customer_id, email FROM tickets JOIN customers USING (customer_id)")
    assert len(joined) == 1
    code, email = joined[0]
    assert code == email
    assert len(code) == 18
    assert code.startswith("c-")
    assert "x.example" not in stored(workspace) + stored(workspace, "customers")
    other = Workspace()
    other.database.rows("SELECT 1")
    assert other.database.rows("SELECT salt FROM salts") == []


def test_what_was_chosen_is_remembered_with_the_mapping() -> None:
    mapping = Mapping("tickets", TICKETS.uses, mask=False, dropped=("A",), hashed=("Email",))
    assert mapping_from_json(mapping_to_json(mapping)) == mapping
    kept = mapping.with_identifying()
    assert (kept.dropped, kept.hashed) == ((), ("Email",))


def test_a_table_of_no_known_kind_has_its_texts_masked_and_its_keys_left(workspace: Workspace, load) -> None:
    receipt = load(Mapping("other"), [["ann@x.example", "call 0171 1234567"]], ["Who", "Note"])
    assert workspace.database.rows(f"SELECT Who, Note FROM {receipt.table}") == [("ann@x.example", "call [phone]")]
    assert load(Mapping("other"), [["ann@x.example", "call 0171 1234567"]], ["Who", "Note"]).loaded == 1  # another file


def test_a_list_that_leaves_has_codes_for_ids_the_same_for_the_same_customer(workspace: Workspace) -> None:
    first = codes_for(workspace.database, ["a", "b", "a"])
    assert first[0] == first[2] != first[1]
    assert all(code.startswith("c-") and len(code) == 18 for code in first)
    # a code stays a code, and another workspace makes others
    assert codes_for(workspace.database, first) == first
    assert codes_for(Workspace().database, ["a"]) != first[:1]


def test_numbered_ids_become_codes_as_well(workspace: Workspace, load) -> None:
    # 50 ids that are numbers, none twice: proved to need no second look at how they are written.
    customers = Mapping("customers", (ColumnUse("customer_id", "Key"),)).with_hashed_customers()
    load(customers, [[str(number)] for number in range(1000, 1050)], ["Key"])
    assert workspace.database.value("SELECT count(*) FROM customers WHERE customer_id LIKE 'c-%'") == 50
