"""Time in the sample: whole minutes since 1 November 2024, 00:00 UTC.

Nothing here asks the real clock: the sample ends when it ends.
"""

from __future__ import annotations

from datetime import datetime, timedelta

START = datetime(2024, 11, 1)
DAY = 1440
DAYS = 730
END = DAYS * DAY - 30  # 2026-10-31 23:30, the last thing that happens in the sample
OUTCOME_DAYS = 120
CUTOFF = END - OUTCOME_DAYS * DAY
WINDOW_DAYS = 365
ACTIVE_BEFORE_DAYS = 180
APP_UPDATE = 670 * DAY  # 2026-09-02: version 5.0 of the app
PRICE_RISE = 607 * DAY  # 2026-07-01: prices go up by eight percent


def moment(minute: float) -> datetime:
    """The date and time ``minute`` minutes after the start.

    >>> moment(1440 + 61)
    datetime.datetime(2024, 11, 2, 1, 1)
    """
    return START + timedelta(minutes=int(minute))


def month_of(minute: float) -> int:
    """Months since November 2024 (0 to 23 within the sample, negative before).

    >>> month_of(0), month_of(END), month_of(-DAY)
    (0, 23, -1)
    """
    at = moment(minute)
    return (at.year - 2024) * 12 + at.month - 11


def first_of_month(month: int) -> int:
    """The minute at which month number ``month`` begins.

    >>> moment(first_of_month(12))
    datetime.datetime(2025, 11, 1, 0, 0)
    """
    year, index = divmod(2024 * 12 + 10 + month, 12)
    return int((datetime(year, index + 1, 1) - START).total_seconds() // 60)


def stamp(minute: float, zone: str = "") -> str:
    """A time as export files write it.

    >>> stamp(61, " +0000")
    '2024-11-01 01:01:00 +0000'
    """
    return moment(minute).strftime("%Y-%m-%d %H:%M:%S") + zone
