"""What the first weeks foretell: a planted link is found, noise is not, and nobody counts whose beginning is not in the data."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from scipy import stats

from analytics.adoption.foretelling import Foretelling
from analytics.errors import NotEnoughData
from tests.analytics.adoption.conftest import DAY, event, person


def shop(link: float, people: int = 120, joined: float = 0) -> dict[str, list[dict]]:
    """Days of use in the first month say (``link`` 1) or do not say (0) who orders, and how much, afterwards."""
    rng = np.random.default_rng(4)
    customers = [person(f"c{n}", joined) for n in range(people)]
    usage, sales = [], []
    for n in range(people):
        days = int(rng.integers(1, 20))
        usage += [event(f"c{n}", "opened", joined + day) for day in range(days)]
        amount = link * 10 * days + 60 * rng.random()
        sales.append(
            {
                "order_id": f"o{n}",
                "customer_id": f"c{n}",
                "amount": amount,
                "ordered_at": DAY + timedelta(days=joined + 50),
            }
        )
    usage += [event("c0", "opened", 0), event("c0", "opened", 400)]
    sales.append({"order_id": "first", "customer_id": "c0", "amount": 1.0, "ordered_at": DAY})
    return {"customers": customers, "usage": usage, "sales": sales}


def pair(found, leading: str, lagging: str):
    return found[(found["leading"] == leading) & (found["lagging"] == lagging)].iloc[0]


def test_a_planted_link_is_found_with_its_lag(loaded) -> None:
    row = pair(Foretelling(lags=(90,)).run(loaded(**shop(1))), "active_days", "revenue")
    assert row["correlation"] > 0.8
    assert row["sure"]
    assert row["upper"] > row["lower"] + 50
    assert row["n"] == 120


def test_the_correlation_and_its_interval_are_those_of_the_paper(loaded) -> None:
    data = shop(0.3)
    row = pair(Foretelling(lags=(90,)).run(loaded(**data)), "active_days", "revenue")
    days = [
        len({e["occurred_at"] for e in data["usage"] if e["customer_id"] == f"c{n}"}) - (n == 0) for n in range(120)
    ]
    paid = [s["amount"] for s in data["sales"][:120]]
    rho = stats.spearmanr(days, paid).statistic
    half = 1.959964 * np.sqrt((1 + rho**2 / 2) / 117)
    assert row["correlation"] == pytest.approx(rho)
    assert (row["low"], row["high"]) == pytest.approx(
        (np.tanh(np.arctanh(rho) - half), np.tanh(np.arctanh(rho) + half))
    )


def test_noise_foretells_nothing(loaded) -> None:
    found = Foretelling(lags=(90,)).run(loaded(**shop(0)))
    assert not pair(found, "active_days", "revenue")["sure"]


def test_customers_from_before_the_data_do_not_count(loaded) -> None:
    # Everybody but c0 joined 100 days before the first event that is recorded.
    data = shop(1)
    data["customers"] = [person(f"c{n}", -100 if n else 0) for n in range(120)]
    with pytest.raises(NotEnoughData, match="Fewer than 50"):
        Foretelling(lags=(90,)).run(loaded(**data))


def test_only_customers_seen_so_long_count_for_a_lag(loaded) -> None:
    found = Foretelling(lags=(90, 500)).run(loaded(**shop(1)))
    assert set(found["lag"]) == {90}
