"""Durations become minutes, however they are written; what is none is bad."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.files.kinds import Field
from tests.analytics.store.typed_cells import are_bad, values

MINUTES = Field("resolution_minutes", "minutes")


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("90", "minutes", 90),
        ("1.5", "hours", 90),
        ("30", "seconds", 0.5),
        ("2", "days", 2880),
        ("27:30:00", "hms", 1650),
        ("0:45", "hms", 45),
        ("-02:15", "hms", -135),
        ("2d 4h", "", 3120),
        ("1 hour, 30 minutes", "", 90),
        ("PT2H30M", "", 150),
        ("3 days, 2:00:30", "", 4440.5),
        ("0", "hms", 0),
        ("7200000", "milliseconds", 120),
        ("2 Tage 4 Std.", "", 3120),
        ("2 jours 3 heures", "", 3060),
        ("1 día 2 horas 5 minutos", "", 1565),
        ("2 uur 5 min", "", 125),
        ("1 giorno 2 ore", "", 1560),
        ("1d 02:03:04", "hms", 1563 + 4 / 60),
    ],
)
def test_durations_become_minutes(cell, unit, expected):
    assert values([cell], MINUTES, unit=unit) == [pytest.approx(expected)]


@pytest.mark.parametrize(
    ("cell", "decimal_comma", "expected"),
    [
        ("1,234 minutes", False, 1234),
        ("1,234,567.5 min", False, 1234567.5),
        ("1.234 minutes", False, 1.234),
        ("1.234 Minuten", True, 1234),
        ("1.234,5 Minuten", True, 1234.5),
        ("1,234 Minuten", True, 1.234),
        # Where groups have another length, the sign can only be the decimal one.
        ("1,5 h 30 min", False, 120),
        ("1.5 h", True, 90),
        ("0,500 h", False, 30),
    ],
)
def test_comma_and_point_in_a_spelt_duration_are_read_as_in_a_number(cell, decimal_comma, expected):
    assert values([cell], MINUTES, decimal_comma=decimal_comma) == [pytest.approx(expected)]


def test_minutes_as_programs_write_negative_ones():
    # Python and pandas (as PostgreSQL): the days are negative, the clock behind them is not.
    cells = [
        "-1 day, 23:59:00",
        "-1 days +23:59:00",
        "-2 days +12:00",
        "1 day, 0:01:00",
        "0 days 00:05:00",
        "-1d 02:00",
    ]
    assert values(cells, MINUTES, unit="hms") == [-1, -1, -2160, 1441, 5, -1560]


def test_a_bare_number_among_clock_times_says_nothing():
    assert are_bad(["90", "1:75", "a while"], MINUTES, unit="hms")


@given(st.integers(0, 10**7))
def test_written_durations_are_read_back(seconds):
    days, rest = divmod(seconds, 86400)
    clock = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    spelt = f"{days}d {rest // 3600}h {rest // 60 % 60}m {rest % 60}s"
    assert values([clock, spelt], MINUTES, unit="hms") == [pytest.approx(seconds / 60)] * 2
