"""Curves of staying for all and by group."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from lifelines import KaplanMeierFitter

from analytics.errors import NotEnoughData
from analytics.retention.groups import OTHERS, customer_groups, group_names
from analytics.retention.staying import Staying, describe
from analytics.retention.stays import LEFT_DATES, SECOND_ORDER, Stays


def of_two_groups(basis: str = LEFT_DATES) -> tuple[Stays, pd.Series]:
    """Forty who leave after ten to fifty days, and forty of whom only every fourth leaves."""
    days = [float(10 + n) for n in range(40)] * 2
    ended = [True] * 40 + [n % 4 == 0 for n in range(40)]
    rows = pd.DataFrame({"customer_id": [str(n) for n in range(80)], "began": pd.NaT, "days": days, "ended": ended})
    return Stays(rows, basis, "customers", "how"), pd.Series(["short"] * 40 + ["long"] * 40)


def test_groups_that_differ_have_their_own_curve_and_a_small_chance_to_be_alike() -> None:
    found = describe(*of_two_groups())
    assert found.chance < 0.001
    assert found.groups.set_index("group")["ended"].to_dict() == {"long": 10, "short": 40}
    assert found.groups.set_index("group").loc["short", "median"] == 29.0
    at_30 = found.marks.set_index(["group", "day"])["share"]
    assert at_30["long", 30] > at_30["short", 30]


def test_the_curve_of_a_workspace_is_that_of_lifelines(workspace, put) -> None:
    rng = np.random.default_rng(3)
    until = pd.Timestamp("2026-10-01")
    began = until - pd.to_timedelta(rng.integers(30, 700, 200), unit="D")
    ends = began + pd.to_timedelta(rng.exponential(300, 200).round(), unit="D")
    put("subscriptions", [
        {"subscription_id": str(n), "customer_id": str(n), "started_at": began[n], "ended_at": ends[n] if ends[n] <= until else pd.NaT}
        for n in range(200)
    ])  # fmt: skip
    put("tickets", [{"ticket_id": "last", "customer_id": "0", "created_at": until}])
    theirs = KaplanMeierFitter().fit((ends.where(ends <= until, until) - began).days, ends <= until)
    found = Staying().run(workspace)
    for row in found.marks.to_dict("records"):
        bounds = theirs.confidence_interval_.loc[: row["day"]].iloc[-1]
        assert (row["share"], row["low"], row["high"]) == pytest.approx((theirs.predict(row["day"]), *bounds), abs=1e-9)
    assert found.groups["median"].tolist() == [theirs.median_survival_time_]


def test_the_end_of_a_curve_that_rests_on_fewer_than_ten_is_not_shown() -> None:
    found = describe(*of_two_groups())
    assert (found.curves["at_risk"] >= 10).all()


def test_who_is_in_no_group_is_left_out() -> None:
    stays, group = of_two_groups()
    found = describe(stays, group.where(group == "long"))
    assert found.groups["n"].tolist() == [40]
    with pytest.raises(NotEnoughData, match="No customer belongs"):
        describe(stays, group.where(group == "nobody"))


def test_second_orders_are_told_as_the_share_that_came_back() -> None:
    found = describe(*of_two_groups(SECOND_ORDER))
    assert found.comes_back
    first = found.curves.groupby("group").first()
    assert (first["share"] == 0).all()
    assert (found.curves["low"] <= found.curves["share"]).all()
    assert (found.curves["share"] <= found.curves["high"]).all()


def test_customers_are_grouped_by_segment_first_product_and_columns_of_few_values(workspace, put) -> None:
    put("customers", [
        {"customer_id": str(n), "segment": f"s{n % 9}" if n < 270 else None, "extra": f'{{"tier": "{n % 2}"}}'}
        for n in range(300)
    ])  # fmt: skip
    put("sales", [
        {"order_id": f"{n} {k}", "customer_id": str(n), "ordered_at": pd.Timestamp(2026, 1 + k, 1), "amount": 1.0,
         "product": ["tea", "mug"][(n + k) % 2]}
        for n in range(300) for k in range(2)
    ])  # fmt: skip
    assert set(group_names(workspace)) == {"segment", "first product", "tier"}
    assert customer_groups(workspace, "segment").value_counts()[OTHERS] == 90
    assert customer_groups(workspace, "segment").nunique() == 7
    assert customer_groups(workspace, "first product")["0"] == "tea"
    assert customer_groups(workspace, "no such way").empty
    found = Staying(by="tier").run(workspace)
    assert found.groups["n"].tolist() == [150, 150]
