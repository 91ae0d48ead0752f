"""KPIs that people add and retire, on the scorecards and in their past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from analytics import Workspace
from analytics.errors import ChangedMeanwhile, NotFound, UnclearKpi
from analytics.kpis.custom import Aggregate, Condition, OwnKpi
from analytics.scorecards.chosen import add_kpi, chosen, restore_kpi, retire_kpi
from tests.small_shop import write_files

KPI = OwnKpi(
    "own_slow", "Slow answers", "Internal process", "%", "down", "leading", ("support", "retention"), "aggregate",
    Aggregate("tickets", "share", hits=(Condition("first_response_minutes", "at least", "3100"),)),
)  # fmt: skip
AT = datetime(2026, 6, 12)


@pytest.fixture
def shop(tmp_path) -> Workspace:
    """240 tickets; of the 15 in Support in the last 90 days, 5 waited for more than 3,100 minutes."""
    workspace = Workspace()
    workspace.load(write_files(tmp_path)[1], who="Ada", now=datetime(2026, 6, 10))
    return workspace


def ids(workspace: Workspace, phase: str, **asked) -> list[str]:
    card = workspace.scorecard(phase, **asked).phases[0]
    return [kpi.id for kpi in card.kpis] + [id for perspective in card.perspectives for id in perspective.missing]


def test_an_added_kpi_stands_on_its_phases_with_value_interval_and_proposed_target(shop) -> None:
    add_kpi(shop, KPI, "Ada", "we promised two days", AT)
    card = shop.scorecard("Support").kpi("support/own_slow")
    assert (card.name, card.perspective, card.unit, card.sampled) == ("Slow answers", "Internal process", "%", True)
    assert card.value == pytest.approx(1 / 3)
    assert card.low < card.value < card.high
    assert card.target is not None
    assert "own_slow" in ids(shop, "Retention")
    assert "own_slow" not in ids(shop, "Purchase")
    assert "own_slow" in set(shop.kpis()["id"])


def test_it_can_be_steered_like_any_other(shop) -> None:
    add_kpi(shop, KPI, "Ada", at=AT)
    value = {"target": 0.2, "threshold": 0.4, "weight": 3.0}
    shop.ledger.record("target", "support/own_slow", value, "Ada", "less", AT)
    card = shop.scorecard("Support").kpi("support/own_slow")
    assert (card.target, card.status, card.weight) == (0.2, "unclear", 3.0)


def test_the_same_name_twice_is_told_to_the_second_person(shop) -> None:
    add_kpi(shop, KPI, "Ada", at=AT)
    with pytest.raises(ChangedMeanwhile) as error:
        add_kpi(shop, replace(KPI, timing="lagging"), "Bob", at=AT)
    assert "Ada" in str(error.value)


def test_what_does_not_fit_is_not_recorded(shop) -> None:
    with pytest.raises(UnclearKpi):
        add_kpi(shop, replace(KPI, top=Aggregate("passwords")), "Ada")
    assert shop.ledger.present("kpi") == {}


@pytest.mark.parametrize("id", ["own_slow", "csat"])
def test_a_retired_kpi_leaves_the_scorecard_keeps_its_past_and_can_come_back(shop, id) -> None:
    add_kpi(shop, KPI, "Ada", at=AT)
    before = ids(shop, "Support")
    retire_kpi(shop, id, "Ada", "nobody looks at it", AT + timedelta(days=30))
    assert ids(shop, "Support") == [one for one in before if one != id]
    assert id in ids(shop, "Support", as_of=date(2026, 6, 20))
    restore_kpi(shop, id, "Ada", "missed", AT + timedelta(days=31))
    assert ids(shop, "Support") == before


def test_only_what_there_is_can_be_retired(shop) -> None:
    with pytest.raises(NotFound):
        retire_kpi(shop, "npx", "Ada")


def test_a_ledger_from_somebody_else_with_nonsense_does_no_harm(shop) -> None:
    shop.ledger.record("kpi", "own_evil", {"way": "aggregate", "top": {"table": "x; DROP TABLE tickets"}}, "Eve")
    assert chosen(shop).own == ()
    assert "own_evil" not in ids(shop, "Support")
