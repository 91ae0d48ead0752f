from __future__ import annotations

import json

import pandas as pd
import pytest

from analytics.errors import NotFound
from analytics.retention.outcomes import build_outcome, outcome_names


@pytest.fixture
def rated(workspace, put):
    """Tickets in two months; what was said in the second one counts, once per customer."""
    rows = [("1", "a", "2026-03-01", 1, "no"), ("2", "a", "2026-06-20", 5, "yes"), ("3", "a", "2026-06-25", 4, "yes"),
            ("4", "b", "2026-06-30", 2, "no"), ("5", "c", "2026-03-01", 3, "no")]  # fmt: skip
    put("tickets", [
        {"ticket_id": t, "customer_id": c, "created_at": pd.Timestamp(at), "satisfaction": s,
         "extra": json.dumps({"Solved at once": once})}
        for t, c, at, s, once in rows
    ])  # fmt: skip
    return workspace


def test_a_number_of_a_table_is_averaged_over_the_window(rated) -> None:
    found = build_outcome(rated, "tickets.satisfaction", 30)
    assert found.values.to_dict() == {"a": 4.5, "b": 2.0}
    assert not found.yes_no
    assert found.cutoff == pd.Timestamp("2026-05-31")


def test_a_yes_or_no_kept_from_the_file_is_an_outcome_too(rated) -> None:
    found = build_outcome(rated, "Tickets.solved at once", 30)
    assert found.values.to_dict() == {"a": 1.0, "b": 0.0}
    assert "tickets.Solved at once" in outcome_names(rated)


def test_a_column_that_is_neither_is_no_outcome(rated) -> None:
    with pytest.raises(NotFound):
        build_outcome(rated, "tickets.subject", 30)
