"""The scorecard of any day: exactly as it stood where somebody saw it, else from today's rows, and said so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from analytics import Workspace
from analytics.journey.phases import DEFAULT_PHASES
from analytics.reviews.replaying import AsItStood
from tests.analytics.reviews.conftest import LOADED_AT

DAY = LOADED_AT.date()
NEXT = LOADED_AT + timedelta(days=1)


def test_a_scorecard_that_was_seen_comes_back_exactly_after_its_import_was_undone(shop: Workspace) -> None:
    stood = shop.scorecard()
    shop.undo("import-2", now=NEXT + timedelta(days=1))
    assert shop.scorecard() != stood
    found = AsItStood(DAY).run(shop)
    assert found.exact
    assert found.scorecard == stood


def test_the_day_of_the_undoing_itself_shows_what_stood_at_its_end(shop: Workspace) -> None:
    shop.scorecard()
    shop.undo("import-2", now=NEXT)
    found = AsItStood(NEXT.date()).run(shop)
    assert not found.exact
    assert not [kpi for phase in found.scorecard.phases for kpi in phase.kpis if kpi.id == "resolution_minutes"]


def test_targets_are_those_of_the_day_not_those_of_the_last_look(shop: Workspace) -> None:
    kpi = next(kpi for phase in shop.scorecard().phases for kpi in phase.kpis if kpi.id == "nps" and kpi.n)
    proposed = kpi.target
    for at, target in ((NEXT + timedelta(days=1), 70), (NEXT + timedelta(days=3), 90)):
        value = {"target": target, "threshold": -50, "weight": 1.0}
        shop.ledger.record("target", kpi.subject, value, "Ada", at=at)
    shop.scorecard()
    shop.undo("import-1", now=NEXT + timedelta(days=5))
    days = [DAY, (NEXT + timedelta(days=2)).date(), (NEXT + timedelta(days=4)).date()]
    assert [AsItStood(day).run(shop).scorecard.kpi(kpi.subject).target for day in days] == [proposed, 70, 90]


def test_phases_have_the_names_of_the_day_and_are_found_by_old_and_new_names(shop: Workspace) -> None:
    renamed = [replace(phase, name="Help desk") if phase.id == "support" else phase for phase in DEFAULT_PHASES]
    shop.set_phases(renamed, "Ada", at=NEXT)
    assert shop.scorecard("Help desk").phases[0].id == "support"
    for said in ("Support", "Help desk"):
        assert [phase.name for phase in AsItStood(DAY, said).run(shop).scorecard.phases] == ["Support"]


def test_a_day_before_anything_was_loaded_is_shown_from_todays_rows_and_says_so(shop: Workspace) -> None:
    found = AsItStood(date(2026, 3, 1)).run(shop)
    assert not found.exact
    assert found.scorecard.as_of is not None
    assert found.scorecard.as_of <= datetime(2026, 3, 2)
    assert "import-1" in found.notes[0]


def test_what_was_taken_back_unseen_is_named(shop: Workspace) -> None:
    shop.undo("import-2", now=NEXT)  # what was seen is kept for the data as it was then, and used up by the next change
    shop.undo("import-1", now=NEXT + timedelta(days=2))
    found = AsItStood((NEXT + timedelta(days=1)).date()).run(shop)
    assert not found.exact
    assert any("survey.csv (import-1)" in note and "taken back" in note for note in found.notes)


def test_rules_that_changed_since_are_named(shop: Workspace) -> None:
    shop.undo("import-2", now=NEXT)
    shop.set_rules([], "Ada", "start anew", at=NEXT + timedelta(days=2))
    assert "Rules for phases" in AsItStood((NEXT + timedelta(days=1)).date()).run(shop).notes[-1]


def test_nothing_is_kept_of_what_nobody_looked_at(shop: Workspace) -> None:
    def kept() -> int:
        return int(shop.database.value("SELECT count(*) FROM snapshots"))

    shop.undo("import-3", now=NEXT)
    seen = kept()
    shop.undo("import-2", now=NEXT)
    assert kept() == seen == 1
