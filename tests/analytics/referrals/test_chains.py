"""Chains of referrals: everybody is counted once, circles nowhere."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import NotEnoughData
from analytics.referrals.chains import Chains, chains


def rows(*sent: tuple[str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(sent, columns=["customer_id", "referred_by"]).assign(revenue=10.0)


def test_a_tree_is_counted_from_its_ends() -> None:
    # a sent b and c, b sent d: four customers in a chain of two steps.
    found = chains(rows(("a", None), ("b", "a"), ("c", "a"), ("d", "b")))
    assert found.referrers.values.tolist() == [["a", 2, 3, 2, 30.0], ["b", 1, 1, 1, 10.0]]
    assert found.lengths.values.tolist() == [[1, 2], [2, 1]]


def test_a_referrer_who_is_no_customer_is_told() -> None:
    found = chains(rows(("a", "nobody@example.com"), ("b", "a")))
    assert found.unknown == 1
    assert found.referrers["customer_id"].tolist() == ["a"]


def test_a_circle_and_who_hangs_on_it_are_left_out_and_counted() -> None:
    found = chains(rows(("a", "b"), ("b", "a"), ("c", "a"), ("d", None), ("e", "d"), ("f", "f")))
    assert found.circles == 4
    assert found.referrers["customer_id"].tolist() == ["d"]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_whoever_was_sent_stands_in_one_step_or_in_a_circle(senders: list[int]) -> None:
    table = rows(*((str(n), str(sender) if sender < len(senders) else None) for n, sender in enumerate(senders)))
    found = chains(table)
    sent = int(table["referred_by"].notna().sum())
    assert found.lengths["customers"].sum() + found.circles == sent
    assert found.referrers["direct"].sum() == sent - found.circles


def test_without_names_of_referrers_it_says_what_to_load(loaded) -> None:
    workspace = loaded(customers=[{"customer_id": "a", "joined_at": "2026-01-01"}])
    with pytest.raises(NotEnoughData, match="Referred by"):
        Chains().run(workspace)


def test_money_in_another_currency_is_not_added(loaded) -> None:
    customers = [
        {"customer_id": name, "joined_at": "2026-01-01", "referred_by": sender}
        for name, sender in (("a", None), ("b", "a"), ("c", "a"))
    ]
    paid = [("1", "b", 10.0, "EUR"), ("2", "a", 5.0, "EUR"), ("3", "c", 99.0, "GBP")]
    sales = [
        {"order_id": id, "customer_id": who, "ordered_at": "2026-02-01", "amount": amount, "currency": currency}
        for id, who, amount, currency in paid
    ]
    found = Chains().run(loaded(customers=customers, sales=sales))
    assert found.currency == "EUR"
    assert found.referrers[["customer_id", "all", "revenue"]].values.tolist() == [["a", 2, 10.0]]
