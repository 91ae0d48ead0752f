"""The scorecard of a small shop, from rows to scores, and its past."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from analytics import Workspace
from analytics.errors import ChangedMeanwhile, ContradictoryTarget, NotFound
from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.committing import commit
from analytics.scorecards.defaults import kpis_of
from analytics.scorecards.rescoring import Change, rescore
from analytics.scorecards.scorecard import Scorecard
from analytics.scorecards.sliders import slider_range
from analytics.store.deriving import derive

pytestmark = pytest.mark.slow

DAY = datetime(2024, 1, 1)
DAYS = 500


def filled(workspace: Workspace, **tables: list[dict]) -> Workspace:
    """The workspace with rows (dictionaries of fields) in its tables, profiles and phases derived."""
    with workspace.database.write() as cursor:
        for name, rows in tables.items():
            cursor.register("rows_to_load", pd.DataFrame(rows))
            cursor.execute(f"INSERT INTO {name} BY NAME SELECT * FROM rows_to_load")
        derive(cursor, workspace.rules())
    return workspace


def shop_with(more: list[dict]) -> Workspace:
    """500 days of two tickets a day, resolved slower and slower, an order a day, training; and more."""
    tickets = [
        {
            "ticket_id": f"t{i}",
            "customer_id": f"c{i % 90}",
            "created_at": DAY + timedelta(days=i / 2),
            "first_response_minutes": 20.0 + i % 7,
            "resolution_minutes": 60.0 + i / 10 + 10 * (i % 5),
            "category": "technical help",
            "status": "closed",
        }
        for i in range(2 * DAYS)
    ]
    sales = [
        {
            "order_id": f"o{i}",
            "customer_id": f"c{i % 50}",
            "ordered_at": DAY + timedelta(days=i),
            "amount": 20 + i % 9,
        }
        for i in range(DAYS)
    ]
    hours = [
        {
            "measure": "training_hours",
            "period": DAY + timedelta(days=30 * i),
            "value": 5 + i % 4,
            "touchpoint": None,
        }
        for i in range(17)
    ]
    return filled(Workspace(), tickets=tickets + more, sales=sales, measures=hours)


@pytest.fixture(scope="module")
def shop() -> Workspace:
    """A shop that tests only look at."""
    return shop_with([])


@pytest.fixture(scope="module")
def result(shop: Workspace) -> ScorecardResult:
    return Scorecard().run(shop)


@pytest.fixture
def support() -> tuple[Workspace, ScorecardResult]:
    """A shop of the test's own, and the scorecard of its support phase."""
    workspace = shop_with([])
    return workspace, Scorecard(phase="support").run(workspace)


def test_an_empty_workspace_has_phases_without_scores(workspace) -> None:
    found = Scorecard().run(workspace)
    assert len(found.phases) == 7
    assert found.score is None
    assert found.as_of is None
    assert all(perspective.missing for phase in found.phases for perspective in phase.perspectives)


def test_every_phase_shows_four_perspectives(result) -> None:
    for phase in result.phases:
        assert [part.perspective for part in phase.perspectives] == [
            "Financial",
            "Customer",
            "Internal process",
            "Learning and growth",
        ]
        shown = {kpi.id for kpi in phase.kpis} | {id for part in phase.perspectives for id in part.missing}
        assert shown == set(kpis_of(phase.id))


def test_a_kpi_has_the_value_of_the_last_ninety_days(shop, result) -> None:
    kpi = result.kpi("support/resolution_minutes")
    last = [60 + i / 10 + 10 * (i % 5) for i in range(2 * DAYS) if i / 2 > (DAYS - 0.5) - 90]
    assert kpi.n == len(last) == 180
    assert kpi.value == pytest.approx(sorted(last)[89] / 2 + sorted(last)[90] / 2)
    assert kpi.scope == "phase"
    assert kpi.previous < kpi.value
    assert kpi.history[0][1] < kpi.history[-1][1]


def test_a_phase_without_rows_of_its_own_shows_the_company(result) -> None:
    assert result.kpi("adoption/training_hours").scope == "company"
    # All tickets name a technical category, so that all are in support.
    assert result.kpi("consideration/first_response_minutes").scope == "company"


def test_a_target_is_proposed_from_history_and_scored(result) -> None:
    kpi = result.kpi("support/resolution_minutes")
    assert kpi.provenance.startswith("proposed from history")
    assert kpi.target < kpi.threshold
    assert kpi.status in ("red", "unclear")  # worse than it ever was
    assert kpi.score <= 10 / 3


def test_scores_are_means_of_means(result) -> None:
    support = next(phase for phase in result.phases if phase.id == "support")
    internal = support.perspectives[2]
    known = [kpi.score for kpi in internal.kpis if kpi.score is not None]
    assert internal.score == pytest.approx(sum(known) / len(known))
    parts = [part.score for part in support.perspectives if part.score is not None]
    assert support.score == pytest.approx(sum(parts) / len(parts))
    phases = [phase.score for phase in result.phases if phase.score is not None]
    assert result.score == pytest.approx(sum(phases) / len(phases))


def test_leading_and_lagging_scores_stand_apart(result) -> None:
    support = next(phase for phase in result.phases if phase.id == "support")
    assert support.leading != support.lagging
    assert min(support.leading, support.lagging) <= support.score <= max(support.leading, support.lagging)


def test_one_phase_alone_is_the_same_as_among_all(shop, result) -> None:
    alone = Scorecard(phase="Support").run(shop)
    assert alone.phases == tuple(phase for phase in result.phases if phase.id == "support")


def test_a_moved_slider_gives_what_a_committed_target_gives(support) -> None:
    shop, result = support
    subject = "support/resolution_minutes"
    changes = {subject: Change(target=120.0, threshold=250.0, weight=3.0)}
    moved = rescore(result, changes)
    assert moved.kpi(subject).status == "amber"
    assert moved.score != result.score
    commit(shop.ledger, result, changes, "Ada", "as discussed", datetime(2026, 11, 1))
    after = Scorecard(phase="support").run(shop)
    assert after.score == moved.score
    assert after.kpi(subject).score == moved.kpi(subject).score
    assert after.kpi(subject).provenance == "agreed by Ada on 01 November 2026: as discussed"


def test_only_what_depends_on_a_slider_is_computed_anew(result) -> None:
    moved = rescore(result, {"support/resolution_minutes": Change(weight=5.0)})
    for before, after in zip(result.phases, moved.phases, strict=True):
        assert (before is after) == (before.id != "support")
    assert rescore(result, {}) == result


def test_a_slider_past_the_other_is_refused(result) -> None:
    with pytest.raises(ContradictoryTarget):
        rescore(result, {"support/resolution_minutes": Change(target=500.0, threshold=100.0)})
    with pytest.raises(NotFound):
        rescore(result, {"support/npx": Change(weight=1.0)})


def test_the_second_to_commit_sees_the_first(support) -> None:
    shop, result = support
    subject = "support/resolution_minutes"
    commit(shop.ledger, result, {subject: Change(weight=2.0)}, "Ada", "")
    with pytest.raises(ChangedMeanwhile):
        commit(shop.ledger, result, {subject: Change(weight=3.0)}, "Bob", "")


def test_a_past_day_is_reproduced_whatever_came_later(shop) -> None:
    then = Scorecard("support", date(2025, 1, 31))
    late = {"ticket_id": "late", "created_at": DAY + timedelta(days=510), "resolution_minutes": 9999.0}
    grown = shop_with([late])
    grown.ledger.record("target", "support/resolution_minutes", {"target": 1, "threshold": 2}, "Ada")
    assert then.run(grown) == then.run(shop)
    assert then.run(shop).as_of.date() == date(2025, 1, 31)


def test_the_same_scorecard_twice_is_the_same(shop, result) -> None:
    assert Scorecard().run(shop) == result


def test_sliders_hold_what_they_must_show(result) -> None:
    for phase in result.phases:
        for kpi in phase.kpis:
            low, high, step = slider_range(kpi)
            assert low < high
            assert 20 <= (high - low) / step <= 130
            for value in (kpi.value, kpi.target, kpi.threshold):
                assert value is None or low <= value <= high, kpi


def test_a_frame_has_one_row_per_kpi(result) -> None:
    frame = result.frame()
    assert len(frame) == sum(len(list(phase.kpis)) for phase in result.phases)
    assert not frame.duplicated(["phase", "id"]).any()


def test_a_total_of_a_month_that_is_not_over_is_not_shown(result) -> None:
    revenue = result.kpi("retention/revenue")
    assert revenue.history[-1][0] == "2025-04-01"  # the data ends on 15 May 2025
    assert result.kpi("support/resolution_minutes").history[-1][0] == "2025-05-01"
