"""KPIs from survey answers, computed by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from analytics.kpis.values import KpiValues

DAY = datetime(2026, 5, 1)


def answer(number: int, metric: str, score: float, low: float = 0, high: float = 10, **more) -> dict:
    return {
        "response_id": f"r{number}",
        "question": metric,
        "metric": metric,
        "score": score,
        "scale_low": low,
        "scale_high": high,
        "answered_at": DAY + timedelta(days=number),
        "touchpoint": None,
        **more,
    }


def one(frame, id: str):
    rows = frame[(frame["id"] == id) & frame["phase"].isna()]
    assert len(rows) == 1, frame
    return rows.iloc[0]


def test_nps_leaves_out_a_score_of_eleven_and_says_so(loaded) -> None:
    # Two promoters, one passive, one detractor; 11 is outside the scale.
    scores = [9, 10, 7, 6, 11]
    workspace = loaded(surveys=[answer(i, "nps", score) for i, score in enumerate(scores)])
    nps = one(KpiValues().run(workspace), "nps")
    assert nps["value"] == pytest.approx(100 * (2 - 1) / 4)
    assert nps["n"] == 4
    assert nps["left_out"] == 1
    assert nps["unit"] == "points"


def test_csat_counts_the_top_two_steps_of_each_scale(loaded) -> None:
    rows = [
        answer(0, "csat", 4, 1, 5),  # satisfied
        answer(1, "csat", 3, 1, 5),  # not
        answer(2, "csat", 6, 1, 7),  # satisfied: 6 and 7 of 7
        answer(3, "csat", 5, 1, 7),  # not
        answer(4, "csat", 1, 0, 1),  # satisfied: yes of yes and no
        answer(5, "csat", 0, 0, 1),  # not
    ]
    csat = one(KpiValues().run(loaded(surveys=rows)), "csat")
    assert csat["value"] == 0.5
    assert csat["formula"].startswith("CSAT answers")


def test_csat_takes_ticket_ratings_only_where_no_survey_asked(loaded) -> None:
    ticket = {"ticket_id": "t1", "created_at": DAY, "satisfaction": 1.0, "satisfaction_scale": 1}
    bad = {"ticket_id": "t2", "created_at": DAY, "satisfaction": 0.0, "satisfaction_scale": 1}
    workspace = loaded(tickets=[ticket, bad])
    csat = one(KpiValues().run(workspace), "csat")
    assert csat["value"] == 0.5
    assert "Tickets rated" in csat["formula"]
    workspace = loaded(surveys=[answer(0, "csat", 5, 1, 5)])
    csat = one(KpiValues().run(workspace), "csat")
    assert (csat["value"], csat["n"]) == (1.0, 1)


def test_effort_on_other_scales_is_stretched_to_seven(loaded) -> None:
    rows = [answer(0, "ces", 7, 1, 7), answer(1, "ces", 3, 1, 5)]  # 3 of 1 to 5 is the middle: 4 of 7
    ces = one(KpiValues().run(loaded(surveys=rows)), "ces")
    assert ces["value"] == 5.5


def test_answers_of_open_questions_and_other_ratings_are_no_csat(loaded) -> None:
    rows = [answer(0, "rating", 5, 1, 5), answer(1, "nps", 9)]
    assert "csat" not in set(KpiValues().run(loaded(surveys=rows))["id"])
