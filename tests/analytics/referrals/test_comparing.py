"""Worth beside others alike: a planted difference is found, and what both share does not fake one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.errors import NotEnoughData, NotFound
from analytics.referrals.comparing import Comparison, memberships

MONTHS = [datetime(2025, month, 5) for month in range(1, 7)]
UNTIL = datetime(2026, 6, 1)


def shop(seed: int, gain: float = 0.0, people: int = 600) -> dict[str, list[dict[str, Any]]]:
    """Large customers spend 100 more and are referred more often: spending itself gains ``gain`` by being referred."""
    rng = np.random.default_rng(seed)
    customers, sales = [], []
    for n in range(people):
        large = rng.random() < 0.4
        sent = rng.random() < (0.6 if large else 0.15)
        began = MONTHS[n % len(MONTHS)]
        customers.append(
            {"customer_id": f"c{n}", "joined_at": began, "segment": "Large" if large else "Small",
             "acquisition_source": "Referral" if sent else "Search", "extra": '{"Loyalty card": "%s"}' % ("yes" if n // 6 % 2 else "no")}
        )  # fmt: skip
        amount = 50 + 100 * large + gain * sent + rng.normal(0, 20)
        sales.append(
            {"order_id": f"o{n}", "customer_id": f"c{n}", "ordered_at": began, "amount": amount, "currency": "EUR"}
        )
    sales.append({"order_id": "last", "customer_id": "c0", "ordered_at": UNTIL, "amount": 1.0, "currency": "EUR"})
    return {"customers": customers, "sales": sales}


def revenue(workspace: Any, asked: Comparison) -> pd.Series:
    return asked.run(workspace).outcomes.set_index("outcome").loc["revenue"]


def test_a_planted_gain_is_found_and_segments_do_not_fake_it(loaded) -> None:
    row = revenue(loaded(**shop(1, gain=12)), Comparison())
    assert row["low"] < 12 < row["high"]
    assert row["low"] > 0
    assert row["plain"] > 40  # what the larger share of large customers makes of it


def test_no_gain_is_no_gain_in_nearly_all_shops(loaded) -> None:
    rows = [revenue(loaded(**shop(2)), Comparison())]
    assert rows[0]["low"] < 0 < rows[0]["high"]


def test_the_difference_is_the_weighted_mean_of_the_strata(loaded) -> None:
    data = shop(3, gain=5)
    row = revenue(loaded(**data), Comparison())
    frame = pd.DataFrame(data["customers"]).merge(pd.DataFrame(data["sales"][:-1]), on="customer_id")
    frame["sent"] = frame["acquisition_source"] == "Referral"
    means = frame.groupby(["joined_at", "segment", "sent"])["amount"].mean().unstack()
    weight = frame[frame["sent"]].groupby(["joined_at", "segment"]).size()
    assert row["difference"] == pytest.approx(((means[True] - means[False]) * weight).sum() / weight.sum())


def test_customers_who_have_not_been_there_long_enough_are_left_out(loaded) -> None:
    data = shop(4)
    data["customers"].append({"customer_id": "new", "joined_at": UNTIL - timedelta(days=30), "segment": "Small",
                              "acquisition_source": "Referral", "extra": None})  # fmt: skip
    workspace = loaded(**data)
    sent = sum(row["acquisition_source"] == "Referral" for row in data["customers"][:-1])
    assert revenue(workspace, Comparison())["n"] == sent


def test_any_attribute_makes_a_group(loaded) -> None:
    workspace = loaded(**shop(5))
    assert memberships(workspace) == ["Loyalty card"]
    row = revenue(workspace, Comparison("Loyalty card", "yes"))
    assert row["low"] < 0 < row["high"]  # every second six have one, whoever they are
    with pytest.raises(NotFound, match="Shoe size"):
        Comparison("Shoe size", "44").run(workspace)


def test_a_group_too_small_to_compare_is_refused(loaded) -> None:
    with pytest.raises(NotEnoughData, match="Fewer than 10"):
        Comparison().run(loaded(**shop(6, people=12)))


def test_shares_without_exceptions_have_an_interval_with_a_width(loaded) -> None:
    data = shop(7, people=120)
    again = [{**row, "order_id": f"again {row['order_id']}", "ordered_at": row["ordered_at"] + timedelta(days=30)}
             for row in data["sales"][:-1]]  # fmt: skip
    data["sales"][-1:-1] = again
    row = Comparison().run(loaded(**data)).outcomes.set_index("outcome").loc["bought_again"]
    assert row[["value", "others", "difference"]].tolist() == pytest.approx([1, 1, 0])
    # Everybody bought again, of some 40 and some 80: "none did not" has Wilson's bound for either.
    assert -0.15 < row["low"] < -0.03
    assert 0.03 < row["high"] < 0.15


def test_with_a_single_stratum_the_interval_is_newcombes(loaded) -> None:
    # Newcombe (1998), method 10, his example (a): 56 of 70 and 48 of 80 give 0.0524 to 0.3339.
    began = MONTHS[0]
    customers = [
        {"customer_id": f"c{n}", "joined_at": began, "acquisition_source": "Referral" if n < 70 else "Search"}
        for n in range(150)
    ]
    again = [*range(56), *range(70, 118)]
    sales = [
        {"order_id": f"o{n} {day}", "customer_id": f"c{n}", "ordered_at": began + timedelta(days=day), "amount": 1.0}
        for day, who in ((0, range(150)), (20, again), (400, [0]))
        for n in who
    ]
    row = Comparison().run(loaded(customers=customers, sales=sales)).outcomes.set_index("outcome").loc["bought_again"]
    assert (round(row["low"], 4), round(row["high"], 4)) == (0.0524, 0.3339)
