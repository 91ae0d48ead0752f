"""Charts that people build: of the columns there are, and of nothing but the table that stands above them."""

from __future__ import annotations

import json
from typing import Any, get_args

import pandas as pd
import pytest

from analytics.charts.built import built, from_spec
from analytics.errors import UnclearQuery
from analytics.notebooks.notebook import Aggregate, Mark

TABLE = pd.DataFrame({"a.b[0]": ["x", "y"], "n": [1.0, 2.0], "day": pd.to_datetime(["2026-01-01", "2026-01-02"])})
BAR = {"mark": "bar", "encoding": {"x": {"field": "n", "type": "quantitative"}}}


@pytest.mark.parametrize("mark", get_args(Mark))
@pytest.mark.parametrize("aggregate", get_args(Aggregate))
def test_every_mark_draws_with_every_way_to_sum_up(mark: str, aggregate: str) -> None:
    told = built(TABLE, mark, "a.b[0]", "n", "day", aggregate).to_dict()
    assert next(iter(told["datasets"].values()))[0]["n"] == 1.0


def test_a_column_with_dots_and_brackets_is_one_column() -> None:
    assert built(TABLE, "bar", "a.b[0]", "n").to_dict()["encoding"]["x"]["field"] == r"a\.b\[0\]"


@pytest.mark.parametrize(("x", "y", "colour"), [("gone", "n", ""), ("", "n", ""), ("n", "", ""), ("n", "n", "gone")])
def test_a_column_that_is_not_there_is_told_with_those_that_are(x: str, y: str, colour: str) -> None:
    with pytest.raises(UnclearQuery, match=r"There are: a\.b\[0\], n, day"):
        built(TABLE, "bar", x, y, colour)


def test_too_many_rows_are_no_chart() -> None:
    with pytest.raises(UnclearQuery, match="20,001 rows are too many"):
        built(pd.DataFrame({"n": range(20_001)}), "point", "n", "n")


def test_a_vega_lite_text_draws_the_table_above_whatever_data_it_brings() -> None:
    chart = from_spec(
        json.dumps(BAR | {"data": {"values": [{"n": 99}]}, "$schema": "https://vega.github.io/x.json"}), TABLE
    )
    told = chart.to_dict()
    assert 99 not in [row["n"] for rows in told["datasets"].values() for row in rows]
    assert len(told["datasets"]) == 1


SECRET = "http://e.example/x"
LAYERS = {"layer": [BAR, BAR | {"data": {"url": SECRET}}]}


@pytest.mark.parametrize(
    "spec",
    [
        BAR | {"data": {"url": SECRET}},
        LAYERS,
        {"vconcat": [{"hconcat": [LAYERS]}]},
        BAR | {"transform": [{"lookup": "n", "from": {"data": {"url": SECRET}, "key": "n", "fields": ["x"]}}]},
        BAR | {"transform": [{"lookup": "n", "from": {"data": {"name": "other"}, "key": "n"}}]},
        {"mark": {"type": "image", "url": SECRET}, "encoding": {}},
        {"mark": "image", "encoding": {"url": {"value": SECRET}}},
        {"mark": {"type": "bar", "href": "javascript:alert(1)"}, "encoding": {}},
        {"mark": "bar", "encoding": {"href": {"value": SECRET}}},
        {"mark": "bar", "encoding": {"HREF": {"value": SECRET}}},
        BAR | {"config": {"style": {"x": {"href": SECRET}}}},
        BAR | {"datasets": {"x": []}},
        BAR | {"usermeta": {"embedOptions": {"loader": {"baseURL": SECRET}}}},
        BAR | {"params": [{"name": "p", "value": 1, "bind": {"element": "#root"}}]},
        BAR | {"title": {"text": {"expr": "warn('x')"}}},
        BAR | {"mark": {"type": "bar", "tooltip": {"signal": "{image: 'http://e.example'}"}}},
    ],
)
def test_a_vega_lite_text_that_reaches_for_more_is_refused(spec: dict[str, Any]) -> None:
    with pytest.raises(UnclearQuery, match="draws the table above and nothing else"):
        from_spec(json.dumps(spec), TABLE)


@pytest.mark.parametrize(
    "spec",
    ["", "{", "[]", "1" * 10_000, "[" * 100_000, '"bar"', "{}", '{"mark": "pie chart"}', '{"mark": 1}', '{"layer": 1}'],
)
def test_what_is_no_vega_lite_is_refused_in_one_sentence(spec: str) -> None:
    with pytest.raises(UnclearQuery) as refused:
        from_spec(spec, TABLE)
    assert "\n" not in str(refused.value)
