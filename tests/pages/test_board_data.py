"""What the board shows, and what it may move: nothing that a browser reports is trusted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.scorecards.cards import KpiCard, PerspectiveCard, PhaseCard, ScorecardResult
from analytics.scorecards.rescoring import Change, company, judged, perspective_scored, phase_scored
from pages.parts.board_data import board_data, taken

HOSTILE = "<script>alert(1)</script>"


def card(id: str, **other) -> KpiCard:
    """A share that is the better the higher it is: 50 % (45 to 55), threshold 30 %, target 60 %."""
    values = {
        "phase": "support", "id": id, "name": id, "perspective": "Customer", "unit": "%", "better": "up",
        "timing": "lagging", "formula": "yes / all", "bounds": (0.0, 1.0), "sampled": True, "scope": "phase",
        "value": 0.5, "low": 0.45, "high": 0.55, "n": 400, "left_out": 0, "currency": "", "previous": None,
        "history": (("2026-01-01", 0.4), ("2026-02-01", 0.5)), "target": 0.6, "threshold": 0.3, "weight": 1.0,
        "provenance": "proposed from the own best quarter", "agreed": None,
    }  # fmt: skip
    return judged(KpiCard(**(values | other)))


def scorecard(*cards: KpiCard) -> ScorecardResult:
    """A scorecard of one phase with one perspective."""
    perspective = perspective_scored(PerspectiveCard("Customer", None, cards, ("nps",)))
    phase = phase_scored(PhaseCard("support", "Support", None, None, None, (perspective,)))
    return company(ScorecardResult(None, 90, None, None, None, (phase,)))


RESULT = scorecard(card("csat"), card("effort", name=HOSTILE))


def test_a_row_says_value_interval_rows_and_verdict() -> None:
    row = board_data(RESULT, "support", {}, {})["perspectives"][0]["rows"][0]
    assert (row["value"], row["interval"]) == ("50.0 %", "45.0 % to 55.0 % · n 400")
    assert row["status"] == {"id": "amber", "words": "▲ below target"}
    assert row["note"] == "proposed, nobody has agreed"


def test_a_moved_target_shows_the_new_score_beside_the_agreed_target() -> None:
    data = board_data(RESULT, "support", {"support/csat": Change(target=0.5)}, {})
    row = data["perspectives"][0]["rows"][0]
    assert (row["agreed"]["target"], row["moved"]["target"]) == (0.6, 0.5)
    assert row["score"] == "6.7"  # the value stands at the target now
    assert data["scores"][0]["change"].startswith("▲")


def test_the_layout_stays_when_only_values_move() -> None:
    moved = board_data(RESULT, "support", {"support/csat": Change(weight=3.0)}, {})
    assert moved["layout"] == board_data(RESULT, "support", {}, {})["layout"]


def test_a_kpi_without_target_has_no_slider_and_says_why() -> None:
    alone = scorecard(card("csat", target=None, threshold=None, provenance="too short a history for a target"))
    row = board_data(alone, "support", {}, {})["perspectives"][0]["rows"][0]
    assert row["slider"] is None
    assert row["note"] == "too short a history for a target"


def test_text_is_sent_as_text() -> None:
    """The board sets text as text, so nothing is escaped here; and nothing in it is HTML."""
    assert board_data(RESULT, "support", {}, {})["perspectives"][0]["rows"][1]["name"] == HOSTILE
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
    data = board_data(RESULT, "support", moves, troubles)
    assert json.loads(json.dumps(data, allow_nan=False)) == data
