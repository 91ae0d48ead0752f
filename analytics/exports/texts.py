"""Text from files on its way into another file: what no document can hold is left out."""

from __future__ import annotations

import re

# XML 1.0 knows no control characters besides tab and line ends, and no half of a surrogate pair.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that XML cannot hold.

    >>> printable("late\\x00 again")
    'late again'
    """
    return _UNPRINTABLE.sub("", text)
