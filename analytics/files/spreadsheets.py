"""Text from files on its way back into a spreadsheet: it must not become a formula there."""

from __future__ import annotations

import re

import pandas as pd

# What a spreadsheet takes for the beginning of a formula; a plain number may begin with a sign.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_NUMBER = re.compile(r"^\s*[+-]?[\d.,\s]+%?$")


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before every text that a spreadsheet would calculate.

    Reading such a file again takes the apostrophe of ids away; in other text it stays visible.

    >>> harmless(pd.DataFrame({"a": ["=1+1", "-12,50", "@home", "plain", None]}))["a"].tolist()
    ["'=1+1", '-12,50', "'@home", 'plain', None]
    """
    return frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and _is_formula(cell) else cell)


def _is_formula(cell: str) -> bool:
    return bool(_FORMULA.match(cell)) and not _NUMBER.match(cell)
