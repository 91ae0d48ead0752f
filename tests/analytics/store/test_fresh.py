"""Rows about something new are written at once; whatever else a file holds goes the careful way, with the same result."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.files.mapping import ColumnUse, Mapping, Question
from analytics.journey.rules import DEFAULT_RULES, Rule
from analytics.store import fresh, loading, proving
from analytics.workspace import Workspace

HEADER = "Id,Opened,Rating,Subject,Shop"
MAPPING = Mapping(
    "tickets",
    (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened"), ColumnUse("satisfaction", "Rating"),
     ColumnUse("subject", "Subject")),
)  # fmt: skip
SHEET = Mapping(
    "surveys",
    (ColumnUse("response_id", "Id"), ColumnUse("answered_at", "Opened")),
    (Question("Rating", "csat", "Rating", scale_low=1, scale_high=5), Question("Subject", "open", comment_column="Subject")),
)  # fmt: skip
ORDERS = Mapping(
    "sales",
    (ColumnUse("order_id", "Id"), ColumnUse("ordered_at", "Opened"), ColumnUse("amount", "Rating"),
     ColumnUse("status", "Subject"), ColumnUse("customer_id", "Shop")),
)  # fmt: skip


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


def loaded(
    folder: Path, rows: list[str], careful: bool = False, mapping: Mapping = MAPPING, before: list[str] | None = None
) -> tuple[tuple[Any, ...], list[tuple[object, ...]]]:
    """The counts of the receipt and what stands in the table; ``careful`` leaves the quick ways out.

    ``before`` are rows of an earlier file.
    """
    workspace = Workspace()
    path = folder / "rows.csv"
    with pytest.MonkeyPatch.context() as patch:
        if careful:
            patch.setattr(loading, "insert_fresh", lambda *_: (0, 0))
        else:
            patch.setattr(proving, "WORTH", 0)
        for written in (before, rows):
            if written is not None:
                path.write_text("\n".join([HEADER, *written, ""]), encoding="utf-8")
                receipt = workspace.load(path, mapping, now=datetime(2026, 6, 1), who="Ada")
    assert receipt.adds_up
    counts = (receipt.loaded, receipt.updated, receipt.unchanged, receipt.rejected, receipt.records, receipt.reasons)
    return counts, workspace.database.rows(f"SELECT * EXCLUDE (import_id) FROM {mapping.kind} ORDER BY ALL")


def test_both_ways_give_the_same_table_and_receipt(tmp_path: Path) -> None:
    quick, careful = loaded(tmp_path, ROWS), loaded(tmp_path, ROWS, careful=True)
    assert quick == careful
    assert quick[0][:4] == (4, 1, 1, 2)


SOME_ROWS = st.lists(
    st.builds(
        row,
        st.integers(1, 4),
        st.sampled_from(["2026-01-02 10:00", "2026-01-02T10:00:00Z", "2026-03-04 12:00", "", "never", "2026-02-30"]),
        st.sampled_from(["4", "", "n/a", "five", "1e2"]),
        st.sampled_from(["Invoice", "", " padded ", "none", "cancelled"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOME_ROWS)
def test_any_mixture_of_rows_comes_out_the_same_both_ways(tmp_path: Path, rows: list[str]) -> None:
    assert loaded(tmp_path, rows) == loaded(tmp_path, rows, careful=True)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOME_ROWS, SOME_ROWS)
def test_answer_sheets_come_out_the_same_both_ways(tmp_path: Path, before: list[str], rows: list[str]) -> None:
    quick, careful = (loaded(tmp_path, rows, way, SHEET, before) for way in (False, True))
    assert quick == careful


def test_an_answer_sheet_is_one_row_and_as_many_records_as_questions_were_answered(tmp_path: Path) -> None:
    # Both questions, one, none.
    counts, answers = loaded(tmp_path, [row(1), row(2, rating=""), row(3, "2026-01-02", "", "")], mapping=SHEET)
    assert (counts[0], counts[4], len(answers)) == (2, 3, 3)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOME_ROWS, SOME_ROWS)
def test_orders_have_the_same_place_in_the_journey_both_ways(
    tmp_path: Path, before: list[str], rows: list[str]
) -> None:
    # Which order is a customer's first depends on the rows that count: bad and cancelled ones do not.
    quick, careful = (loaded(tmp_path, rows, way, ORDERS, before) for way in (False, True))
    assert quick == careful


@pytest.mark.parametrize(
    "keys",
    [
        ["7", "007"],  # two ids, one number
        ["1", "2", "1"],
        ["1", "9000000000000000000"],  # too far apart for a bit each
        ["9" * 20, "1"],  # no number of 64 bits
        ["R7", "R8"],  # numbers behind a prefix
        ["R7", "R007"],
        ["R1", "R2", "R1"],
        ["R1", "S1", "1"],
    ],
)
def test_keys_that_are_numbers_come_out_the_same_both_ways(tmp_path: Path, keys: list[str]) -> None:
    rows = [row(0).replace("0,", f"{key},", 1) for key in keys]
    quick, careful = loaded(tmp_path, rows), loaded(tmp_path, rows, careful=True)
    assert quick == careful
    assert len(quick[1]) == len({*keys} - {""})


# More rows than DuckDB keeps together (122,880): analytics.store.inserting tells what may become of so many.
MANY = 130_000


@pytest.mark.slow
@pytest.mark.parametrize("mapping", [MAPPING, SHEET, ORDERS], ids=lambda mapping: mapping.kind)
def test_many_rows_loaded_again_change_nothing(tmp_path: Path, mapping: Mapping) -> None:
    rows = [row(number) for number in range(MANY)]
    counts, _ = loaded(tmp_path, rows, mapping=mapping, before=rows)
    assert counts[:4] == (0, 0, MANY, 0)


@pytest.mark.slow
def test_many_rows_that_change_with_every_file_are_merged_and_placed(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    for turn, subject in enumerate(("Invoice", "Refund", "Invoice again")):
        path.write_text("\n".join([HEADER, *(row(number, subject=subject) for number in range(MANY)), ""]))
        receipt = workspace.load(path, MAPPING)
        assert (receipt.loaded, receipt.updated) == ((0, MANY) if turn else (MANY, 0))
    found = workspace.database.rows("SELECT count(*), count(DISTINCT ticket_id), min(subject), min(phase) FROM tickets")
    assert found == [(MANY, MANY, "Invoice again", "purchase")]


@pytest.mark.slow
def test_many_bad_rows_are_all_rejected_with_a_reason(tmp_path: Path) -> None:
    rows = [row(number, opened="soon" if number % 2 else "") for number in range(2 * MANY)]
    counts, kept = loaded(tmp_path, rows)
    assert (counts[0], counts[3], kept) == (0, 2 * MANY, [])
    assert dict(counts[5]) == {
        "Opened is not a date that exists": MANY,
        "Opened is empty, and tickets need a created_at": MANY,
    }


def test_fresh_rows_have_their_place_in_the_journey(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text("\n".join([HEADER, row(1), row(2, subject="Hello"), ""]))
    workspace.load(path, MAPPING)
    placed = workspace.database.rows("SELECT phase, phase_rule IS NULL FROM tickets ORDER BY ticket_id")
    assert placed == [("purchase", False), (None, True)]


# A number to be masked behind a number, words of a rule with something to be masked, a phrase across two cells.
PROSE = [
    ("Order 12", "030 1234567 is where I am", "Order 12", "[phone] is where I am", None),
    ("ann@x.example", "About my invoice", "[e-mail]", "About my invoice", "purchase"),
    ("How do I", "start at last?", "How do I", "start at last?", None),
    ("How do I start", "Nothing happens", "How do I start", "Nothing happens", "adoption"),
    ("", "My checkout ended early", None, "My checkout ended early", "purchase"),
]


def test_what_customers_wrote_is_masked_and_placed_by_cell(tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    rows = [f"{n},2026-01-02,{subject},{body}\n" for n, (subject, body, *_) in enumerate(PROSE)]
    path.write_text("".join(["Id,Opened,Subject,Text\n", *rows]))
    uses = (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened"), ColumnUse("subject", "Subject"),
            ColumnUse("body", "Text"))  # fmt: skip
    workspace = Workspace()
    workspace.load(path, Mapping("tickets", uses))
    written = "SELECT subject, body, phase FROM tickets ORDER BY ticket_id"
    assert workspace.database.rows(written) == [tuple(row[2:]) for row in PROSE]
    workspace.set_rules(DEFAULT_RULES, "Ada")  # places every row anew
    assert workspace.database.rows(written) == [tuple(row[2:]) for row in PROSE]


def test_a_rule_about_a_whole_text_looks_at_rows_without_a_word_of_the_others(
    workspace: Workspace, tmp_path: Path
) -> None:
    rules = [
        Rule("support", "tickets", "text", "is", ("hello",)),
        Rule("purchase", "tickets", "text", "mentions", ("invoice",)),
    ]
    workspace.set_rules(rules, "Ada")
    path = tmp_path / "tickets.csv"
    path.write_text("\n".join([HEADER, row(1), row(2, subject="Hello"), row(3, subject="Bye"), ""]))
    workspace.load(path, MAPPING)
    placed = workspace.database.rows("SELECT phase FROM tickets ORDER BY ticket_id")
    assert placed == [("purchase",), ("support",), (None,)]


TWO_FIELDS = Mapping(
    "tickets",
    (ColumnUse("ticket_id", "Id"), ColumnUse("created_at", "Opened"), ColumnUse("subject", "Subject"),
     ColumnUse("category", "Rating"), ColumnUse("channel", "Shop")),
)  # fmt: skip
# The rules on fields with few values stand above, between and below one on a text: the first that fits still wins.
MIXED_RULES = [
    Rule("awareness", "tickets", "category", "is", ("website",)),
    Rule("purchase", "tickets", "text", "mentions", ("invoice",)),
    Rule("support", "tickets", "category", "mentions", ("help", "it's")),
    Rule("adoption", "tickets", "channel", "any"),
]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(
        st.tuples(st.sampled_from(["Website", "Help me", "It's", "Moon"]), st.sampled_from(["Invoice", "Hi"])),
        min_size=1,
    ),
    few=st.sampled_from([1, 1_000]),
)
def test_fields_with_few_values_place_rows_like_any_others(
    tmp_path: Path, cells: list[tuple[str, str]], few: int
) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text(
        "\n".join([HEADER, *(row(n, rating=said, subject=text) for n, (said, text) in enumerate(cells)), ""])
    )
    placed = []
    for worth in (0, proving.WORTH):  # with the values known beforehand, and without
        workspace = Workspace()
        workspace.set_rules(MIXED_RULES, "Ada")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(proving, "WORTH", worth)
            patch.setattr(fresh, "_FEW", few)
            workspace.load(path, TWO_FIELDS)
        placed.append(workspace.database.rows("SELECT ticket_id, phase, phase_rule FROM tickets ORDER BY ticket_id"))
    assert placed[0] == placed[1]
    assert {row[1] for row in placed[0]} <= {"awareness", "purchase", "support", "adoption"}


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


def test_an_order_before_the_first_places_those_of_earlier_files_anew(tmp_path: Path) -> None:
    workspace = Workspace()
    path = tmp_path / "sales.csv"
    for number, day in ((2, "2026-02-01"), (1, "2026-01-01")):
        path.write_text("\n".join([HEADER, row(number, opened=day, subject="paid"), ""]))
        workspace.load(path, ORDERS)
    assert workspace.database.rows("SELECT order_id, phase FROM sales ORDER BY 1") == [
        ("1", "purchase"), ("2", "retention"),
    ]  # fmt: skip
