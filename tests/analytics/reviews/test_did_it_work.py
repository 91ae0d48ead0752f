"""Did it work: planted effects are found, what cannot be told is refused with the reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics import Workspace
from analytics.kpis.custom import Aggregate, Condition, OwnKpi
from analytics.reviews.did_it_work import DidItWork, Effect
from analytics.scorecards.chosen import add_kpi
from analytics.store.deriving import derive

pytestmark = pytest.mark.slow

ON = date(2026, 3, 1)
START = datetime(2026, 3, 1)
# Where default rules place the answers of a touchpoint.
PLACES = {"adoption": "Onboarding", "advocacy": "Referral", "support": "Support ticket", "purchase": "Checkout"}


def shop(
    gain: dict[str, float], everywhere: float = 0.0, days_after: int = 90, each: int = 6, drift: float = 0.0
) -> Workspace:
    """Answers of 270 days to either side of 1 March: ``each`` a day and phase, six of ten promoters before.

    From then on ``gain`` of a phase and ``everywhere`` are added to the share of promoters; ``drift`` is what support's
    grows by in each window of 90 days anyway.
    """
    random, rows = np.random.default_rng(3), []
    for phase, touchpoint in PLACES.items():
        for day in range(-180, days_after):
            share = 0.6 + (gain.get(phase, 0.0) + everywhere if day >= 0 else 0.0)
            share += drift * (day // 90 + 2) if phase == "support" else 0.0
            for n in range(each):
                rows.append(
                    {
                        "response_id": f"{phase}{day}-{n}",
                        "question": "nps",
                        "customer_id": f"c{n}",
                        "answered_at": START + timedelta(days=day, hours=8 + n),
                        "metric": "nps",
                        "score": 10.0 if random.random() < share else 3.0,
                        "touchpoint": touchpoint,
                    }
                )
    workspace = Workspace()
    with workspace.database.write() as cursor:
        cursor.register("answers", pd.DataFrame(rows))
        cursor.execute("INSERT INTO surveys BY NAME SELECT * FROM answers")
        derive(cursor, workspace.rules())
    return workspace


def effect(workspace: Workspace, **more: object) -> Effect:
    return DidItWork("support", "nps", ON, **more).run(workspace)  # type: ignore[arg-type]


def test_an_effect_in_one_phase_is_found_against_the_others() -> None:
    found = effect(shop({"support": 0.2}))  # 0.2 of promoters instead of detractors are 40 points
    assert found.net is not None
    assert found.verdict == "it worked"
    assert found.net.low < 40 < found.net.high
    assert {name for name, _ in found.elsewhere} == {"Adoption", "Advocacy", "Purchase"}


def test_what_happened_everywhere_is_nobodys_merit() -> None:
    found = effect(shop({}, everywhere=0.2))
    assert found.change is not None
    assert found.change.low > 0  # before and after alone would call this a success
    assert found.verdict == "no effect to be seen"


def test_a_change_for_the_worse_is_called_so() -> None:
    assert effect(shop({"support": -0.25})).verdict == "it made things worse"


def test_a_phase_that_was_moving_apart_before_cannot_be_told() -> None:
    found = effect(shop({}, drift=0.18))
    assert found.verdict == "cannot be told"
    assert "moving apart" in found.because


def test_too_few_rows_for_what_was_expected_are_called_so() -> None:
    found = effect(shop({}, each=1), expected=5.0)
    assert found.verdict == "cannot be told"
    assert "too few" in found.because


def test_a_few_days_are_not_enough() -> None:
    found = effect(shop({"support": 0.2}, days_after=5))
    assert found.verdict == "cannot be told"
    assert "14 days are needed" in found.because


def test_phases_where_something_was_done_too_are_no_comparison() -> None:
    found = effect(shop({"support": 0.2}), touched=("adoption",))
    assert "Adoption" not in {name for name, _ in found.elsewhere}


def test_a_figure_of_the_whole_company_has_nothing_to_be_compared_with() -> None:
    found = DidItWork("consideration", "nps", ON).run(shop({"support": 0.2}))
    assert found.verdict == "cannot be told"
    assert "everywhere" in found.because
    assert found.change is not None


def test_an_empty_workspace_cannot_tell(workspace: Workspace) -> None:
    assert effect(workspace).verdict == "cannot be told"


def test_fewer_days_after_are_compared_with_as_many_before() -> None:
    found = effect(shop({"support": 0.2}, days_after=40))
    assert found.days in (39, 40)
    assert abs(found.rows_before - found.rows_after) <= 6


def test_an_action_for_a_kpi_that_somebody_added_is_answered_too() -> None:
    workspace = shop({"support": 0.2})
    hits = (Condition("score", "at least", "9"),)
    own = OwnKpi(
        "own_promoters", "Promoters", "Customer", "%", "up", "lagging", ("support",), "aggregate",
        Aggregate("surveys", "share", hits=hits),
    )  # fmt: skip
    add_kpi(workspace, own, "Ada")
    found = DidItWork("support", "own_promoters", ON).run(workspace)
    assert found.verdict == "it worked"
    assert found.net is not None
    assert found.net.low < 0.2 < found.net.high


def segmented_shop(gain: dict[str, float], everywhere: float = 0.0) -> Workspace:
    """Answers in Support of 270 days by four customers of each of three segments; six of ten promoters before 1 March.

    From then on ``gain`` of a segment and ``everywhere`` are added to the share of promoters.
    """
    random, answers, customers = np.random.default_rng(5), [], []
    for segment in ("business", "private", "public"):
        for n in range(4):
            customer = f"{segment}-{n}"
            customers.append({"customer_id": customer, "segment": segment})
            for day in range(-180, 90):
                share = 0.6 + (gain.get(segment, 0.0) + everywhere if day >= 0 else 0.0)
                answers.append(
                    {
                        "response_id": f"{customer}{day}",
                        "question": "nps",
                        "customer_id": customer,
                        "answered_at": START + timedelta(days=day, hours=8 + n),
                        "metric": "nps",
                        "score": 10.0 if random.random() < share else 3.0,
                        "touchpoint": PLACES["support"],
                    }
                )
    workspace = Workspace()
    with workspace.database.write() as cursor:
        for table, rows in (("surveys", answers), ("customers", customers)):
            cursor.register("rows_to_load", pd.DataFrame(rows))
            cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_load")
        derive(cursor, workspace.rules())
    return workspace


BUSINESS = ("segment", "business")


def test_what_was_done_for_one_segment_is_compared_with_the_others() -> None:
    found = effect(segmented_shop({"business": 0.25}), segment=BUSINESS)
    assert found.net is not None
    assert found.verdict == "it worked"
    assert found.net.low < 50 < found.net.high
    assert {name for name, _ in found.elsewhere} == {"private", "public"}
    assert "2 other segments" in found.because


def test_what_happened_in_all_segments_is_no_merit_of_what_was_done_in_one() -> None:
    assert effect(segmented_shop({}, everywhere=0.25), segment=BUSINESS).verdict == "no effect to be seen"


def test_segments_where_something_else_was_done_are_left_out() -> None:
    found = effect(segmented_shop({"business": 0.25}), segment=BUSINESS, touched=("private",))
    assert [name for name, _ in found.elsewhere] == ["public"]


def test_a_figure_that_is_no_customers_has_no_segments() -> None:
    found = DidItWork("support", "training_hours", ON, segment=BUSINESS).run(segmented_shop({}))
    assert found.verdict == "cannot be told"
    assert "not known per segment" in found.because
