"""Working hours: the same as counting minute by minute."""

from __future__ import annotations

from datetime import datetime, timedelta

import ibis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import Workspace
from analytics.support.working_hours import WorkingHours

WORKSPACE = Workspace()


def between(hours: WorkingHours, earlier: datetime, minutes: float) -> float:
    return float(WORKSPACE.execute(hours.between(ibis.timestamp(earlier), ibis.literal(minutes))))


def minute_by_minute(hours: WorkingHours, earlier: datetime, minutes: int) -> int:
    local = earlier + timedelta(hours=hours.ahead)
    passed = (local + timedelta(minutes=minute) for minute in range(minutes))
    return sum(at.weekday() < 5 and hours.begins <= at.hour < hours.ends for at in passed)


@given(
    st.datetimes(datetime(1999, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)),
    st.integers(0, 60 * 24 * 9),
    st.integers(-11, 13),
)
def test_the_formula_counts_what_passes_minute_by_minute(earlier: datetime, minutes: int, ahead: int) -> None:
    hours = WorkingHours(8, 17, ahead)
    assert between(hours, earlier, minutes) == minute_by_minute(hours, earlier, minutes)


@pytest.mark.parametrize(
    ("earlier", "minutes", "worked"),
    [
        (datetime(2026, 10, 30, 16), 3 * 1440, 480),  # Friday 16:00 to Monday 16:00: an hour, and seven
        (datetime(2026, 10, 31, 10), 60, 0),  # on a Saturday
        (datetime(2026, 10, 28, 3), 120, 0),  # before the day begins
        (datetime(2026, 10, 28, 8), 1440 * 7, 5 * 480),  # a whole week
    ],
)
def test_nights_and_weekends_do_not_count(earlier: datetime, minutes: int, worked: int) -> None:
    assert between(WorkingHours(), earlier, minutes) == worked
