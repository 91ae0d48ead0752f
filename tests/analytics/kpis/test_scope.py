"""The scope: which rows count, and the periods that group them."""

from __future__ import annotations

from datetime import datetime

from analytics.kpis.scope import Scope

UNTIL = datetime(2026, 3, 10, 12)


def test_months_run_from_the_first_row_to_the_end_of_the_data() -> None:
    periods = Scope(UNTIL, UNTIL, "month").periods(datetime(2026, 1, 20))
    assert [f"{start:%Y-%m-%d}" for start in periods["period"]] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert periods["end"].iloc[-1] == UNTIL
    # January begins before the data, March ends after it.
    assert periods["complete"].tolist() == [False, True, False]


def test_windows_are_numbered_backwards_and_end_at_the_end() -> None:
    scope = Scope(UNTIL, UNTIL, "window", days=30)
    periods = scope.periods(datetime(2026, 1, 10))
    assert periods["period"].tolist() == [0, -1]
    assert periods["end"].tolist() == [UNTIL, datetime(2026, 2, 8, 12)]
    assert [scope.label(period) for period in periods["period"]] == ["2026-02-08", "2026-01-09"]


def test_weeks_begin_on_monday() -> None:
    scope = Scope(UNTIL, UNTIL, "week")
    assert [scope.label(period) for period in scope.periods(datetime(2026, 3, 1))["period"]] == [
        "2026-02-23",
        "2026-03-02",
        "2026-03-09",
    ]


def test_a_day_before_the_end_of_the_data_is_the_past() -> None:
    assert Scope(UNTIL, UNTIL).present
    assert not Scope(datetime(2026, 3, 9), UNTIL).present
