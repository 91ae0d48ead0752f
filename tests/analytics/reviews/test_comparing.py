"""Two scorecards: every change of a score has one of three causes, and the three add up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import Workspace
from analytics.reviews.comparing import Comparison, compare
from analytics.reviews.snapshots import Reading, recompute
from analytics.scorecards.cards import KpiCard, PerspectiveCard, PhaseCard, ScorecardResult
from analytics.scorecards.rescoring import company, judged, perspective_scored, phase_scored


def card(value: float | None, target: float | None = 40.0, threshold: float | None = 10.0, id: str = "nps") -> KpiCard:
    """NPS of support with an interval of ten points to either side."""
    made = KpiCard(
        "support", id, id.upper(), "Customer", "points", "up", "lagging", "", (-100.0, 100.0), True, "phase",
        value, None if value is None else value - 10, None if value is None else value + 10, 100, 0, "", None, (),
        target, threshold, 1.0, "", None,
    )  # fmt: skip
    return judged(made)


def board(*cards: KpiCard) -> ScorecardResult:
    phase = PhaseCard(
        "support", "Support", None, None, None, (perspective_scored(PerspectiveCard("Customer", None, cards)),)
    )
    return company(ScorecardResult(None, 90, None, None, None, (phase_scored(phase),)))


def read(value: float | None) -> dict[str, Reading]:
    low, high = (None, None) if value is None else (value - 10, value + 10)
    return {"support/nps": Reading(value, low, high, 100)}


def test_a_changed_value_is_the_worlds_doing() -> None:
    found = compare(board(card(10.0)), read(10.0), board(card(25.0)))
    (kpi,) = found.phases[0].kpis
    assert kpi.moved is not None
    assert (kpi.corrected, kpi.moved.value, kpi.target_changed) == (0.0, 15.0, False)
    assert kpi.score.world == pytest.approx(10 / 6)
    assert (kpi.score.corrected, kpi.score.target) == (0.0, 0.0)


def test_a_changed_target_is_no_change_of_the_world() -> None:
    found = compare(board(card(25.0)), read(25.0), board(card(25.0, target=70.0)))
    (kpi,) = found.phases[0].kpis
    assert kpi.target_changed
    assert (kpi.score.corrected, kpi.score.world) == (0.0, 0.0)
    assert kpi.score.target == pytest.approx(10 / 3 * (15 / 60 - 15 / 30))
    assert found.score.target == kpi.score.target


def test_a_value_that_is_another_for_the_same_period_was_corrected() -> None:
    found = compare(board(card(10.0)), read(25.0), board(card(25.0)))
    (kpi,) = found.phases[0].kpis
    assert kpi.moved is not None
    assert (kpi.corrected, kpi.moved.value) == (15.0, 0.0)
    assert (kpi.score.world, kpi.score.target) == (0.0, 0.0)


def test_what_lies_within_the_intervals_is_told_as_no_clear_change() -> None:
    (kpi,) = compare(board(card(10.0)), read(10.0), board(card(20.0))).phases[0].kpis
    assert kpi.moved is not None
    assert (round(kpi.moved.low, 1), round(kpi.moved.high, 1), kpi.moved.side) == (-4.1, 24.1, 0)


def test_a_kpi_that_came_or_went_stands_on_one_side() -> None:
    found = compare(board(card(10.0)), read(10.0), board(card(20.0, id="ces")))
    assert [(kpi.before is None, kpi.now is None) for kpi in found.phases[0].kpis] == [(True, False), (False, True)]
    assert found.phases[0].kpis[0].score.change is None


def test_data_that_is_gone_leaves_the_parts_open() -> None:
    (kpi,) = compare(board(card(10.0)), read(None), board(card(None))).phases[0].kpis
    assert (kpi.corrected, kpi.moved, kpi.score.corrected) == (None, None, None)


values = st.floats(-90, 90)


@given(values, values, values, st.floats(0, 90), st.floats(0, 90))
def test_the_three_parts_add_up_at_every_level(
    then: float, corrected: float, now: float, old: float, new: float
) -> None:
    before, after = board(card(then, old, -10.0)), board(replace(card(now, new, -10.0), weight=2.0))
    found = compare(before, read(corrected), after)
    for score in (found.score, found.phases[0].score, found.phases[0].kpis[0].score):
        parts = [score.corrected, score.world, score.target]
        assert all(part is not None for part in parts)
        assert sum(part for part in parts if part is not None) == pytest.approx(score.change, abs=1e-9)


def compared(shop: Workspace, before: ScorecardResult) -> Comparison:
    return compare(before, recompute(shop, before), shop.scorecard())


def test_without_any_change_nothing_changed(shop: Workspace) -> None:
    found = compared(shop, shop.scorecard())
    assert found.score.change == 0
    assert {kpi.corrected for phase in found.phases for kpi in phase.kpis} <= {0.0, None}


def test_an_undone_import_is_a_correction_and_not_the_worlds_doing(shop: Workspace) -> None:
    before = shop.scorecard()
    shop.undo("import-2")  # the tickets; surveys and orders stay, and so does the end of the data's last day
    tickets = [kpi for phase in compared(shop, before).phases for kpi in phase.kpis if kpi.subject.endswith("_minutes")]
    assert tickets
    assert all(kpi.recomputed is None for kpi in tickets)
