from datetime import datetime

import pandas as pd
import pytest

from analytics.errors import NotEnoughData, NotFound
from analytics.retention import build_outcome, default_outcome, outcome_names


def _order(number: int, customer: str, day: str, status: str = "paid") -> dict[str, object]:
    return {
        "order_id": str(number),
        "customer_id": customer,
        "ordered_at": pd.Timestamp(day),
        "amount": 10.0,
        "status": status,
    }


def test_bought_again_looks_at_recent_buyers_and_the_days_after_the_cutoff(workspace, put):
    put(
        "sales",
        [
            _order(1, "ada", "2026-05-01"),  # bought before
            _order(2, "ada", "2026-10-28"),  # and again: this last order also ends the data
            _order(3, "bob", "2026-05-01"),  # never again
            _order(4, "cid", "2025-01-01"),  # too long ago to be asked about
            _order(5, "dee", "2026-09-01"),  # only after the cutoff
            _order(6, "eve", "2026-05-01"),
            _order(7, "eve", "2026-09-01", status="voided"),  # a voided order is no purchase
        ],
    )
    found = build_outcome(workspace, "bought_again")
    assert found.cutoff == datetime(2026, 6, 30)
    assert found.values.to_dict() == {"ada": 1.0, "bob": 0.0, "eve": 0.0}


def test_an_order_at_the_very_cutoff_belongs_to_the_time_before(workspace, put):
    put("sales", [_order(1, "ada", "2026-06-30"), _order(2, "bob", "2026-10-28")])
    assert build_outcome(workspace, "bought_again").values.to_dict() == {"ada": 0.0}


def _subscription(number: int, customer: str, start: str, end: str | None) -> dict[str, object]:
    return {
        "subscription_id": str(number),
        "customer_id": customer,
        "started_at": pd.Timestamp(start),
        "ended_at": pd.Timestamp(end) if end else pd.NaT,
    }


def test_subscription_kept_asks_those_with_a_running_one(workspace, put):
    put(
        "subscriptions",
        [
            _subscription(1, "ada", "2026-01-01", None),
            _subscription(2, "bob", "2026-01-01", "2026-08-01"),  # ended in the window
            _subscription(3, "cid", "2026-01-01", "2026-03-01"),  # had left before
            _subscription(4, "dee", "2026-01-01", "2026-08-01"),
            _subscription(5, "dee", "2026-02-01", None),  # a second one goes on
            _subscription(6, "eve", "2026-10-28", None),  # began after the cutoff
        ],
    )
    assert default_outcome(workspace) == "subscription_kept"
    assert build_outcome(workspace).values.to_dict() == {"ada": 1.0, "bob": 0.0, "dee": 1.0}


def test_a_status_without_dates_is_a_snapshot(workspace, put):
    put(
        "customers",
        [
            {"customer_id": "ada", "status": "Active", "left_at": pd.NaT},
            {"customer_id": "bob", "status": "Cancelled", "left_at": pd.NaT},
            {"customer_id": "cid", "status": None, "left_at": pd.NaT},
        ],
    )
    found = build_outcome(workspace)
    assert found.name == "still_active"
    assert found.cutoff is None
    assert found.values.to_dict() == {"ada": 1.0, "bob": 0.0}
    assert "status" in found.columns


def test_with_dates_of_leaving_still_active_has_a_cutoff(workspace, put):
    put("sales", [_order(1, "zoe", "2026-10-28")])
    put(
        "customers",
        [
            {"customer_id": "ada", "joined_at": pd.Timestamp("2025-01-01"), "left_at": pd.NaT},
            {
                "customer_id": "bob",
                "joined_at": pd.Timestamp("2025-01-01"),
                "left_at": pd.Timestamp("2026-08-01"),
            },
            {
                "customer_id": "cid",
                "joined_at": pd.Timestamp("2025-01-01"),
                "left_at": pd.Timestamp("2026-01-01"),
            },
        ],
    )
    assert build_outcome(workspace, "still_active").values.to_dict() == {"ada": 1.0, "bob": 0.0}


def test_a_status_that_says_nothing_is_refused(workspace, put):
    put("customers", [{"customer_id": c, "status": s} for c, s in (("ada", "gold"), ("bob", "silver"))])
    with pytest.raises(NotEnoughData, match="gold, silver"):
        build_outcome(workspace, "still_active")


def test_promoters_are_judged_by_their_last_answer_after_the_cutoff(workspace, put):
    answers = [
        ("ada", "2026-08-01", 3.0),
        ("ada", "2026-10-28", 9.0),
        ("bob", "2026-08-01", 8.0),
        ("cid", "2026-01-01", 10.0),
    ]
    put(
        "surveys",
        [
            {"response_id": str(n), "question": "q", "customer_id": c, "metric": "nps", "score": score,
             "answered_at": pd.Timestamp(day)}
            for n, (c, day, score) in enumerate(answers)
        ],
    )  # fmt: skip
    assert build_outcome(workspace, "promoter").values.to_dict() == {"ada": 1.0, "bob": 0.0}


def test_referrers_are_those_whose_friend_joined_after_the_cutoff(workspace, put):
    put(
        "sales",
        [_order(1, "ada", "2026-01-01"), _order(2, "bob", "2026-01-01"), _order(3, "cid", "2026-10-28")],
    )
    put("customers", [{"customer_id": "cid", "joined_at": pd.Timestamp("2026-10-28"), "referred_by": "ada"}])
    assert build_outcome(workspace, "referred_someone").values.to_dict() == {"ada": 1.0, "bob": 0.0}


def test_any_yes_no_or_numeric_column_of_the_customers_can_be_explained(workspace, put):
    extra = ['{"Churn": "Yes", "Score": "1.5", "Mood": "neutral or dissatisfied"}',
             '{"Churn": "No", "Score": "2", "Mood": "satisfied"}',
             '{"Churn": "", "Score": "3", "Mood": "satisfied"}']  # fmt: skip
    put("customers", [{"customer_id": c, "extra": text} for c, text in zip("abc", extra, strict=True)])
    assert build_outcome(workspace, "customers.churn").values.to_dict() == {"a": 1.0, "b": 0.0}
    assert build_outcome(workspace, "customers.Mood").values.to_dict() == {"a": 0.0, "b": 1.0, "c": 1.0}
    number = build_outcome(workspace, "customers.Score")
    assert not number.yes_no
    assert number.values.to_dict() == {"a": 1.5, "b": 2.0, "c": 3.0}


def test_an_unknown_outcome_is_not_found_with_the_list_of_what_is_there(workspace, put):
    put(
        "customers",
        [{"customer_id": c, "extra": f'{{"Churn": "{v}"}}'} for c, v in (("a", "Yes"), ("b", "No"))],
    )
    assert outcome_names(workspace) == ("customers.Churn",)
    for name in ("happiness", "customers.Nothing", "tickets.status", "bought_again"):
        with pytest.raises(NotFound, match=r"There are: customers\.Churn"):
            build_outcome(workspace, name)


def test_an_empty_workspace_is_told_what_to_load(workspace):
    with pytest.raises(NotEnoughData, match="Load sales or subscriptions"):
        build_outcome(workspace)
