"""Actions: promised, changed, done; what is late comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics.errors import ChangedMeanwhile, JourneyError, NotFound
from analytics.reviews.actions import Action, actions, by_urgency, change, done, dropped, find_action, promise
from analytics.reviews.snapshots import Reading
from analytics.store.database import Database
from analytics.store.ledger import Ledger

TODAY = date(2026, 6, 11)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(Database())


def made(what: str, due: date = TODAY, **more: object) -> Action:
    return Action("", what, "Ada", due, **more)  # type: ignore[arg-type]


def test_an_action_comes_back_as_it_was_promised(ledger: Ledger) -> None:
    wanted = made(
        "answer sooner", moves="kpi", about="support/csat", expected=0.05, baseline=Reading(0.6, 0.5, 0.7, 80)
    )
    kept = promise(ledger, wanted, "Bea")
    assert kept == replace(wanted, id="action-1")
    assert actions(ledger) == (kept,)
    assert ledger.entries("action").iloc[0]["who"] == "Bea"


def test_what_is_done_says_when_and_what_is_dropped_why(ledger: Ledger) -> None:
    first, second = promise(ledger, made("a"), "Ada"), promise(ledger, made("b"), "Ada")
    done(ledger, first, date(2026, 6, 1), "Ada")
    dropped(ledger, second, "Bea", "no longer needed")
    assert [(action.state, action.done_on) for action in actions(ledger)] == [
        ("done", date(2026, 6, 1)),
        ("dropped", None),
    ]
    assert ledger.entries("action").iloc[0]["reason"] == "no longer needed"


def test_an_action_that_somebody_changed_is_not_changed_unseen(ledger: Ledger) -> None:
    seen = promise(ledger, made("a"), "Ada")
    change(ledger, seen, replace(seen, owner="Bea"), "Bea")
    with pytest.raises(ChangedMeanwhile, match="Bea"):
        done(ledger, seen, TODAY, "Ada")


def test_what_is_late_comes_first_and_what_is_over_last() -> None:
    late, later, soon = made("late", date(2026, 5, 1)), made("later", date(2026, 6, 1)), made("soon")
    over = made("over", date(2026, 1, 1), state="done")
    gone = made("gone", date(2026, 1, 1), state="dropped")
    assert by_urgency([gone, over, soon, later, late], TODAY) == [late, later, soon, over, gone]


def test_an_action_due_today_is_not_late() -> None:
    assert not made("soon").is_overdue(TODAY)


@pytest.mark.parametrize("lacking", [made(" "), replace(made("a"), owner="")])
def test_an_action_needs_a_deed_and_an_owner(ledger: Ledger, lacking: Action) -> None:
    with pytest.raises(JourneyError, match="does it"):
        promise(ledger, lacking, "Ada")
    assert actions(ledger) == ()


def test_what_does_not_exist_is_told(ledger: Ledger) -> None:
    with pytest.raises(NotFound, match="action-7"):
        find_action(ledger, "action-7")


def test_what_is_for_one_segment_says_so_and_can_be_marked_as_done(ledger: Ledger) -> None:
    kept = promise(ledger, made("a", segment=("segment", "business")), "Ada")
    assert find_action(ledger, kept.id) == kept
    assert done(ledger, kept, TODAY, "Bea").segment == ("segment", "business")


def test_an_action_from_before_there_were_segments_can_still_be_changed(ledger: Ledger) -> None:
    promise(ledger, made("a"), "Ada")
    assert "segment" not in ledger.present("action")["action-1"]
    done(ledger, find_action(ledger, "action-1"), TODAY, "Ada")
    assert find_action(ledger, "action-1").state == "done"
