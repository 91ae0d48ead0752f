import json
from datetime import datetime

import pandas as pd
import pytest

from analytics.drivers.features import build_features
from analytics.retention.outcome import Outcome

CUTOFF = datetime(2026, 7, 1)


def _outcome(*customers: str, cutoff: datetime | None = CUTOFF, columns: frozenset[str] = frozenset()) -> Outcome:
    values = pd.Series(1.0, index=pd.Index(customers, name="customer_id"))
    return Outcome("bought_again", "bought again", values, cutoff, columns)


def _ticket(number: int, customer: str, day: str, **cells: object) -> dict[str, object]:
    base = {"first_response_minutes": None, "resolution_minutes": None, "resolved_at": None, "status": "Open"}
    base |= {"reopens": None, "satisfaction": None, "satisfaction_scale": None}
    return base | {"ticket_id": str(number), "customer_id": customer, "created_at": pd.Timestamp(day)} | cells


def test_tickets_count_only_in_the_year_before_the_cutoff(workspace, put):
    put(
        "tickets",
        [
            _ticket(1, "ada", "2026-06-01", first_response_minutes=120.0, status="Closed", reopens=1),
            _ticket(2, "ada", "2026-06-30", first_response_minutes=240.0),  # still open at the cutoff
            _ticket(3, "ada", "2026-07-02", first_response_minutes=6000.0),  # after the cutoff
            _ticket(4, "ada", "2025-06-01", first_response_minutes=6000.0),  # more than a year before
            _ticket(5, "ada", "2026-06-02", first_response_minutes=-5.0, status="Closed"),  # impossible
        ],
    )
    row = build_features(workspace, _outcome("ada", "bob")).frame.loc["ada"]
    assert row["first_response_hours"] == 3.0
    assert row["tickets"] == 3
    assert row["reopens"] == 1
    assert row["unresolved"] == 1


def test_without_tickets_there_is_no_waiting_but_a_count_of_zero(workspace, put):
    put("tickets", [_ticket(1, "ada", "2026-06-01", first_response_minutes=120.0)])
    row = build_features(workspace, _outcome("ada", "bob")).frame.loc["bob"]
    assert pd.isna(row["first_response_hours"])
    assert row["tickets"] == 0


def test_a_ticket_solved_after_the_cutoff_is_unsolved_at_it(workspace, put):
    late = _ticket(
        1,
        "ada",
        "2026-06-01",
        resolved_at=pd.Timestamp("2026-08-01"),
        resolution_minutes=99.0,
        status="Closed",
    )
    put("tickets", [late])
    row = build_features(workspace, _outcome("ada")).frame.loc["ada"]
    assert row["unresolved"] == 1
    assert pd.isna(row["resolution_hours"])


def test_scores_are_brought_to_one_scale_and_the_last_nps_counts(workspace, put):
    def answer(number: int, metric: str, score: float, day: str, low: float, high: float) -> dict[str, object]:
        return {
            "response_id": str(number), "question": metric, "customer_id": "ada", "metric": metric,
            "answered_at": pd.Timestamp(day), "score": score, "scale_low": low, "scale_high": high,
        }  # fmt: skip

    put(
        "surveys",
        [
            answer(1, "csat", 5.0, "2026-05-01", 1, 5),  # 1.0
            answer(2, "csat", 9.0, "2026-05-02", 1, 5),  # outside its scale
            answer(3, "nps", 9.0, "2026-05-01", 0, 10),
            answer(4, "nps", 3.0, "2026-06-01", 0, 10),  # the last one before the cutoff
            answer(5, "nps", 10.0, "2026-08-01", 0, 10),  # after it
        ],
    )
    rated = _ticket(1, "ada", "2026-06-01", satisfaction=0.0, satisfaction_scale=1)  # bad of good/bad: 0.0
    put("tickets", [rated])
    row = build_features(workspace, _outcome("ada")).frame.loc["ada"]
    assert row["csat"] == 0.5
    assert row["nps"] == 3.0


def test_use_counts_days_of_the_last_ninety_and_onboarding_ever(workspace, put):
    events = [
        ("ada", "2024-01-05", "onboarding_completed"),
        ("ada", "2026-06-01 09:00", "app_opened"),
        ("ada", "2026-06-01 17:00", "app_opened"),  # the same day
        ("ada", "2026-06-02", "app_opened"),
        ("ada", "2026-01-01", "app_opened"),  # more than ninety days before
        ("bob", "2026-08-01", "onboarding_completed"),  # after the cutoff
    ]
    put(
        "usage",
        [{"customer_id": c, "occurred_at": pd.Timestamp(day), "event": e, "quantity": 1.0} for c, day, e in events],
    )
    frame = build_features(workspace, _outcome("ada", "bob")).frame
    assert frame["active_days_90"].tolist() == [2, 0]
    assert frame["onboarding_completed"].tolist() == [1, 0]


def test_orders_tell_frequency_recency_discounts_refunds_and_lateness(workspace, put):
    def order(number: int, day: str, coupon: str | None, refunded: float, note: str) -> dict[str, object]:
        return {
            "order_id": str(number), "customer_id": "ada", "ordered_at": pd.Timestamp(day),
            "amount": 10.0 * number, "coupon": coupon, "refunded": refunded, "status": "paid",
            "currency": "EUR", "extra": note,
        }  # fmt: skip

    put(
        "sales",
        [
            order(1, "2026-06-01", "SAVE", 0.0, '{"Note Attributes": "late_delivery: yes"}'),
            order(3, "2026-06-11", None, 5.0, '{"Note Attributes": "gift: yes"}'),
        ],
    )
    row = build_features(workspace, _outcome("ada")).frame.loc["ada"]
    assert row[["orders", "recency_days", "average_order_value"]].tolist() == [2, 20, 20]
    assert row[["discount_share", "refunds", "late_delivery"]].tolist() == [0.5, 0.5, 0.5]


def test_pain_points_met_are_flags_with_their_names(workspace, put):
    put(
        "tickets",
        [
            _ticket(1, "ada", "2026-06-01", subject="late", body="where is it"),
            _ticket(2, "bob", "2026-08-01", subject="late", body="where is it"),  # after the cutoff
        ],
    )
    assigned = pd.DataFrame(
        {
            "comment_id": ["tickets:1", "tickets:2"],
            "pain_point_id": ["p1", "p1"],
            "name": ["late parcels"] * 2,
        }
    )
    found = build_features(workspace, _outcome("ada", "bob"), assigned)
    assert found.frame["pain:p1"].tolist() == [1, 0]
    assert [c.label for c in found.columns if c.name == "pain:p1"] == ['wrote about "late parcels"']


def test_attributes_become_context_drivers_or_are_left_out_with_the_reason(workspace, put):
    put(
        "customers",
        [
            {
                "customer_id": f"c{n}", "segment": "Small" if n % 2 else "Large", "status": "active",
                "extra": json.dumps(
                    {"Seats": n, "Autopay": "yes" if n % 3 else "no", "Full name": f"Person {n}",
                     "Total orders": n, "Churned": n % 2, "Signed": f"2026-01-{n % 28 + 1:02d}"}
                ),
            }
            for n in range(60)
        ],
    )  # fmt: skip
    found = build_features(workspace, _outcome(*[f"c{n}" for n in range(60)], columns=frozenset({"Churned"})))
    roles = {column.name: (column.role, column.sort) for column in found.columns}
    assert roles == {
        "segment": ("context", "flag"),
        "Seats": ("context", "number"),
        "Autopay": ("driver", "flag"),
    }
    reasons = dict(found.left_out)
    assert "identifier" in reasons["Full name"]
    assert "up to today" in reasons["Total orders"]
    assert "date" in reasons["Signed"]
    assert "status" in reasons["status"]
    assert "Churned" not in reasons


@pytest.mark.parametrize("table", ["tickets", "sales"])
def test_a_snapshot_uses_everything_known(workspace, put, table):
    put("tickets", [_ticket(1, "ada", "2019-06-01", first_response_minutes=60.0)])
    put(
        "sales",
        [{"order_id": "1", "customer_id": "ada", "ordered_at": pd.Timestamp("2026-06-01"), "amount": 1.0}],
    )
    found = build_features(workspace, _outcome("ada", cutoff=None)).frame.loc["ada"]
    assert found["tickets" if table == "tickets" else "orders"] == 1
