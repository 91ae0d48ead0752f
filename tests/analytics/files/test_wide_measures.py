"""A row per month with a column per figure is told from a survey, a list of things, and rows of somebody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.files.recognise import recognise
from analytics.files.remembered import still_fitting
from analytics.files.table import Layout, SourceTable

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")


def table(name: str, **columns: tuple[str, ...]) -> SourceTable:
    names = tuple(column.replace("_", " ") for column in columns)
    return SourceTable(Path(name), name, Layout("csv"), names, names, tuple(zip(*columns.values(), strict=True)))


def test_each_column_of_figures_is_a_measure():
    mapping = recognise(table("kpis.csv", Month=MONTHS, Visits=("9", "8", "7", "7"), Orders=("1", "2", "2", "1")))
    assert (mapping.kind, mapping.column_of("period")) == ("measures", "Month")
    assert [use.column for use in mapping.figures] == ["Visits", "Orders"]


def test_parts_of_the_date_and_words_are_no_figures():
    mapping = recognise(
        table(
            "kpis.csv",
            Month=MONTHS,
            Year=("2026",) * 4,
            Visits=("9", "8", "7", "7"),
            Orders=("1", "2", "2", "1"),
            Remark=("", "fair", "", "rain"),
        )
    )
    assert [use.column for use in mapping.figures] == ["Visits", "Orders"]


TWICE = ("2026-01", "2026-01", "2026-02", "2026-02", "2026-03", "2026-03")
FIGURES = ("9", "8", "7", "7", "6", "5")


def test_a_month_may_come_once_for_every_touchpoint():
    mapping = recognise(table("export.csv", Month=TWICE, Channel=("web", "shop") * 3, Visits=FIGURES, Orders=FIGURES))
    assert (mapping.kind, mapping.column_of("touchpoint")) == ("measures", "Channel")
    assert [use.column for use in mapping.figures] == ["Visits", "Orders"]


@pytest.mark.parametrize(
    "places",
    [
        ("web", "web", "web", "shop", "shop", "shop"),  # one twice in a month: something else tells the rows apart
        ("a", "b", "c", "d", "e", "f"),  # each in one month only: the rows are things, and no series of figures
    ],
)
def test_months_and_places_that_are_no_grid_are_no_measures(places):
    assert not recognise(table("export.csv", Month=TWICE, Channel=places, Visits=FIGURES)).figures


DAYS = ("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04")
NUMBERS = ("1", "2", "3", "4")


@pytest.mark.parametrize(
    "columns",
    [
        # The same month twice: something is missing that tells the rows apart.
        {"Month": ("2026-01", "2026-01", "2026-02", "2026-02"), "Visits": NUMBERS},
        # A row that is somebody's is no period.
        {"Date": DAYS, "Customer_ID": NUMBERS, "Points": NUMBERS},
        # Times of day are moments at which somebody did something.
        {"Date": tuple(f"{day} 10:30" for day in DAYS), "Level": NUMBERS},
        # Rows of words are things, such as events in a calendar.
        {"Day": DAYS, "Event": ("a", "b", "c", "d"), "Seats": NUMBERS},
    ],
)
def test_what_is_no_table_of_periods_is_not_taken_for_one(columns):
    assert not recognise(table("export.csv", **columns)).figures


def test_a_column_for_each_month_holds_the_periods():
    mapping = recognise(table("goals.csv", Goal=("NPS", "Visits"), Jan_2026=("31", "900"), Feb_2026=("33", "950.5")))
    assert (mapping.kind, mapping.column_of("measure")) == ("measures", "Goal")
    assert [use.column for use in mapping.figures] == ["Jan 2026", "Feb 2026"]


def test_years_are_periods_only_beside_what_is_called_a_measure():
    years = {"2024": ("31", "900"), "2025": ("33", "950")}
    assert recognise(table("a.csv", Country=("Italy", "Norway"), **years)).kind == "other"
    assert recognise(table("a.csv", Indicator=("NPS", "Visits"), **years)).kind == "measures"


def test_answers_to_questions_stay_a_survey():
    dates = tuple(f"2026-01-{day:02}" for day in range(1, 13))
    answers = tuple(str(day % 11) for day in range(12))
    mapping = recognise(table("answers.csv", Date=dates, How_likely_are_you_to_recommend_us=answers))
    assert mapping.kind == "surveys"


def test_a_period_that_a_person_told_keeps_its_figures():
    monthly = table("kpis.csv", Month=MONTHS, Store=("a", "a", "b", "b"), Visits=("9", "8", "7", "7"), Orders=NUMBERS)
    told = {"period": "Month", "touchpoint": "Store"}
    mapping = recognise(monthly, "measures", told)
    assert [use.column for use in mapping.figures] == ["Visits", "Orders"]


def test_a_figure_that_holds_words_now_is_left_open():
    before = recognise(table("kpis.csv", Month=MONTHS, Visits=("9", "8", "7", "7"), Orders=NUMBERS))
    now = table("kpis.csv", Month=MONTHS, Visits=("9", "8", "7", "7"), Orders=("few", "some", "many", "none"))
    fitting = still_fitting(before, now)
    assert [use.column for use in fitting.figures] == ["Visits"]
    assert any("Orders was value before" in doubt for doubt in fitting.doubts)


def _series(days: list[int]) -> SourceTable:
    """Calls of a day, as a prefecture publishes them: the same code and name stand in all rows."""
    size = len(days)
    calls = tuple(str(day * 47 % 90) for day in days)
    dates = tuple(f"2020/2/{day}" for day in days)
    return table("c.csv", 受付年月日=dates, コード=("220001",) * size, 都道府県名=("静岡県",) * size, 相談件数=calls)


def test_figures_of_one_day_after_another_are_measures() -> None:
    mapping = recognise(_series(list(range(8, 29))))
    assert (mapping.kind, mapping.column_of("period")) == ("measures", "受付年月日")
    assert [use.column for use in mapping.figures] == ["相談件数"]


def test_days_here_and_there_are_no_series() -> None:
    assert recognise(_series([1, 3, 4, 9, 10, 12, 17, 18, 23, 25, 26, 28])).kind == "other"


def test_something_sold_on_each_day_is_no_series_of_figures() -> None:
    days = tuple(f"2026-03-{day:02}" for day in range(1, 21))
    sold = table(
        "a.csv", Order_date=days, Product=("Cup", "Pot") * 10, Quantity=("1", "2") * 10, Price=("4", "9.50") * 10
    )
    assert recognise(sold).kind != "measures"
