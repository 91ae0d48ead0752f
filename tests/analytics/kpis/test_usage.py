"""KPIs from product usage, computed by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd

from analytics.kpis.values import KpiValues

DAY = datetime(2026, 1, 1)


def event(customer: str, name: str, day: int) -> dict:
    return {"customer_id": customer, "event": name, "occurred_at": DAY + timedelta(days=day)}


def person(id: str, joined: int = 0, left: int | None = None) -> dict:
    gone = None if left is None else DAY + timedelta(days=left)
    return {"customer_id": id, "joined_at": DAY + timedelta(days=joined), "left_at": gone}


def values(workspace, **asked) -> pd.DataFrame:
    return KpiValues(**asked).run(workspace).set_index("id")


def test_adoption_is_the_share_of_present_customers_who_use_the_product(loaded) -> None:
    workspace = loaded(
        customers=[person("ada"), person("bob"), person("cyd", left=20), person("dan", joined=40)],
        usage=[event("ada", "opened", 5), event("ada", "opened", 6), event("dan", "opened", 50)],
    )
    found = KpiValues(period="month", ids=("adoption_rate",)).run(workspace)
    # January: ada of ada, bob and cyd. February: dan of ada, bob and dan.
    assert found[["value", "n"]].round(4).values.tolist() == [[0.3333, 3], [0.3333, 3]]


def test_time_to_value_takes_the_first_event_of_value(loaded) -> None:
    workspace = loaded(
        customers=[person("ada"), person("bob"), person("cyd"), person("dan", joined=9)],
        usage=[
            event("ada", "app_opened", 0), event("ada", "first_brew", 4),
            event("bob", "onboarding_completed", 2),
            event("cyd", "app_opened", 1),  # never reached value
            event("dan", "first_brew", 3),  # before joining: at fault
        ],
    )  # fmt: skip
    found = values(workspace).loc["time_to_value_days"]
    assert found[["value", "n", "left_out"]].tolist() == [3, 2, 1]


def test_who_joined_long_before_usage_was_recorded_is_left_out(loaded) -> None:
    workspace = loaded(
        customers=[person("old", joined=-400), person("ada")],
        usage=[event("old", "first_brew", 1), event("ada", "first_brew", 3)],
    )
    assert values(workspace).loc["time_to_value_days", ["value", "n"]].tolist() == [3, 1]


def test_without_events_of_value_first_use_counts(loaded) -> None:
    workspace = loaded(customers=[person("ada")], usage=[event("ada", "app_opened", 7)])
    found = values(workspace).loc["time_to_value_days"]
    assert found["value"] == 7
    assert "first use" in found["formula"]


def test_onboarding_counts_those_who_began(loaded) -> None:
    usage = [
        event("ada", "onboarding_started", 0), event("ada", "onboarding_completed", 3),
        event("bob", "onboarding_step_1", 1),
        event("cyd", "app_opened", 1),  # never began
    ]  # fmt: skip
    found = values(loaded(usage=usage)).loc["onboarding_completion"]
    assert (found["value"], found["n"]) == (0.5, 2)
