"""What looking at an analysis gives: a title, a tidy table, its chart, and how it was computed."""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass

import pandas as pd

from analytics.charts.style import Chart
from analytics.exports.pictures import drawing

_ROWS_SHOWN = 12


@dataclass(frozen=True)
class Answer:
    """``table`` is tidy: one row per observation, one column per thing known of it. ``drawn`` is its chart, if it has one;
    ``note`` says in words how it was computed.

    >>> Answer("Tickets", pd.DataFrame({"channel": ["mail"], "tickets": [3]})).table["tickets"].tolist()
    [3]
    """

    title: str
    table: pd.DataFrame
    drawn: Chart | None = None
    note: str = ""

    def chart(self) -> Chart | None:
        """The chart, an Altair object that can be changed and saved; None where a table says it all."""
        return self.drawn

    def _repr_html_(self) -> str:
        """How Jupyter shows it: title, chart and the first rows, in HTML in which nothing is active."""
        parts = [f"<h3>{html.escape(self.title)}</h3>"]
        if self.drawn is not None:
            picture = base64.b64encode(drawing(self.drawn).encode()).decode()
            parts.append(f'<img alt="{html.escape(self.title)}" src="data:image/svg+xml;base64,{picture}">')
        parts.append(self.table.head(_ROWS_SHOWN).to_html(index=False, escape=True, border=0))
        if len(self.table) > _ROWS_SHOWN:
            parts.append(f"<p>{_ROWS_SHOWN} of {len(self.table):,} rows; all are in <code>.table</code>.</p>")
        if self.note:
            parts.append(f"<p>{html.escape(self.note)}</p>")
        return "\n".join(parts)
