"""Touchpoints, sides and rows of the map: checked against plain pandas, narrowed by period and segment."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics import Workspace
from analytics.errors import NotEnoughData
from analytics.journey.flow import Flow
from analytics.journey.overview import Journey
from analytics.journey.rows_behind import RowsBehind
from analytics.journey.side_by_side import SideBySide
from analytics.journey.stops import Stops
from analytics.kpis.seen import Seen
from analytics.pain_points.reading import CommentQuery

START = pd.Timestamp("2026-01-01")


def _surveys() -> pd.DataFrame:
    """120 answers over 120 days: two spellings of the website, the referral; customers of two segments by turns."""
    n = np.arange(120)
    return pd.DataFrame(
        {
            "response_id": [f"r{at}" for at in n],
            "question": "Q",
            "customer_id": [f"c{at % 2}" for at in n],
            "answered_at": [START + timedelta(days=int(at)) for at in n],
            "metric": "nps",
            "score": (n * 7 % 11).astype(float),
            "touchpoint": np.array(["Website", "landing page", "Referral"])[n % 3],
            "comment": [f"comment {at}" for at in n],
            "phase": np.array(["awareness", "awareness", "advocacy"])[n % 3],
            "phase_rule": "by hand",
        }
    )


@pytest.fixture(scope="module")
def shop() -> Workspace:
    """The answers, a segment for each customer, and one ticket without a satisfaction. Tests only read it."""
    workspace, surveys = Workspace(), _surveys()
    with workspace.database.write() as cursor:
        cursor.register("made", surveys)
        cursor.execute("INSERT INTO surveys BY NAME SELECT * FROM made")
        cursor.execute("INSERT INTO profiles (customer_id, segment) VALUES ('c0', 'small'), ('c1', 'large')")
        cursor.execute(
            "INSERT INTO tickets (ticket_id, customer_id, created_at, category, subject, phase) "
            "VALUES ('t', 'c0', '2026-02-01', 'Kiosk', 'broken', 'awareness')"
        )
    return workspace


def test_spellings_of_one_touchpoint_are_one_and_its_mood_is_the_mean_of_its_scores(shop: Workspace) -> None:
    found = Stops().run(shop).set_index("touchpoint")
    website = _surveys()[lambda rows: rows["phase"] == "awareness"]["score"] / 10
    half = 1.99045 * website.std() / np.sqrt(len(website))  # Student's t of 79 degrees of freedom
    row = found.loc["Website visit"]
    assert (row["rows"], row["n"], set(row["said"])) == (80, 80, {"Website", "landing page"})
    assert [row["mood"], row["low"], row["high"]] == pytest.approx(
        [website.mean(), website.mean() - half, website.mean() + half], abs=1e-5
    )
    assert row["perspective"] == "Internal process"


def test_a_touchpoint_without_a_score_has_rows_and_no_mood(shop: Workspace) -> None:
    kiosk = Stops().run(shop).set_index("touchpoint").loc["Kiosk"]
    assert (kiosk["rows"], kiosk["n"], kiosk["perspective"]) == (1, 0, None)
    assert np.isnan(kiosk["mood"])


def test_an_empty_workspace_has_no_touchpoints(workspace: Workspace) -> None:
    assert Stops().run(workspace).empty


def test_a_period_and_a_segment_leave_only_their_rows(shop: Workspace) -> None:
    seen = Seen("segment", "large", date(2026, 1, 11), date(2026, 1, 20))
    surveys = _surveys()
    kept = surveys[(surveys["customer_id"] == "c1") & surveys["answered_at"].between("2026-01-11", "2026-01-20")]
    assert Journey(seen).run(shop).phases["n"].sum() == len(kept) == 5
    assert Stops(seen).run(shop)["rows"].sum() == 5


def test_both_sides_follow_the_same_definitions_and_differ_by_their_difference(shop: Workspace) -> None:
    found = SideBySide(Seen("segment", "small"), Seen("segment", "large")).run(shop)
    scores = _surveys().assign(mood=lambda rows: rows["score"] / 10).groupby(["phase", "customer_id"])["mood"].mean()
    changes = found.changes[found.changes["what"] == "mood"].set_index("phase")
    for phase in ("awareness", "advocacy"):
        row = changes.loc[phase]
        assert row["change"] == pytest.approx(scores[phase, "c1"] - scores[phase, "c0"])
        assert row["low"] < row["change"] < row["high"]
    volumes = found.volumes.set_index(["phase", "what"])
    assert volumes.loc[("awareness", "Survey answers"), ["first", "second"]].tolist() == [40, 40]
    assert volumes.loc[("awareness", "Tickets"), ["first", "second"]].tolist() == [1, 0]


def test_sides_without_rows_stand_empty(workspace: Workspace) -> None:
    found = SideBySide(Seen(since=date(2026, 1, 1)), Seen()).run(workspace)
    assert found.changes.empty
    assert found.onward.empty


def test_a_period_too_short_for_anybody_to_go_on_counts_nobody(shop: Workspace) -> None:
    found = Flow(180, Seen(since=date(2026, 4, 1))).run(shop)
    assert found["customers"].tolist() == [0]


def test_one_phase_alone_leads_nowhere(workspace: Workspace) -> None:
    with workspace.database.write() as cursor:
        cursor.execute(
            "INSERT INTO tickets (ticket_id, customer_id, created_at, phase) VALUES ('t', 'c', '2026-01-01', 'support')"
        )
    with pytest.raises(NotEnoughData, match="one phase only"):
        Flow().run(workspace)


def test_the_rows_behind_a_touchpoint_come_newest_first_page_by_page(shop: Workspace) -> None:
    rows = RowsBehind("surveys", "awareness", ("Website",))
    first, second = rows.page(shop, 0, 25), rows.page(shop, 25, 25)
    assert (rows.count(shop), len(first), len(second)) == (40, 25, 15)
    assert pd.concat([first, second])["answered_at"].is_monotonic_decreasing
    assert set(first["placed_by"]) == {"by hand"}
    assert RowsBehind("sales", "awareness", ("Website",)).count(shop) == 0


def test_comments_are_found_by_touchpoint_and_segment(shop: Workspace) -> None:
    website = CommentQuery(phase="awareness", touchpoints=("Website", "landing page"))
    assert website.count(shop) == 80
    assert CommentQuery(touchpoints=("Website",), segment=("segment", "small")).count(shop) == 20
