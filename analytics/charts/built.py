"""Charts that people build themselves over a table: the common ones by choice, any other from a Vega-Lite text."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd
from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]
from pandas.api import types

from analytics.charts import style
from analytics.errors import UnclearQuery

_HEIGHT = 300
_MOST_POINTS = 20_000
# What in a Vega-Lite text could reach beyond the table: other data, addresses, pictures from elsewhere.
_BEYOND = {"url", "href", "datasets", "image", "usermeta", "loader", "lookup", "signal", "expr", "element"}


def built(table: pd.DataFrame, mark: str, x: str, y: str, colour: str = "", aggregate: str = "") -> style.Chart:
    """A bar, line, area, point or heat chart of columns of ``table``; ``aggregate`` sums up what falls on one place.

    A count needs no ``y``. UnclearQuery for a column that there is not, or too many rows to draw.

    >>> built(pd.DataFrame({"channel": ["mail"], "n": [3]}), "bar", "channel", "n").to_dict()["mark"]["type"]
    'bar'
    """
    wanted = [name for name in (x, y, colour) if name]
    missing = [name for name in wanted if name not in table.columns]
    if missing or not x or not (y or aggregate == "count"):
        there = ", ".join(map(str, table.columns))
        raise UnclearQuery(f"Choose columns of the table for the chart. There are: {there}.")
    rows = _drawable(table[list(dict.fromkeys(wanted))])
    height = alt.Y(**_channel(rows, y)) if not aggregate else _aggregated(rows, y, aggregate)
    encoding: dict[str, Any] = {"x": alt.X(**_channel(rows, x)), "y": height}
    if mark == "heatmap":
        encoding = {"x": alt.X(**_channel(rows, x)), "y": alt.Y(**_channel(rows, y or x))}
        measure = colour or y
        encoding["color"] = (
            alt.Color(**_channel(rows, measure)) if not aggregate else _aggregated(rows, measure, aggregate, alt.Color)
        )
    elif colour:
        scale: dict[str, Any] = (
            {"scale": alt.Scale(range=list(style.CATEGORIES))} if _sort(rows[colour]) == "nominal" else {}
        )
        encoding["color"] = alt.Color(**_channel(rows, colour), **scale)
    drawn = {"bar": "bar", "line": "line", "area": "area", "point": "circle", "heatmap": "rect"}[mark]
    options: dict[str, Any] = {"type": drawn, "tooltip": True}
    if not colour and mark != "heatmap":
        options["color"] = style.BLUE
    chart = alt.Chart(rows, mark=alt.MarkDef(**options)).encode(**encoding)
    told = f"{aggregate} of {y}" if aggregate and y else y or "rows"
    return style.titled(chart, f"{told} by {x}" + (f" and {colour}" if colour else ""), f"{len(rows):,} rows.", _HEIGHT)


def from_spec(spec: str, table: pd.DataFrame) -> style.Chart:
    """The chart that a Vega-Lite text describes, over ``table`` whatever data it names.

    UnclearQuery for what is no Vega-Lite, or reaches for anything but the table.
    """
    try:
        told = json.loads(spec)
    except (ValueError, RecursionError) as error:
        raise UnclearQuery("The Vega-Lite text is no JSON. Check its brackets, commas and quotes.") from error
    if not isinstance(told, dict):
        raise UnclearQuery('The Vega-Lite text has to be an object: {"mark": ..., "encoding": ...}.')
    reached = sorted(_keys(told) & _BEYOND)
    if reached:
        raise UnclearQuery(f"A chart here draws the table above and nothing else; take out: {', '.join(reached)}.")
    told = {name: value for name, value in told.items() if name not in ("data", "$schema")}
    try:
        chart: style.Chart = alt.Chart.from_dict(told | {"data": {"name": "table"}})
        chart.data = _drawable(table)
        chart.to_dict()
    except (ValidationError, ValueError, TypeError) as error:
        raise UnclearQuery(f"The Vega-Lite text is not valid: {str(error).strip().splitlines()[0][:200]}") from error
    return chart


def _drawable(table: pd.DataFrame) -> pd.DataFrame:
    if len(table) > _MOST_POINTS:
        raise UnclearQuery(
            f"{len(table):,} rows are too many for a chart that anyone can read. Sum them up in the query first."
        )
    return table


def _aggregated(rows: pd.DataFrame, column: str, aggregate: str, channel: Any = alt.Y) -> Any:
    if aggregate == "count":
        return channel(aggregate="count", type="quantitative", title="rows")
    return channel(field=_escaped(column), aggregate=aggregate, type="quantitative", title=f"{aggregate} of {column}")


def _channel(rows: pd.DataFrame, column: str) -> dict[str, Any]:
    return {"field": _escaped(column), "type": _sort(rows[column]), "title": column}


def _sort(values: pd.Series) -> str:
    if types.is_datetime64_any_dtype(values):
        return "temporal"
    if types.is_bool_dtype(values) or not types.is_numeric_dtype(values):
        return "nominal"
    return "quantitative"


def _escaped(column: str) -> str:
    """A column's name as Vega-Lite takes it: dots and brackets would mean something inside it."""
    return column.translate({ord(char): f"\\{char}" for char in ".[]"})


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {str(key).lower() for key in value} | {key for each in value.values() for key in _keys(each)}
    return {key for each in value for key in _keys(each)} if isinstance(value, list) else set()
