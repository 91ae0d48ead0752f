"""Scores that are written with what they are out of, or what they mean: ``8/10``, ``4 stars``, ``10 - Very likely``."""

from __future__ import annotations

import re

# In front a number; behind it the top of the scale, its unit, or a word about it.
TAIL = (
    r"\s*(?:(?:/|out of|of|von|sur|de|su|van)\s*(\d{1,3})|points?|punkte?|puntos?|stars?|sterne?|étoiles?|estrellas?|"
    r"stelle|sterren|[-–:(=]\s*[^\d\s].*)\s*$"
)
WRITTEN = rf"^\s*(-?\d{{1,3}}(?:[.,]\d+)?){TAIL}"
STARS = r"^[★⭐]+☆*$"
_WRITTEN = re.compile(WRITTEN, re.IGNORECASE)


def plain_score(text: str) -> str:
    """The number of a score as text; the text itself where it is written in no such way.

    >>> [plain_score(text) for text in ("8/10", "4 out of 5", "10 - Extremely likely", "★★★☆☆", "7", "3-5")]
    ['8', '4', '10', '3', '7', '3-5']
    """
    if re.match(STARS, text.strip()):
        return str(len(text.strip().rstrip("☆")))
    match = _WRITTEN.match(text)
    return match[1] if match else text


def top_told(text: str) -> str:
    """What the score is out of, where the cell says so.

    >>> top_told("8/10"), top_told("★★★☆☆"), top_told("8")
    ('10', '5', '')
    """
    if re.match(STARS, text.strip()):
        return str(len(text.strip())) if "☆" in text else ""
    match = _WRITTEN.match(text)
    return (match[2] or "") if match else ""
