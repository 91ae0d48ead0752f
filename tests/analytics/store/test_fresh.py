"""Rows about something new are written at once; whatever else a file holds goes the careful way, with the same result."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.files.mapping import ColumnUse, Mapping
from analytics.store import loading
from analytics.workspace import Workspace

HEADER = "Id,Opened,Rating,Subject,Shop"
MAPPING = Mapping(
    "tickets",
    (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened"), ColumnUse("satisfaction", "Rating"),
     ColumnUse("subject", "Subject")),
)  # fmt: skip
KEPT = "SELECT * EXCLUDE (import_id) FROM tickets ORDER BY ALL"


def row(number: int, opened: str = "2026-01-02 10:00", rating: str = "4", subject: str = "Invoice") -> str:
    return f"{number},{opened},{rating},{subject},Paris"


# New, bad, incomplete, twice with one content, twice with two, in another notation.
ROWS = [
    row(1),
    row(2, opened="soon"),
    row(3, opened=""),
    row(4),
    row(4),
    row(5),
    row(5, subject="Later"),
    row(6, rating="3.0"),
]


def loaded(folder: Path, rows: list[str], careful: bool = False) -> tuple[object, list[tuple[object, ...]]]:
    """The counts of the receipt and what stands in the table; ``careful`` leaves the quick way out."""
    workspace = Workspace()
    path = folder / "tickets.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        if careful:
            patch.setattr(loading, "insert_fresh", lambda *_: 0)
        receipt = workspace.load(path, MAPPING, now=datetime(2026, 6, 1), who="Ada")
    assert receipt.adds_up
    counts = (receipt.loaded, receipt.updated, receipt.unchanged, receipt.rejected, receipt.records, receipt.reasons)
    return counts, workspace.database.rows(KEPT)


def test_both_ways_give_the_same_table_and_receipt(tmp_path: Path) -> None:
    quick, careful = loaded(tmp_path, ROWS), loaded(tmp_path, ROWS, careful=True)
    assert quick == careful
    assert quick[0][:4] == (4, 1, 1, 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            row,
            st.integers(1, 4),
            st.sampled_from(["2026-01-02 10:00", "2026-01-02T10:00:00Z", "", "never", "2026-02-30"]),
            st.sampled_from(["4", "", "n/a", "five", "1e2"]),
            st.sampled_from(["Invoice", "", " padded ", "none"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_mixture_of_rows_comes_out_the_same_both_ways(tmp_path: Path, rows: list[str]) -> None:
    assert loaded(tmp_path, rows) == loaded(tmp_path, rows, careful=True)


@pytest.mark.parametrize(
    "keys",
    [
        ["7", "007"],  # two ids, one number
        ["1", "2", "1"],
        ["1", "9000000000000000000"],  # too far apart for a bit each
    ],
)
def test_keys_that_are_numbers_come_out_the_same_both_ways(tmp_path: Path, keys: list[str]) -> None:
    rows = [row(0).replace("0,", f"{key},", 1) for key in keys]
    quick, careful = loaded(tmp_path, rows), loaded(tmp_path, rows, careful=True)
    assert quick == careful
    assert len(quick[1]) == len({*keys} - {""})


def test_fresh_rows_have_their_place_in_the_journey(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text("\n".join([HEADER, row(1), row(2, subject="Hello"), ""]))
    workspace.load(path, MAPPING)
    placed = workspace.database.rows("SELECT phase, phase_rule IS NULL FROM tickets ORDER BY ticket_id")
    assert placed == [("purchase", False), (None, True)]


def test_a_later_first_order_places_the_tickets_anew(tmp_path: Path) -> None:
    # The ticket comes first; only the order tells that it was a customer's of five months.
    workspace = Workspace()
    tickets, sales = tmp_path / "tickets.csv", tmp_path / "sales.csv"
    tickets.write_text("Id,Who,Opened\n1,ann,2026-05-30\n")
    sales.write_text("Order,Who,Day,Paid\no1,ann,2026-01-01,10.50\no2,ann,2026-02-01,9.00\n")
    uses = (ColumnUse("ticket_id", "Id"), ColumnUse("customer_id", "Who"), ColumnUse("created_at", "Opened"))
    workspace.load(tickets, Mapping("tickets", uses))
    assert workspace.database.value("SELECT phase FROM tickets") is None
    bought = (ColumnUse("order_id", "Order"), ColumnUse("customer_id", "Who"), ColumnUse("ordered_at", "Day"),
              ColumnUse("amount", "Paid"))  # fmt: skip
    receipt = workspace.load(sales, Mapping("sales", bought))
    assert workspace.database.value("SELECT phase FROM tickets") == "support"
    assert workspace.database.rows("SELECT order_id, phase FROM sales ORDER BY 1") == [
        ("o1", "purchase"), ("o2", "retention"),
    ]  # fmt: skip
    workspace.undo(receipt.import_id)
    assert workspace.database.value("SELECT phase FROM tickets") is None
