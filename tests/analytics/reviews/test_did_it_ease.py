"""Did a pain point ease: its share of all comments, whatever their number."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

from analytics import Workspace
from analytics.reviews.did_it_ease import DidItEase

START = datetime(2026, 3, 1)
ON = date(2026, 3, 1)


class Shop:
    """A workspace whose pain points are known: P001 is every ``before``-th comment until March, then every ``after``-th."""

    def __init__(self, before: int, after: int, per_day: int = 4) -> None:
        times = [START + timedelta(days=day, hours=hour) for day in range(-60, 60) for hour in range(per_day)]
        rows = pd.DataFrame({"ticket_id": [str(n) for n in range(len(times))], "created_at": times, "subject": "late"})
        self.kept = Workspace()
        with self.kept.database.write() as cursor:
            cursor.register("rows_to_load", rows)
            cursor.execute("INSERT INTO tickets BY NAME SELECT * FROM rows_to_load")
        mine = [n for n, time in enumerate(times) if n % (before if time < START else after) == 0]
        ids = [f"tickets:{n}" for n in mine]
        self.found = SimpleNamespace(assignments=pd.DataFrame({"comment_id": ids, "pain_point_id": "P001"}))
        self.table, self.execute = self.kept.table, self.kept.execute

    def data_until(self) -> datetime:
        return START + timedelta(days=60)

    def pain_points(self) -> SimpleNamespace:
        return self.found


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(3, 10, "it worked"), (10, 3, "it made things worse"), (5, 5, "no effect to be seen")],
)
def test_the_share_before_and_after_decides(before: int, after: int, verdict: str) -> None:
    found = DidItEase("P001", ON).run(Shop(before, after))  # type: ignore[arg-type]
    assert found.verdict == verdict
    assert (found.rows_before, found.rows_after) == (240, 240)


def test_what_cannot_be_told_apart_from_what_was_expected_is_called_so() -> None:
    found = DidItEase("P001", ON, expected=-0.02).run(Shop(5, 5))  # type: ignore[arg-type]
    assert found.verdict == "cannot be told"


def test_few_comments_are_not_enough() -> None:
    found = DidItEase("P001", ON, days=20).run(Shop(5, 5, per_day=1))  # type: ignore[arg-type]
    assert (found.verdict, found.days) == ("cannot be told", 20)


def test_nothing_is_known_before_the_data_reaches_beyond_it() -> None:
    late = DidItEase("P001", date(2026, 4, 28)).run(Shop(3, 10))  # type: ignore[arg-type]
    assert late.verdict == "cannot be told"
    assert "less than 14 days" in late.because
