import numpy as np
import pandas as pd
import pytest

from analytics.drivers.columns import Column
from analytics.drivers.design import build_design
from analytics.drivers.recognisable import knots


def test_hours_bend_at_service_levels():
    at = knots(np.random.default_rng(0).exponential(20, 5000), unit="hours")
    assert {4.0, 12.0, 24.0, 48.0} <= set(at)


def test_the_ends_of_a_contrast_become_knots():
    assert 17.0 in knots(np.arange(0.0, 100.0, 0.1), wanted=(17.0, 500.0))


def test_a_line_that_bends_at_a_knot_is_represented_exactly():
    hours = np.linspace(0.0, 60.0, 400)
    frame = pd.DataFrame({"hours": hours})
    matrix = build_design(frame, [Column("hours", "hours", unit="hours")]).matrix(frame)
    inside = np.clip(hours, *np.quantile(hours, [0.005, 0.995]))
    target = np.minimum(inside, 24.0)
    fitted = matrix @ np.linalg.lstsq(matrix, target, rcond=None)[0]
    assert np.abs(fitted - target).max() < 0.1


def test_a_missing_value_has_a_column_of_its_own_and_nothing_else():
    frame = pd.DataFrame({"a": [1.0, 2.0, np.nan, 4.0], "b": [1.0, 5.0, np.nan, 2.0]})
    design = build_design(frame, [Column("a", "a"), Column("b", "b")])
    row = design.matrix(frame)[2]
    assert row.sum() == 2.0  # the constant and one mark: both gaps are the same customers
    assert design.term("a").missing
    assert not design.term("b").missing


def test_a_main_context_gives_each_driver_a_slope_per_level_and_the_context_none():
    frame = pd.DataFrame({"vip": [0.0, 1.0] * 6, "plan": ["a", "a", "a", "b", "b", "c"] * 2})
    columns = [Column("vip", "VIP", sort="flag"), Column("plan", "plan", "context", "category")]
    design = build_design(frame, columns, context="plan")
    assert design.context_levels == ("a", "b", "c")
    assert design.term("vip").slopes == 2
    assert design.term("plan").width == 2


def test_an_unknown_column_is_a_key_error():
    frame = pd.DataFrame({"vip": [0.0, 1.0]})
    with pytest.raises(KeyError):
        build_design(frame, [Column("vip", "VIP", sort="flag")]).term("plan")
