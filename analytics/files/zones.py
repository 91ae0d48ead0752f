"""Names of time zones that exports use, as names of the time zone database."""

from __future__ import annotations

import zoneinfo

# As shops and help desks write them in their settings.
_WRITTEN = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic time (canada)": "America/Halifax",
    "london": "Europe/London",
    "dublin": "Europe/Dublin",
    "berlin": "Europe/Berlin",
    "paris": "Europe/Paris",
    "madrid": "Europe/Madrid",
    "rome": "Europe/Rome",
    "amsterdam": "Europe/Amsterdam",
    "tokyo": "Asia/Tokyo",
    "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne",
    "utc": "UTC",
    "gmt": "UTC",
}

# Abbreviations behind a time of day, in minutes from UTC. Those that mean several things (IST, CST of China,
# BST of Bangladesh) are read as help desks of Europe and North America write them, or not at all.
OFFSETS: dict[str, int] = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600, "JST": 540, "KST": 540, "SGT": 480, "AWST": 480,
    "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "BRT": -180,
}  # fmt: skip


def zone_named(text: str) -> str:
    """The time zone that ``text`` names; empty where it names none.

    >>> zone_named("Eastern Time (US & Canada)"), zone_named("Europe/Berlin"), zone_named("shop time")
    ('America/New_York', 'Europe/Berlin', '')
    """
    if text in zoneinfo.available_timezones():
        return text
    return _WRITTEN.get(text.strip().lower(), "")
