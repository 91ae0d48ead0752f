"""KPIs of one segment: the rows of its customers, and nothing else."""

from __future__ import annotations

import pandas as pd

from analytics import Workspace
from analytics.kpis.catalogue import KPIS
from analytics.kpis.segments import OfSegment, is_of_customers, segments
from analytics.kpis.values import KpiValues
from analytics.store.deriving import derive


def shop() -> Workspace:
    """Two orders of 10 by businesses, one of 30 by a private customer, one of 100 by nobody known; one source for all."""
    orders = [("b1", 10), ("b2", 10), ("p1", 30), ("x", 100)]
    sales = [
        {"order_id": str(n), "customer_id": who, "ordered_at": pd.Timestamp("2026-01-10"), "amount": amount, "currency": "EUR"}
        for n, (who, amount) in enumerate(orders)
    ]  # fmt: skip
    kinds = {"b1": "business", "b2": "business", "p1": "private"}
    customers = [{"customer_id": id, "segment": kind, "acquisition_source": "search"} for id, kind in kinds.items()]
    workspace = Workspace()
    with workspace.database.write() as cursor:
        for table, rows in (("sales", sales), ("customers", customers)):
            cursor.register("rows_to_load", pd.DataFrame(rows))
            cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_load")
        derive(cursor, workspace.rules())
    return workspace


def test_each_segment_has_its_own_figures_and_whoever_is_in_none_has_none() -> None:
    workspace = shop()
    found = {
        value: float(KpiValues(ids=("revenue",)).run(OfSegment(workspace, "segment", value))["value"].iloc[0])
        for value in ("business", "private")
    }
    assert found == {"business": 20.0, "private": 30.0}


def test_a_column_with_one_value_has_no_segments() -> None:
    assert segments(shop()) == (("segment", "business"), ("segment", "private"))


def test_hostile_values_are_values() -> None:
    nobody = OfSegment(shop(), "segment", "x' OR '1'='1")
    assert KpiValues(ids=("revenue",)).run(nobody).empty


def test_what_comes_from_measures_is_nobodys() -> None:
    assert is_of_customers(KPIS["nps"])
    assert not is_of_customers(KPIS["training_hours"])
