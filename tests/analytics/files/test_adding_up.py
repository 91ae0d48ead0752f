"""A last row that lacks nothing is a total where its figures are the sums of those above; anything else is somebody's row."""

from __future__ import annotations

import pytest

from analytics.files.adding_up import adds_up
from analytics.files.headers import find_frame

HEADER = ["Sector", "Sold", "Bought"]
ROWS = [["Timber", "2,666", "1,751"], ["Iron", "22,927", "22,002"], ["Food", "498", "12,817"]]


def below(*rows: list[str], header: list[str] = HEADER) -> int:
    return find_frame([header, *rows]).below


def test_a_total_that_lacks_nothing_adds_up() -> None:
    assert below(*ROWS, ["Total", "26,091", "36,570"]) == 1
    assert below(*ROWS, ["Summe:", "26,092", "36,571"]) == 1  # the figures above were rounded
    assert below(*ROWS, ["Total", "4,310", "5,100"]) == 0  # a company of this name
    assert below(*ROWS, ["Total Wine", "26,091", "36,570"]) == 0  # more than the word


def test_a_label_may_be_missing_only_where_every_row_above_has_one() -> None:
    assert below(*ROWS, ["", "26,091", "36,570"]) == 1
    assert below(ROWS[0], ["", "1", "2"], *ROWS[1:], ["", "26,092", "36,572"]) == 0
    assert below(*ROWS, ["", "5", "7"]) == 0  # adds up nothing


def test_rates_need_not_add_up_and_days_are_never_sums() -> None:
    header = ["Shop", "Sold", "Returned", "Day"]
    rows = [
        ["Oslo", "10", "10%", "2026-01-01"],
        ["Rome", "30", "20%", "2026-01-02"],
        ["Bern", "10", "10%", "2026-01-03"],
    ]
    assert below(*rows, ["Total", "50", "16%", ""], header=header) == 1
    assert below(*rows, ["Total", "50", "16%", "2026-01-04"], header=header) == 0


@pytest.mark.parametrize(
    ("row", "above"),
    [
        (["Total", "5"], [["Shell", "5"]]),  # one row above is equal by chance
        (["Total", "0"], [["Shell", "0"], ["Esso", "0"]]),
        (["Total", "7", "12"], [["Shell", "Tea 3", "5"], ["Esso", "Milk 4", "7"]][:1] * 2),
    ],
)
def test_what_chance_gives_is_no_sum(row: list[str], above: list[list[str]]) -> None:
    assert not adds_up(row, above)


def test_either_sign_may_stand_before_the_decimals() -> None:
    assert adds_up(["Summe", "1.234,60 €"], [["a", "1.000,10 €"], ["b", "234,50 €"]])
    assert adds_up(["Total", "(12.50)"], [["a", "-10.00"], ["b", "-2.50"]])
