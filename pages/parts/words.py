"""Text that came from a file, on the screen: shown as it is, whatever it tries to be.

Streamlit reads Markdown in most labels, and in it emoji codes, colours, links and formulas. Names of pain
points, column names and comments are other people's text: they pass through here, or through ``st.text``
and ``st.dataframe``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

import streamlit as st

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_BREAK = "\u200b"  # a blank of no width: it keeps what stands around it from being read as one word
_LINKING = re.compile(r"([:@]|(?i:www)(?=\.))")
_MARK_STYLE = "background:rgba(63,127,174,.25);color:inherit;border-radius:3px;padding:0 2px"


def escaped(text: object) -> str:
    """The text for a Markdown label, in one line: no mark, link, emoji or formula comes of it.

    >>> escaped("<b>late</b> *again*")
    '\\\\<b\\\\>late\\\\<\\\\/b\\\\> \\\\*again\\\\*'
    """
    line = " ".join(str(text).split())
    return _MARKS.sub(r"\\\1", _LINKING.sub(rf"\1{_BREAK}", line))


def marked(text: object, telling: Iterable[str]) -> str:
    """The text as HTML in which nothing is active, with the telling words marked.

    A telling word is marked at the start of a word and to its end, so that a stem marks its forms.

    >>> marked("<i>Late</i> parcels", ["parcel"]).count("<mark")
    1
    >>> "<i>" in marked("<i>Late</i> parcels", ["parcel"])
    False
    """
    words = sorted({word.strip().lower() for word in telling if word.strip()}, key=len, reverse=True)
    text = str(text)
    if not words:
        return html.escape(text)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")\w*", re.IGNORECASE)
    made, done = [], 0
    for found in pattern.finditer(text):
        made.append(html.escape(text[done : found.start()]))
        made.append(f'<mark style="{_MARK_STYLE}">{html.escape(found.group())}</mark>')
        done = found.end()
    return "".join(made) + html.escape(text[done:])


def heading(text: object, size: str = "1.25rem") -> None:
    """A heading made of somebody else's text."""
    st.html(f'<h3 style="margin:0;font-size:{size};line-height:1.25">{html.escape(str(text))}</h3>')


def paragraph(text: object, telling: Iterable[str] = (), faint: bool = False) -> None:
    """A paragraph of somebody else's text, line breaks kept, telling words marked."""
    opacity = ";opacity:.75;font-size:.875rem" if faint else ""
    style = f"margin:0;white-space:pre-line;overflow-wrap:anywhere{opacity}"
    st.html(f'<p style="{style}">{marked(text, telling)}</p>')
