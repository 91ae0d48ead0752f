"""Figures in a row: what it is, how much, and how sure; wraps on a narrow screen, nothing is cut off."""

from __future__ import annotations

import html
from dataclasses import dataclass

import streamlit as st

from analytics.charts import style

_ROW = "display:flex;flex-wrap:wrap;gap:.75rem 1.75rem;align-items:flex-start"
_SMALL = "font-size:.8rem;opacity:.75;line-height:1.3"
_LARGE = "font-size:1.35rem;font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums"


@dataclass(frozen=True)
class Figure:
    """A ``label``, its ``value``, a ``note`` below (interval, n), and a ``title`` that explains on hover."""

    label: str
    value: str
    note: str = ""
    title: str = ""

    @property
    def as_html(self) -> str:
        """The figure as HTML in which nothing is active.

        >>> "<b>" in Figure("<b>", "1").as_html
        False
        """
        label, value, note, title = map(html.escape, (self.label, self.value, self.note, self.title))
        return (
            f'<div title="{title}"><div style="{_SMALL}">{label}</div>'
            f'<div style="{_LARGE}">{value}</div><div style="{_SMALL}">{note}</div></div>'
        )


def figures(row: list[Figure]) -> None:
    """Draw the figures side by side."""
    st.html(f'<div style="{_ROW}">{"".join(figure.as_html for figure in row)}</div>')


def share_figure(label: str, share: float, low: float, high: float, n: float, title: str = "") -> Figure:
    """A share of 0..1 with its 95 % interval and how many it rests on.

    >>> share_figure("Stay", 0.5, 0.4, 0.6, 96).note
    '95 %: 40.0 % to 60.0 % · n 96'
    """
    return Figure(label, style.percent(share, 1), f"95 %: {percents(low, high)} · n {style.count(n)}", title)


def percents(low: float, high: float) -> str:
    """A 95 % interval of a share in words."""
    return style.interval(low, high, lambda share: style.percent(share, 1))
