"""Where a table begins and ends, and what its columns are called."""

from __future__ import annotations

import pytest

from analytics.files.headers import find_frame
from analytics.files.survey_headers import names_of

BODY = [[str(n), f"2024-05-{n:02}", "Rome", f"{n}.50"] for n in range(10, 22)]
NAMES = ["id", "placed", "city", "amount"]


def lines(*texts: str) -> list[list[str]]:
    """Rows from texts with cells parted by a bar."""
    return [text.split("|") for text in texts]


@pytest.mark.parametrize(
    "above",
    [
        lines("Sales report"),
        lines("Sales report", "Period: May", "by Ann"),
        lines("Sales report|||"),  # padded to the width of the table
        lines("Period:|2024-05||"),
        lines("Company|Acme", "Sheet|Orders"),
        lines("Company:|Acme|", "Results", "Sent to:|1,200|", "Opened by:|418 (34.8%)|"),
    ],
)
def test_lines_above_the_header_are_skipped(above: list[list[str]]) -> None:
    frame = find_frame([*above, NAMES, *BODY])
    assert (frame.above, frame.header_rows, frame.width) == (len(above), 1, 4)


def test_more_labels_with_values_than_rows_may_stand_above_a_wide_table() -> None:
    names = ["", *NAMES, "state", "shop", "note"]
    rows = [["", *row, "open", "Oslo", ""] for row in BODY[:5]]
    above = [
        ["", label, "7", *[""] * 5] for label in ("Owner", "Sent", "Opened", "Answered", "Rate", "Source", "Language")
    ]
    frame = find_frame([*above, names, *rows])
    assert (frame.above, frame.header_rows, frame.below) == (7, 1, 0)


@pytest.mark.parametrize(
    "below",
    [
        lines("Total|||186.00"),
        lines("Grand total|12||186"),
        lines("Source: warehouse, net of tax"),
        lines("Total|||186.00", "Confidential information of Acme", "Copyright 2024 Acme"),
    ],
)
def test_totals_and_notes_are_left_out(below: list[list[str]]) -> None:
    assert find_frame([NAMES, *BODY, *below]).below == len(below)


def test_a_short_last_row_of_data_is_no_footer() -> None:
    assert find_frame([NAMES, *BODY, ["22", "2024-05"]]).below == 0
    assert find_frame([NAMES, *BODY, ["22"]]).below == 0


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([NAMES, *BODY], 1),
        (BODY, 0),
        ([["id", "name"], ["a", "b"], ["c", "d"], ["e", "f"]], 1),  # nothing but words: names do not recur
        ([["a", "x"], ["b", "x"], ["c", "x"], ["d", "x"]], 0),  # "x" is a value, it comes again
        ([["Place", "2021", "2022", "2023"], ["Rome", "1", "2", "3"], ["Oslo", "4", "5", "6"]], 1),
        ([NAMES, ["", "(day)", "(town)", "(EUR)"], *BODY], 2),
        ([NAMES, ["NA", "NA", "", "NA"], *BODY], 1),  # a row without values is data
        ([NAMES, ["", "9", "2024-05-09", "Rome"], *BODY], 1),  # a row that slipped is data
        ([["1", "2", "3"]], 0),
        ([["a", "b", "c"]], 1),
    ],
)
def test_header_rows_are_counted(rows: list[list[str]], expected: int) -> None:
    assert find_frame(rows).header_rows == expected


def test_qualtrics_has_three_header_rows() -> None:
    rows = [
        ["StartDate", "Q1"],
        ["Start Date", "How likely are you to recommend us?"],
        ['{"ImportId":"startDate"}', "{'ImportId': 'QID1'}"],
        ["2024-05-01", "9"],
    ]
    assert find_frame(rows).header_rows == 3
    assert names_of(rows[:3], 2) == (
        ("StartDate", "Q1"),
        ("Start Date", "How likely are you to recommend us?"),
    )


def test_old_qualtrics_has_two() -> None:
    rows = [["V1", "V2", "Q1"], ["ResponseID", "ResponseSet", "Why?"], ["R_1", "Default", "slow"]]
    assert find_frame(rows).header_rows == 2
    assert names_of(rows[:2], 3)[0] == ("V1", "V2", "Q1")


def test_survey_monkey_questions_reach_over_their_answers() -> None:
    rows = [
        ["Respondent ID", "Collector ID", "Which have you used?", "", "Why?"],
        ["", "", "Chat", "Phone", "Open-Ended Response"],
        ["114", "7", "Chat", "", "fast"],
        ["115", "7", "", "Phone", "slow"],
    ]
    assert find_frame(rows).header_rows == 2
    assert names_of(rows[:2], 5)[0] == (
        "Respondent ID",
        "Collector ID",
        "Which have you used? - Chat",
        "Which have you used? - Phone",
        "Why?",
    )


def test_lines_of_one_cell_do_not_narrow_a_wide_table() -> None:
    text = [["a line of a bank's letter", ""]] * 15 + [["currency", "in", "out", ""], ["EUR", "7.00", "-9.00", ""]]
    frame = find_frame([*text, [*NAMES, ""], *([*row, "", ""] for row in BODY[:4])])
    assert (frame.above, frame.width) == (17, 6)


def test_labels_and_values_above_a_wide_table_are_no_header() -> None:
    rows = [[*NAMES, "kind", "state"], *([*row, "tea", "new"] for row in BODY[:3])]
    labels = [["Prepared by:", "Ann"], ["As of:", "2024-06-01"], ["Draft"]]
    notes = [["Notes"], ["1) net"], ["2) paid"]]
    padded = [[*row, *[""] * (6 - len(row))] for row in [*labels, *rows, *notes]]
    frame = find_frame(padded)
    assert (frame.above, frame.header_rows, frame.below) == (3, 1, 3)


def test_a_few_torn_rows_do_not_widen_a_narrow_table() -> None:
    rows = [["who", "words"], *[["Ann", "fine"]] * 5, *[["Bob", "slow", " late", " bad"]] * 3, *[["Cy", "ok"]] * 4]
    assert find_frame(rows).width == 2
