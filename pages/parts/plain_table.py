"""A table to be read from across a room: plain, in the page's own type, wrapped rather than cut off."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

import streamlit as st

_TABLE = "width:100%;border-collapse:collapse;font-size:1.02rem;line-height:1.4;margin:0"
_CELL = "padding:.42rem .6rem;border:0;border-bottom:1px solid rgba(127,138,147,.35);vertical-align:top"
_HEAD = "font-size:.82rem;font-weight:600;opacity:.75;white-space:nowrap"
_NUMBER = "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums"


def plain_table(columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[str] = ()) -> None:
    """Draw ``rows`` of text under ``columns``; those named in ``numbers`` stand right, digit under digit."""
    st.html(table_html(columns, rows, numbers))


def table_html(columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[str] = ()) -> str:
    """The table as HTML in which nothing is active; a line break in a cell stays one, a number keeps its per cent sign.

    >>> "<b>" in table_html(["Note"], [["<b>late</b>"]])
    False
    """
    right = set(numbers)
    styles = [f"{_CELL};{_NUMBER}" if column in right else _CELL for column in columns]
    head = "".join(
        _cell("th", column, f"{style};{_HEAD}", column in right) for column, style in zip(columns, styles, strict=True)
    )
    body = "".join(
        f"<tr>{''.join(_cell('td', cell, style, False) for cell, style in zip(row, styles, strict=True))}</tr>"
        for row in rows
    )
    table = f'<table style="{_TABLE}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div style="overflow-x:auto">{table}</div>'


def _cell(tag: str, text: str, style: str, right: bool) -> str:
    side = "" if tag == "td" else f";text-align:{'right' if right else 'left'}"
    written = html.escape(str(text)).replace(" %", "\u00a0%").replace("\n", "<br>")
    return f'<{tag} style="{style}{side};overflow-wrap:break-word">{written}</{tag}>'
