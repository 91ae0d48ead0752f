"""A review fixes the scorecards as they stand, and nothing that comes later changes what it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from analytics import Workspace
from analytics.errors import ChangedMeanwhile, NotFound, ReviewClosed, ReviewOpen
from analytics.journey.phases import DEFAULT_PHASES
from analytics.reviews.reviews import (
    Review,
    close_review,
    decisions,
    find_review,
    notes,
    open_review,
    reviews,
    snapshot_of,
    write_note,
)
from tests.analytics.reviews.conftest import OPENED_AT

DAY = date(2026, 6, 11)


def opened(shop: Workspace, at: datetime = OPENED_AT) -> Review:
    return open_review(shop, at.date(), ["Ada", " Bea ", ""], "Ada", at)


def test_a_review_knows_its_day_and_who_was_there(shop: Workspace) -> None:
    review = opened(shop)
    assert (review.day, review.people, review.is_open) == (DAY, ("Ada", "Bea"), True)
    assert reviews(shop.ledger) == (review,)


def test_it_shows_to_the_last_digit_what_stood_when_it_opened(shop: Workspace) -> None:
    stood = shop.scorecard()
    snapshot = snapshot_of(shop, opened(shop))
    assert snapshot.scorecard == stood
    assert [source.import_id for source in snapshot.sources] == ["import-3", "import-2", "import-1"]
    assert snapshot.data_version == shop.data_version


def test_it_still_does_after_an_undone_import_other_rules_other_targets_and_other_names(shop: Workspace) -> None:
    stood = shop.scorecard()
    review = opened(shop)
    shop.undo("import-2")
    shop.set_rules([], "Bea", "start anew")
    shop.ledger.record("target", "support/csat", {"target": 0.9, "threshold": 0.5, "weight": 3}, "Bea")
    shop.set_phases([replace(phase, name=phase.name.upper()) for phase in DEFAULT_PHASES], "Bea")
    assert shop.scorecard() != stood
    assert snapshot_of(shop, find_review(shop.ledger, review.id)).scorecard == stood


def test_it_still_does_in_a_file_that_was_closed_and_opened_again(shop: Workspace) -> None:
    stood, review = shop.scorecard(), opened(shop)
    path = shop.database.path
    shop.close()
    assert snapshot_of(Workspace(path), review).scorecard == stood


def test_decisions_gather_themselves_between_opening_and_closing(shop: Workspace) -> None:
    shop.ledger.record("target", "support/csat", {"target": 0.7}, "Ada", "before the meeting")
    review = opened(shop)
    shop.ledger.record("target", "support/csat", {"target": 0.8}, "Bea", "in the meeting")
    write_note(shop.ledger, review, "support", "Slow again", "Ada")
    close_review(shop.ledger, review, "Ada", OPENED_AT + timedelta(hours=1))
    shop.ledger.record("target", "support/csat", {"target": 0.9}, "Bea", "after the meeting")
    assert list(decisions(shop.ledger, find_review(shop.ledger, review.id))["reason"]) == ["in the meeting"]


def test_notes_stand_per_phase_and_kpi_and_can_be_taken_away(shop: Workspace) -> None:
    review = opened(shop)
    write_note(shop.ledger, review, "support", "Slow again", "Ada")
    write_note(shop.ledger, review, "support/csat", "Only the app", "Bea")
    assert {about: (note.text, note.who) for about, note in notes(shop.ledger, review).items()} == {
        "support": ("Slow again", "Ada"),
        "support/csat": ("Only the app", "Bea"),
    }
    write_note(shop.ledger, review, "support", "", "Ada", seen="Slow again")
    assert list(notes(shop.ledger, review)) == ["support/csat"]


def test_a_note_is_not_written_over_one_that_was_not_seen(shop: Workspace) -> None:
    review = opened(shop)
    write_note(shop.ledger, review, "support", "Slow again", "Ada")
    with pytest.raises(ChangedMeanwhile, match="Ada"):
        write_note(shop.ledger, review, "support", "All fine", "Bea", seen=None)


def test_a_closed_review_takes_no_more_notes_and_is_not_closed_twice(shop: Workspace) -> None:
    review = opened(shop)
    close_review(shop.ledger, review, "Ada", OPENED_AT)
    with pytest.raises(ReviewClosed, match="11 June 2026"):
        write_note(shop.ledger, review, "support", "too late", "Ada")
    with pytest.raises(ReviewClosed):
        close_review(shop.ledger, review, "Bea", OPENED_AT)


def test_only_one_review_is_open_at_a_time(shop: Workspace) -> None:
    opened(shop)
    with pytest.raises(ReviewOpen, match="still open"):
        opened(shop, OPENED_AT + timedelta(days=30))


def test_the_next_review_fixes_what_the_data_now_says_about_the_one_before(shop: Workspace) -> None:
    first = opened(shop)
    close_review(shop.ledger, first, "Ada", OPENED_AT)
    second = opened(shop, OPENED_AT + timedelta(days=30))
    readings = snapshot_of(shop, second).readings(first.id)
    assert readings is not None
    stood = snapshot_of(shop, first).scorecard
    assert {kpi.subject: kpi.value for phase in stood.phases for kpi in phase.kpis} == {
        subject: reading.value for subject, reading in readings.items()
    }


def test_a_review_can_be_held_about_an_empty_workspace(workspace: Workspace) -> None:
    review = open_review(workspace, DAY, [], "Ada", OPENED_AT)
    assert snapshot_of(workspace, review).scorecard.as_of is None


def test_what_does_not_exist_is_told(shop: Workspace) -> None:
    with pytest.raises(NotFound, match="review-9"):
        find_review(shop.ledger, "review-9")
