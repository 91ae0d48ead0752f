"""The page of reviews: opened, noted, promised, closed; and the next one begins with what became of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from analytics.reviews.actions import Action, actions, done, promise
from analytics.reviews.reviews import close_review, notes, open_review, reviews
from tests.pages.conftest import htmls, texts

pytestmark = pytest.mark.slow


def on_reviews(app: AppTest) -> AppTest:
    at = app.run().switch_page("pages/reviews.py").run()
    assert not at.exception
    return at


def opened(at: AppTest) -> AppTest:
    at.text_input(key="review-people").set_value("Ada, Bea")
    return at.button(key="open-review-now").click().run()


def part(at: AppTest, name: str) -> AppTest:
    at = at.button_group(key="part-review-1").set_value(name).run()
    assert not at.exception
    return at


def test_an_empty_workspace_says_what_to_load(app: AppTest, empty: Path) -> None:
    assert "Nothing is loaded" in texts(on_reviews(app))


def test_before_the_first_review_the_page_says_what_one_is_and_opens_it(app: AppTest, shop: Path) -> None:
    at = on_reviews(app)
    assert "fixes the scorecards as they stand" in texts(at)
    at = opened(at)
    assert not at.exception
    assert "Ada, Bea. Scorecards as they stood" in texts(at)
    (review,) = reviews(Workspace(shop).ledger)
    assert review.people == ("Ada", "Bea")


def test_a_note_is_kept_and_shown_beside_its_kpi(app: AppTest, shop: Path) -> None:
    at = opened(on_reviews(app))
    at.text_area[0].set_value("<b>Slow</b> again")
    at = next(button for button in at.button if button.label == "Save note").click().run()
    assert not at.exception
    ledger = Workspace(shop).ledger
    (note,) = notes(ledger, reviews(ledger)[0]).values()
    assert note.text == "<b>Slow</b> again"
    assert "&lt;b&gt;Slow&lt;/b&gt; again" in htmls(at)
    assert "<b>Slow" not in htmls(at)


def test_an_action_is_promised_with_what_it_should_move(app: AppTest, shop: Path) -> None:
    at = part(opened(on_reviews(app)), "Actions")
    at.text_input(key="action-what").set_value("Answer within a day")
    at.text_input(key="action-owner").set_value("Bea")
    at.selectbox(key="action-about").set_value("adoption/nps")
    at.number_input(key="action-expected").set_value(5.0)
    at = at.button(key="add-action").click().run()
    assert not at.exception
    (action,) = actions(Workspace(shop).ledger)
    assert (action.what, action.about, action.moves, action.expected) == (
        "Answer within a day",
        "adoption/nps",
        "kpi",
        5.0,
    )
    assert action.baseline is not None
    assert "Answer within a day" in htmls(at)


def test_decisions_of_the_meeting_stand_in_it(app: AppTest, shop: Path) -> None:
    at = opened(on_reviews(app))
    Workspace(shop).ledger.record(
        "target", "adoption/nps", {"target": 33.0, "threshold": -50.0}, "Bea", "more is possible"
    )
    at = part(at, "Decisions")
    assert "more is possible" in htmls(at)
    assert "Adoption · Net promoter score" in htmls(at)


def test_a_closed_review_takes_nothing_more(app: AppTest, shop: Path) -> None:
    at = opened(on_reviews(app))
    at = at.button(key="close-review").click().run()
    assert "closed" in texts(at)
    assert not at.text_area
    assert "Open a review" in [expander.label for expander in at.expander]


def test_the_next_review_begins_with_what_was_said_and_what_changed(app: AppTest, shop: Path) -> None:
    workspace = Workspace(shop)
    first = open_review(workspace, date(2026, 5, 12), ["Ada"], "Ada", datetime(2026, 5, 12, 9))
    promise(workspace.ledger, _about_nps(workspace, first.id, date(2026, 5, 20)), "Ada")
    workspace.ledger.record(
        "target", "adoption/nps", {"target": 90.0, "threshold": -50.0, "weight": 1.0}, "Ada", "bold"
    )
    close_review(workspace.ledger, first, "Ada", datetime(2026, 5, 12, 10))
    open_review(workspace, date(2026, 6, 11), ["Ada"], "Ada", datetime(2026, 6, 11, 9))
    workspace.close()
    at = on_reviews(app)
    assert "What we said in the review of 12 May 2026" in texts(at)
    assert "How good our expectations have been so far" in texts(at)
    assert "Answer within a day" in htmls(at)
    assert "Target of Net promoter score" in htmls(at)
    assert "Target changed" in htmls(at)


def test_what_is_overdue_and_whether_it_worked_is_told(app: AppTest, shop: Path) -> None:
    workspace = Workspace(shop)
    review = open_review(workspace, date(2026, 5, 12), ["Ada"], "Ada", datetime(2026, 5, 12, 9))
    promise(workspace.ledger, _about_nps(workspace, review.id, date(2026, 5, 20)), "Ada")
    finished = promise(workspace.ledger, _about_nps(workspace, review.id, date(2026, 2, 1)), "Ada")
    done(workspace.ledger, finished, date(2026, 2, 1), "Ada")
    workspace.close()
    at = part(on_reviews(app), "Actions")
    assert "days overdue" in htmls(at)
    assert "Did it work?" in texts(at)


def _about_nps(workspace: Workspace, review: str, due: date) -> Action:
    from analytics.reviews.snapshots import Reading

    return Action(
        "", "Answer within a day", "Bea", due, "kpi", "adoption/nps", 5.0, Reading(10.0, 0.0, 20.0, 80), review=review
    )
