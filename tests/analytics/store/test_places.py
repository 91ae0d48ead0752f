"""Where comments stand among the pain points, kept as a table."""

from __future__ import annotations

import pandas as pd

from analytics.store.database import Database
from analytics.store.places import COLUMNS, read_places, write_places


def places(name: str | None) -> pd.DataFrame:
    """One comment in a pain point, or in none."""
    reason = None if name else "praise"
    return pd.DataFrame([("tickets:1", name, name, 0.5 if name else None, 0.4, reason)], columns=list(COLUMNS))


def test_runs_are_kept_apart_and_replaced() -> None:
    database = Database()
    write_places(database, "", places("P001"))
    write_places(database, "count 2", places("P002"))
    write_places(database, "", places("P003"))
    assert read_places(database, "")["computed"].tolist() == ["P003"]
    assert read_places(database, "count 2")["computed"].tolist() == ["P002"]
    assert read_places(database, "count 9").empty


def test_what_is_missing_comes_back_as_none() -> None:
    database = Database()
    write_places(database, "", places(None))
    row = read_places(database, "").iloc[0]
    assert row["computed"] is None
    assert row["reason"] == "praise"
