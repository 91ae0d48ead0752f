"""Months of a figure: whole months, and the turn that was planted."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from analytics.support.months import Months
from tests.analytics.support.conftest import ticket


def test_a_planted_turn_is_found_and_a_month_cut_short_left_out(tickets) -> None:
    rng = np.random.default_rng(5)
    start = datetime(2025, 1, 1)
    # Twelve months of ten tickets, answered within an hour or so; from September on within three. Two days of January follow.
    days = [*np.linspace(0, 364, 120), 365.5, 366]
    rows = [
        ticket(n, created_at=start + timedelta(days=float(day)), resolution_minutes=1e6,
               first_response_minutes=float(rng.normal(60 if day < 243 else 180, 10)))
        for n, day in enumerate(days)
    ]  # fmt: skip
    found = Months("response").run(tickets(rows))
    assert [f"{month:%m}" for month in found.months["period"]] == [f"{month:02d}" for month in range(1, 13)]
    assert [f"{turn:%B %Y}" for turn in found.turns] == ["September 2025"]
    assert "September 2025" in found.sentence


def test_a_calm_year_has_no_turns(tickets) -> None:
    start = datetime(2025, 1, 1)
    rows = [
        ticket(n, created_at=start + timedelta(days=3 * n), first_response_minutes=60.0 + n % 7) for n in range(122)
    ]
    assert Months("response").run(tickets(rows)).sentence == "Its ups and downs are no more than chance explains."
