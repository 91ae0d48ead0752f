"""What stands behind a pain point: every comment is found again, in its month and its phase."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics import Workspace
from analytics.journey.phases import DEFAULT_PHASES
from analytics.pain_points.evidence import per_month, per_phase, read_comments, since_then


def some_comments() -> pd.DataFrame:
    """Two months; the last comment is dated after the end of the data, one has no date, one no pain point."""
    return pd.DataFrame(
        {
            "comment_id": ["a", "b", "c", "d", "e"],
            "written_at": pd.to_datetime(["2026-01-05", "2026-03-05", None, "2026-03-09", "2062-01-01"]),
            "pain_point_id": ["P1", "P1", "P1", None, "P1"],
            "phase": ["support", None, "purchase", "support", "support"],
        }
    )


def test_months_without_comments_stand_there_with_zero() -> None:
    months = per_month(some_comments(), "P1", datetime(2026, 3, 31))
    assert months["comments"].tolist() == [1, 0, 1]
    assert months["total"].tolist() == [1, 0, 2]


def test_expected_comments_add_up_to_those_there_are() -> None:
    months = per_month(some_comments(), "P1", datetime(2026, 3, 31))
    assert months["expected"].sum() == months["comments"].sum()


def test_a_comment_from_the_future_stretches_no_chart() -> None:
    assert per_month(some_comments(), "P1", datetime(2026, 3, 31))["month"].max() == pd.Timestamp("2026-03-01")


def test_no_dated_comment_gives_an_empty_table_of_the_same_columns() -> None:
    undated = some_comments().assign(written_at=pd.NaT)
    assert list(per_month(undated, "P1").columns) == ["month", "comments", "expected", "total"]


def test_the_spread_counts_every_comment_and_tells_what_is_not_placed() -> None:
    spread = per_phase(some_comments(), "P1", DEFAULT_PHASES).set_index("phase")
    assert spread["comments"].sum() == 4
    assert spread.loc["not placed", "comments"] == 1
    assert spread.loc["Support", "comments"] == 2


def test_each_comment_comes_with_its_pain_point_or_the_reason_for_none(workspace: Workspace) -> None:
    with workspace.database.write() as cursor:
        cursor.execute(
            "INSERT INTO tickets BY NAME SELECT * FROM (VALUES "
            "('1', 'late parcel', TIMESTAMP '2026-01-01'), ('2', 'thanks', TIMESTAMP '2026-01-02')) "
            "AS t(ticket_id, subject, created_at)"
        )
    put = pd.DataFrame({"comment_id": ["tickets:1"], "pain_point_id": ["P1"], "similarity": [0.9]})
    left = pd.DataFrame({"comment_id": ["tickets:2"], "reason": ["praise"]})
    read = read_comments(workspace, put, left)
    assert read["comment_id"].tolist() == ["tickets:2", "tickets:1"]
    assert read["pain_point_id"].fillna("-").tolist() == ["-", "P1"]
    assert read["reason"].fillna("-").tolist() == ["praise", "-"]


def test_whether_it_shrank_since_an_action() -> None:
    comments = some_comments().assign(written_at=pd.to_datetime(["2026-01-05", "2026-03-05", None, "2026-03-09", None]))
    told = since_then(comments, "P1", datetime(2026, 2, 1))
    assert told == "Since then 50.0 % of 2 comments; in the 60 days before 100.0 % of 1."
    assert since_then(comments, "P1", datetime(2026, 6, 1)) == "No comments have been loaded since."
