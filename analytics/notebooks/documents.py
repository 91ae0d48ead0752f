"""A notebook as one HTML file with living charts, or as Markdown: what each cell gave, to be read without the program."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
import vl_convert
from markdown_it import MarkdownIt

from analytics.exports.pictures import VEGA_LITE, drawing_of
from analytics.notebooks.notebook import Cell, Notebook, Text, without_pictures
from analytics.notebooks.running import Run

_MOST_ROWS = 200
_ENDING = re.compile(r"</(script)", re.IGNORECASE)
_STYLE = """
body{max-width:62rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#1f2a33;background:#fff}
table{border-collapse:collapse;font-size:.85rem;display:block;overflow-x:auto;margin:.5rem 0}
th,td{border-bottom:1px solid #d5dade;padding:.25rem .6rem;text-align:left;white-space:nowrap}
section{margin:2rem 0;break-inside:avoid}h2{font-size:1.15rem;margin:.2rem 0}.note,.foot{color:#5b6770;font-size:.85rem}
.chart{width:100%}summary{cursor:pointer;color:#5b6770;font-size:.85rem}
"""
# Nothing is fetched: the page may run what stands in it, and reach no address at all.
_POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"


def as_html(notebook: Notebook, runs: Mapping[str, Run], provenance: str) -> str:
    """One HTML file: words, charts that answer the mouse, and tables. It needs no server and reaches no address."""
    parts = [_html_cell(cell, runs) for cell in notebook.cells]
    has_charts = any(run.chart is not None for run in runs.values())
    script = f"<script>{_drawing()}</script>" if has_charts else ""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{_POLICY}"><meta name="viewport" content="width=device-width"><title>{html.escape(notebook.title)}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}"
        f'<p class="foot">{html.escape(provenance)}</p>{script}</body></html>\n'
    )


def as_markdown(notebook: Notebook, runs: Mapping[str, Run], provenance: str) -> str:
    """The notebook in Markdown: charts as SVG images within the text, tables as pipes."""
    return "\n\n".join([*(_markdown_cell(cell, runs) for cell in notebook.cells), f"*{provenance}*"]) + "\n"


_DRAW = """
for (const place of document.querySelectorAll(".chart")) {
  const spec = JSON.parse(place.nextElementSibling.textContent);
  vegaEmbed(place, {width: "container", ...spec}, {actions: false, renderer: "svg"});
}
"""


@lru_cache(maxsize=1)
def _drawing() -> str:
    """The program that draws the charts, with all that it needs; bundling it takes seconds."""
    return _program(vl_convert.javascript_bundle(_DRAW, vl_version=VEGA_LITE))


def _html_cell(cell: Cell, runs: Mapping[str, Run]) -> str:
    if isinstance(cell, Text):
        return f"<section>{_MARKDOWN.render(cell.text)}</section>"
    run = runs.get(cell.id)
    if run is None:
        return _section(cell.name, "<p>Not run yet.</p>")
    if run.refusal:
        return _section(cell.name, f"<p>{html.escape(run.refusal)}</p>")
    assert run.table is not None
    table = _html_table(run.table, run.rows)
    chart = ""
    if run.chart is not None:
        chart = f'<div class="chart"></div><script type="application/json">{_data(run.chart)}</script>'
        table = f"<details><summary>Table ({run.rows:,} rows)</summary>{table}</details>"
    note = f'<p class="note">{html.escape(run.note)}</p>' if run.note else ""
    return _section(run.title or cell.name, chart + note + table)


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{html.escape(title)}</h2>{inside}</section>"


def _html_table(table: pd.DataFrame, rows: int) -> str:
    shown: str = table.head(_MOST_ROWS).to_html(index=False, escape=True, border=0, na_rep="–")
    return shown + (f'<p class="note">The first {_MOST_ROWS} of {rows:,} rows.</p>' if rows > _MOST_ROWS else "")


def _program(text: str) -> str:
    """A program within a script element: nothing in it may end the element."""
    return _ENDING.sub(r"<\\/\1", text).replace("<!--", "<\\!--")


def _data(value: Any) -> str:
    """JSON within a script element: nothing in it may end the element, or begin another."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _markdown_cell(cell: Cell, runs: Mapping[str, Run]) -> str:
    if isinstance(cell, Text):
        return without_pictures(cell.text)
    run = runs.get(cell.id)
    if run is None or run.refusal or run.table is None:
        return f"## {cell.name}\n\n{run.refusal if run else 'Not run yet.'}"
    parts = [f"## {run.title or cell.name}"]
    if run.chart is not None:
        svg = base64.b64encode(drawing_of(run.chart).encode()).decode()
        parts.append(f"![{_plain(run.title or cell.name)}](data:image/svg+xml;base64,{svg})")
    parts.append(_pipes(run.table.head(_MOST_ROWS)))
    if run.rows > _MOST_ROWS:
        parts.append(f"The first {_MOST_ROWS} of {run.rows:,} rows.")
    if run.note:
        parts.append(_plain(run.note))
    return "\n\n".join(parts)


def _pipes(table: pd.DataFrame) -> str:
    rows: list[list[Any]] = [
        list(table.columns),
        ["---"] * len(table.columns),
        *table.astype(object).to_numpy().tolist(),
    ]
    rows[2:] = [["–" if cell is None or cell != cell else cell for cell in row] for row in rows[2:]]
    return "\n".join(
        "| " + " | ".join(_plain(cell) if place != 1 else cell for cell in row) + " |" for place, row in enumerate(rows)
    )


def _plain(value: Any) -> str:
    """A value in Markdown in which nothing is active, on one line."""
    text = " ".join(str(value).split())
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!" else char for char in text)


# Raw HTML in somebody's words stays text, and pictures, which would be fetched, are not drawn.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
