"""HTML made of elements: every text is escaped on the way in, so that nothing of it is active."""

from __future__ import annotations

import html

from analytics.exports.texts import printable


class Html(str):
    """Text that is HTML already: made by ``element``, or written in this package."""

    __slots__ = ()


def element(tag: str, *inside: str, **attributes: str) -> Html:
    """An element with what stands inside it; a text is escaped, Html is not. ``class_`` is the attribute class.

    >>> element("td", "<b> & co", class_="name")
    '<td class="name">&lt;b&gt; &amp; co</td>'
    >>> element("tr", element("td", "1"))
    '<tr><td>1</td></tr>'
    """
    told = "".join(f' {name.rstrip("_")}="{html.escape(printable(value))}"' for name, value in attributes.items())
    if tag in ("meta", "img"):
        return Html(f"<{tag}{told}>")
    return Html(f"<{tag}{told}>{joined(*inside)}</{tag}>")


def joined(*parts: str) -> Html:
    """The parts one after the other; texts among them are escaped."""
    return Html("".join(part if isinstance(part, Html) else html.escape(printable(part)) for part in parts))
