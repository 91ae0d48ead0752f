"""When a target is reached at the present trend: by hand, against statsmodels, and by simulation."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest
import statsmodels.api as sm

from analytics.scorecards.trend import Arrival, _line, arrival
from tests.made_scorecards import card

AS_OF = datetime(2026, 6, 1)


def rising(values: list[float], **other):
    """A KPI with these values in periods of 90 days, the last of which is the present."""
    first = AS_OF.date() - timedelta(days=90)
    days = [(first - timedelta(days=90 * back)).isoformat() for back in range(len(values) - 1, 0, -1)]
    values_of = {"value": values[-1], "low": None, "high": None, "earlier": tuple(zip(days, values, strict=False))}
    return card(**(values_of | other))


def test_a_straight_line_arrives_when_it_must() -> None:
    found = arrival(rising([0.40, 0.42, 0.44, 0.46, 0.48], target=0.52), AS_OF, 90)
    assert found.course == "coming"
    assert found.when == found.earliest == found.latest == date(2026, 6, 1) + timedelta(days=180)


def test_less_is_better_where_it_is() -> None:
    slow = rising(
        [500.0, 480, 460, 440], better="down", unit="minutes", bounds=(0.0, None), target=400.0, threshold=900.0
    )
    assert arrival(slow, AS_OF, 90).when == date(2026, 6, 1) + timedelta(days=180)


def test_a_noisy_rise_has_an_interval_that_may_have_no_end() -> None:
    found = arrival(rising([0.40, 0.47, 0.41, 0.49, 0.44], target=0.55), AS_OF, 90)
    assert found.course == "coming"
    assert found.latest is None
    assert found.earliest < found.when
    assert found.sentence.endswith("to never).")


def test_a_fall_never_arrives_and_says_so() -> None:
    assert arrival(rising([0.50, 0.48, 0.46, 0.44]), AS_OF, 90) == Arrival("never")
    assert arrival(rising([0.50, 0.48, 0.46, 0.44]), AS_OF, 90).brief == "Trend: never"


def test_what_is_there_is_reached_and_what_is_short_cannot_be_told() -> None:
    assert arrival(rising([0.5, 0.6, 0.7], target=0.65), AS_OF, 90).course == "reached"
    assert arrival(rising([0.4, 0.5, 0.55]), AS_OF, 90).course == "cannot be told"
    assert arrival(rising([0.4, 0.45, 0.5, 0.55]), None, 90).course == "cannot be told"


def test_the_band_is_that_of_statsmodels() -> None:
    steps, values = np.array([-4.0, -3, -2, -1, 0]), np.array([0.40, 0.47, 0.41, 0.49, 0.44])
    ahead = np.array([1.0, 5.0])
    line, half = _line(steps, values, ahead)
    fitted = sm.OLS(values, sm.add_constant(steps)).fit()
    told = fitted.get_prediction(sm.add_constant(ahead, has_constant="add")).conf_int(alpha=0.05)
    assert np.column_stack([line - half, line + half]) == pytest.approx(told)


def test_the_interval_holds_the_true_day_about_as_often_as_it_says() -> None:
    random, held, judged = np.random.default_rng(7), 0, 0
    true = AS_OF.date() + timedelta(days=270)  # three periods ahead at two points a period
    for _ in range(300):
        line = 0.4 + 0.02 * np.arange(6)
        found = arrival(
            rising((line + random.normal(0, 0.02, 6)).tolist(), target=line[-1] + 0.06, threshold=0.0), AS_OF, 90
        )
        if found.course in ("coming", "never"):
            earliest, latest = found.earliest or date.max, found.latest or date.max
            step = timedelta(days=9)  # a tenth of a period
            held, judged = held + (earliest <= true + step and true - step <= latest), judged + 1
    assert judged > 280
    assert held / judged > 0.92
