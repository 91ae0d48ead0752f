"""Where customers come from, month by month."""

from __future__ import annotations

import pytest

from analytics.errors import NotEnoughData
from analytics.referrals.coming import Mentions, Referrals, Sources

# The data ends with what happens, not with who joined.
LATER = [{"order_id": "1", "customer_id": "a", "ordered_at": "2026-04-01", "amount": 1.0}]
CUSTOMERS = [
    {"customer_id": "a", "joined_at": "2026-01-03", "acquisition_source": "Search", "referred_by": None},
    {"customer_id": "b", "joined_at": "2026-01-09", "acquisition_source": None, "referred_by": "a"},
    {"customer_id": "c", "joined_at": "2026-02-01", "acquisition_source": "Friend", "referred_by": None},
    {"customer_id": "d", "joined_at": "2026-02-01", "acquisition_source": None, "referred_by": None},
]


def test_a_named_referrer_or_a_source_that_says_so_makes_a_referral(loaded) -> None:
    found = Referrals().run(loaded(customers=CUSTOMERS, sales=LATER))
    assert (found.customers, found.referred, found.referrers) == (4, 2, 1)
    assert found.months[["new", "referred"]].values.tolist() == [[2, 1], [2, 1]]
    assert found.rate == 0.25
    assert found.rate_low < 0.25 < found.rate_high


def test_every_new_customer_stands_in_one_source(loaded) -> None:
    many = [
        {"customer_id": f"x{n}", "joined_at": "2026-03-01", "acquisition_source": f"s{n}", "referred_by": None}
        for n in range(9)
    ]
    found = Sources().run(loaded(customers=CUSTOMERS + many, sales=LATER))
    assert found["new"].sum() == 13
    assert {"not told", "all others"} <= set(found["source"])
    assert found.groupby("month")["share"].sum().tolist() == pytest.approx([1, 1, 1])


def test_mentions_come_from_measures_and_channels(loaded) -> None:
    workspace = loaded(
        measures=[
            {"measure": "social_mentions", "period": "2026-01-01", "value": 5.0},
            {"measure": "website_visits", "period": "2026-01-01", "value": 9.0},
        ],
        tickets=[
            {"ticket_id": "1", "created_at": "2026-01-20", "channel": "Trustpilot"},
            {"ticket_id": "2", "created_at": "2026-01-21", "channel": "Mail"},
        ],
    )
    found = Mentions().run(workspace).set_index("what")["value"].to_dict()
    assert found == {"social mentions": 5, "Trustpilot": 1}


def test_a_shop_that_knows_no_referral_is_told_what_to_load(loaded) -> None:
    with pytest.raises(NotEnoughData, match="referred"):
        Referrals().run(loaded(customers=CUSTOMERS[:1], sales=LATER))
