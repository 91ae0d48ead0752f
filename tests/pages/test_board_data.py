"""What the board shows, and what it may move: nothing that a browser reports is trusted."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.scorecards.rescoring import Change
from pages.parts.board_data import board_data, rows_as_agreed, taken
from pages.parts.board_row import Beside
from tests.made_scorecards import card, scorecard

HOSTILE = "<script>alert(1)</script>"


RESULT = scorecard(card("csat"), card("effort", name=HOSTILE))


def test_a_row_says_value_interval_rows_and_verdict() -> None:
    row = board_data(RESULT, "support", {}, {}, Beside())["perspectives"][0]["rows"][0]
    assert (row["value"], row["interval"]) == ("50.0 %", "45.0 % to 55.0 % · n 400")
    assert row["status"] == {"id": "amber", "words": "▲ below target"}
    assert row["agreement"] == "nobody has agreed"


def test_a_moved_target_shows_the_new_score_beside_the_agreed_target() -> None:
    data = board_data(RESULT, "support", {"support/csat": Change(target=0.5)}, {}, Beside())
    row = data["perspectives"][0]["rows"][0]
    assert (row["agreed"]["target"], row["moved"]["target"]) == (0.6, 0.5)
    assert row["score"] == "6.7"  # the value stands at the target now
    assert data["scores"][0]["change"].startswith("▲")


def test_the_layout_stays_when_only_values_move() -> None:
    moved = board_data(RESULT, "support", {"support/csat": Change(weight=3.0)}, {}, Beside())
    assert moved["layout"] == board_data(RESULT, "support", {}, {}, Beside())["layout"]


def test_a_kpi_without_target_has_no_slider_and_says_why() -> None:
    alone = scorecard(card("csat", target=None, threshold=None, provenance="too short a history for a target"))
    row = board_data(alone, "support", {}, {}, Beside())["perspectives"][0]["rows"][0]
    assert row["slider"] is None
    assert (row["instead"], row["note"]) == ("Too short a history for a target.", "")


def test_text_is_sent_as_text() -> None:
    """The board sets text as text, so nothing is escaped here; and nothing in it is HTML."""
    assert board_data(RESULT, "support", {}, {}, Beside())["perspectives"][0]["rows"][1]["name"] == HOSTILE
    source = (Path(__file__).parents[2] / "pages" / "parts" / "board.js").read_text(encoding="utf-8")
    assert not any(way in source for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("))


def test_a_move_is_taken() -> None:
    moves, troubles = taken(RESULT, "support", {}, {"support/csat": {"target": 0.7, "threshold": 0.3, "weight": 2}})
    assert moves == {"support/csat": Change(target=0.7, weight=2.0)}
    assert troubles == {}


def test_a_move_back_to_what_is_agreed_is_forgotten() -> None:
    moves, _ = taken(RESULT, "support", {"support/csat": Change(target=0.7)}, {"support/csat": {"target": 0.6}})
    assert moves == {}


def test_a_move_past_the_threshold_is_refused_with_a_sentence() -> None:
    before = {"support/csat": Change(target=0.7)}
    moves, troubles = taken(RESULT, "support", before, {"support/csat": {"target": 0.25}})
    assert moves == before
    assert "better than its target" in troubles["support/csat"]


def test_moves_on_other_phases_stay() -> None:
    before = {"adoption/nps": Change(target=1.0)}
    assert taken(RESULT, "support", before, {"support/csat": {"weight": 2.0}})[0]["adoption/nps"] == Change(target=1.0)


@pytest.mark.parametrize("said", [None, [], "x", {"support/csat": 3}, {"company/x": {"target": 0.7}}])
def test_what_is_no_report_of_moves_moves_nothing(said) -> None:
    assert taken(RESULT, "support", {}, said) == ({}, {})


@given(
    st.one_of(st.floats(), st.text(), st.booleans(), st.none(), st.integers()),
    st.sampled_from(["target", "threshold", "weight"]),
)
def test_whatever_a_browser_reports_can_be_scored_and_sent(said, name: str) -> None:
    moves, troubles = taken(RESULT, "support", {}, {"support/csat": {name: said}})
    data = board_data(RESULT, "support", moves, troubles, Beside())
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_an_owner_is_typed_in_one_line_and_can_be_taken_away() -> None:
    moves, _ = taken(RESULT, "support", {}, {"support/csat": {"owner": "  Bea\n  Lindqvist " + "x" * 99}})
    assert moves["support/csat"].owner == ("Bea Lindqvist " + "x" * 99)[:60]
    owned = scorecard(card("csat", owner="Bea"))
    assert taken(owned, "support", {}, {"support/csat": {"owner": ""}})[0] == {"support/csat": Change(owner="")}


def test_a_row_says_who_agreed_and_when_the_target_is_reached_at_the_present_trend() -> None:
    earlier = tuple((f"2025-{month:02}-15", 0.3 + 0.02 * month) for month in (1, 4, 7, 10))
    agreed = {"agreed_by": "Ada", "agreed_on": "2025-12-05", "owner": "Bea", "earlier": earlier}
    result = scorecard(card("csat", **agreed), as_of=datetime(2026, 4, 15))
    row = board_data(result, "support", {}, {}, Beside(since={"support/csat": "+3.0 points since 5 Dec"}))
    row = row["perspectives"][0]["rows"][0]
    assert (row["about"], row["agreement"]) == ("lagging · owner Bea", "agreed by Ada, 5 Dec 2025")
    assert row["since"] == "+3.0 points since 5 Dec"
    assert row["arrival"].startswith("Trend: reached in")
    assert [one["name"] for one in row["suggestions"]] == ["Own best quarter", "Realistic step", "Stretch"]


def test_rows_that_are_made_already_are_those_that_would_be_made() -> None:
    still = rows_as_agreed(RESULT, "support", Beside())
    for moves in ({}, {"support/csat": Change(target=0.5)}):
        for troubles in ({}, {"support/effort": "cannot be"}):
            made = board_data(RESULT, "support", moves, troubles, Beside())
            assert board_data(RESULT, "support", moves, troubles, Beside(), 0, still) == made
