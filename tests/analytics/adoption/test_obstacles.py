"""Obstacles: sorted by their words until a person says otherwise, with the customers whom each stopped."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.adoption.obstacles import KIND, Obstacles, decide_sort, sorted_as
from analytics.pain_points.result import PainPointResult
from tests.analytics.adoption.conftest import event

STEPS = ("began", "finished")


def found() -> PainPointResult:
    """Two pain points: one of three customers, one of one; a third is too small to belong here."""
    points = pd.DataFrame(
        {
            "id": ["P1", "P2", "P3"],
            "name": ["set-up guide is confusing", "late parcel", "a word"],
            "words": [["confusing"], ["parcel"], []],
            "examples": [["I do not understand the guide"], ["where is it"], []],
            "comments": [200, 99, 1],
            "customers": [3, 1, 1],
            "share": [0.66, 0.33, 0.001],
        }
    )
    told = pd.DataFrame({"comment_id": [f"tickets:{n}" for n in range(4)], "pain_point_id": ["P1", "P1", "P1", "P2"]})
    nothing = pd.DataFrame()
    return PainPointResult(points, told.assign(similarity=1.0), nothing, nothing, 300, (), nothing)


@pytest.fixture
def shop(loaded):
    tickets = [
        {"ticket_id": str(n), "customer_id": f"c{n}", "created_at": "2025-01-02", "subject": "hm"} for n in range(4)
    ]
    usage = [event(f"c{n}", "began", 0) for n in range(30)] + [event(f"c{n}", "finished", 3) for n in range(2, 30)]
    return loaded(tickets=tickets, usage=usage)


def test_stopped_are_those_who_wrote_and_did_not_finish(shop) -> None:
    rows = Obstacles().run(shop, found()).set_index("id")
    assert list(rows.index) == ["P1", "P2"]
    # c0, c1 and c2 wrote about the first; c0 and c1 never finished.
    assert rows.loc["P1", ["stopped", "n"]].tolist() == [2, 3]
    assert rows.loc["P2", ["stopped", "n"]].tolist() == [0, 1]
    assert rows.loc["P1", "low"] < 2 / 3 < rows.loc["P1", "high"]


def test_a_person_s_sort_holds_and_stands_in_the_ledger(shop) -> None:
    assert Obstacles().run(shop, found())["sort"].tolist() == ["difficulty", "other"]
    decide_sort(shop.ledger, "P2", "competition", "Ada", "they went to the shop next door")
    rows = Obstacles().run(shop, found())
    assert rows[["sort", "decided"]].values.tolist() == [["difficulty", False], ["competition", True]]
    assert shop.ledger.entries(KIND)["who"].tolist() == ["Ada"]


def test_without_usage_the_obstacles_stand_without_their_stops(loaded) -> None:
    rows = Obstacles().run(loaded(tickets=[{"ticket_id": "1", "created_at": "2025-01-02"}]), found())
    assert rows["stopped"].isna().all()


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("I prefer the old way, no need for this", "resistance"),
        ("switching to another provider, a competitor", "competition"),
        ("cannot log in, the app crashes", "technical trouble"),
        ("", "other"),
    ],
)
def test_words_tell_the_sort(text: str, sort: str) -> None:
    assert sorted_as(text) == sort
