"""What changed since the last closed review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics import Workspace
from analytics.reviews.actions import Action, promise
from analytics.reviews.reviews import close_review, open_review, write_note
from analytics.reviews.since import last_review, touched_in_two_reviews
from tests.analytics.reviews.conftest import OPENED_AT

pytestmark = pytest.mark.slow


def test_only_a_closed_review_is_a_last_one(shop: Workspace) -> None:
    now = shop.scorecard()
    assert last_review(shop, now) is None
    review = open_review(shop, date(2026, 6, 11), ["Ada"], "Ada", OPENED_AT)
    assert last_review(shop, now) is None
    close_review(shop.ledger, review, "Ada", OPENED_AT)
    last = last_review(shop, now)
    assert last.day == date(2026, 6, 11)
    kpi = now.kpi("adoption/nps")
    assert last.change(kpi) == 0.0
    assert last.change(replace(kpi, value=kpi.value + 3.5)) == pytest.approx(3.5)
    assert last.change(replace(kpi, value=None)) is None
    assert last.change(replace(kpi, id="unheard")) is None


def test_periods_of_another_length_are_not_compared(shop: Workspace) -> None:
    review = open_review(shop, date(2026, 6, 11), ["Ada"], "Ada", OPENED_AT)
    close_review(shop.ledger, review, "Ada", OPENED_AT)
    assert last_review(shop, shop.scorecard(days=30)) is None


def test_what_was_decided_noted_or_promised_in_two_reviews_is_touched(shop: Workspace) -> None:
    assert touched_in_two_reviews(shop.ledger) is None
    for number in (1, 2, 3):
        review = open_review(shop, date(2026, 6, 11), ["Ada"], "Ada", OPENED_AT)
        shop.ledger.record("target", f"support/decided_{number}", {"target": 1.0}, "Ada")
        write_note(shop.ledger, review, f"support/noted_{number}", "looked at", "Ada")
        action = Action("", "do it", "Ada", date(2026, 9, 1), "kpi", f"support/promised_{number}")
        promise(shop.ledger, action, "Ada")
        close_review(shop.ledger, review, "Ada", OPENED_AT)
    ways = ("decided", "noted", "promised")
    assert touched_in_two_reviews(shop.ledger) == {f"support/{way}_{number}" for way in ways for number in (2, 3)}
