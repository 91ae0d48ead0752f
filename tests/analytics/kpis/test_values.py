"""Values of KPIs on a workspace: their shape, their order, and what has no row."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from analytics.errors import NotFound
from analytics.kpis.catalogue import KPIS
from analytics.kpis.values import COLUMNS, KpiValues

DAY = datetime(2026, 1, 1)


@pytest.fixture
def shop(loaded):
    """Forty orders and tickets over two months, of ten customers."""
    moments = [DAY + timedelta(days=1.5 * i) for i in range(40)]
    return loaded(
        sales=[
            {"order_id": f"o{i}", "customer_id": f"c{i % 10}", "ordered_at": at, "amount": 10 + i}
            for i, at in enumerate(moments)
        ],
        tickets=[
            {
                "ticket_id": f"t{i}",
                "customer_id": f"c{i % 7}",
                "created_at": at,
                "resolution_minutes": 60.0 + i,
                "category": "checkout" if i % 2 else "help",
            }
            for i, at in enumerate(moments)
        ],
    )


def test_an_empty_workspace_has_no_values(workspace) -> None:
    found = KpiValues().run(workspace)
    assert found.empty
    assert found.columns.tolist() == COLUMNS


@pytest.mark.parametrize("period", ["all", "month", "quarter", "week", "window"])
def test_values_are_tidy_in_every_period(shop, period: str) -> None:
    found = KpiValues(period=period, by_phase=True).run(shop)
    assert found.columns.tolist() == COLUMNS
    assert not found["value"].isna().any()
    assert (found["n"] > 0).all()
    known = found.dropna(subset=["low"])
    assert (known["low"] <= known["value"] + 1e-9).all()
    assert (known["value"] <= known["high"] + 1e-9).all()
    assert not found.duplicated(["id", "phase", "period"]).any()
    assert set(found["id"]) <= set(KPIS)


def test_company_values_are_the_same_with_and_without_phases(shop) -> None:
    alone = KpiValues().run(shop)
    beside = KpiValues(by_phase=True).run(shop)
    beside = beside[beside["phase"].isna()].reset_index(drop=True)
    assert alone.drop(columns="phase").equals(beside.drop(columns="phase"))


def test_the_same_question_has_the_same_answer(shop) -> None:
    assert KpiValues(period="week", by_phase=True).run(shop).equals(KpiValues(period="week", by_phase=True).run(shop))


def test_a_phase_without_rows_has_no_values(shop) -> None:
    assert KpiValues(phase="Advocacy").run(shop).empty


def test_an_unknown_phase_is_refused(shop) -> None:
    with pytest.raises(NotFound):
        KpiValues(phase="Loyalty").run(shop)


def test_days_look_back_from_the_end(shop) -> None:
    found = KpiValues(days=30, ids=("resolution_minutes",)).run(shop)
    assert found["n"].tolist() == [20]
