"""Attributes of customers: the fields of the customers table and the columns kept in ``extra``."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd

from analytics.files.yes_no import NO, YES
from analytics.retention.outcome import Tables

FIELDS = ("status", "segment", "acquisition_source")
_DENIES = ("not ", "no ", "non", "un", "dis", "in", "neutral", "never", "lost", "left")
_BLANK = {"", "n/a", "na", "null", "none", "-"}


def attribute_frame(workspace: Tables) -> pd.DataFrame:
    """All attributes as text (index customer_id): segment, status, source, and every column of ``extra``.

    Blank cells are missing. A column of ``extra`` with the name of a field gives way to the field.
    """
    rows = workspace.table("known_customers")
    frame: pd.DataFrame = workspace.execute(rows.select("customer_id", *FIELDS, extra=rows.extra.cast("string")))
    frame = frame.drop_duplicates("customer_id").set_index("customer_id").sort_index()
    kept = [json.loads(text) if isinstance(text, str) else {} for text in frame.pop("extra")]
    names = dict.fromkeys(key for row in kept for key in row)
    extra = {key: [_text(row.get(key)) for row in kept] for key in names if key not in FIELDS}
    both = pd.concat([frame, pd.DataFrame(extra, index=frame.index, dtype=object)], axis=1)
    return both.dropna(axis=1, how="all")


def _text(value: Any) -> str | None:
    """A cell as text without padding; None where it says nothing."""
    if value is None or isinstance(value, (dict, list)):
        return None
    text = str(value).strip()
    return None if text.lower() in _BLANK else text


def read_yes_no(values: pd.Series) -> tuple[pd.Series | None, str]:
    """1.0/0.0 for a column with two values, and the text that counts as 1; (None, "") for any other.

    Without yes and no in any spelling, the value that does not deny the other counts as 1.

    >>> flags, yes = read_yes_no(pd.Series(["neutral or dissatisfied", "satisfied", None]))
    >>> flags.tolist(), yes
    ([0.0, 1.0, nan], 'satisfied')
    >>> read_yes_no(pd.Series(["a", "b", "c"]))
    (None, '')
    """
    known = values.dropna().astype(str)
    texts = sorted(set(known))
    lower = {text.lower() for text in texts}
    if len(lower) != 2:
        return None, ""
    yes = next((text for text in texts if text.lower() in YES), "")
    if not yes:
        plain = [text for text in texts if text.lower() not in NO and not text.lower().startswith(_DENIES)]
        yes = (plain or texts)[-1]
    flags = values.astype("object").map(lambda v: float(str(v).lower() == yes.lower()), na_action="ignore")
    return pd.to_numeric(flags), yes


def spoken(name: str) -> str:
    """The name of a column in words.

    >>> spoken("MonthlyCharges"), spoken("credit_score")
    ('Monthly Charges', 'credit score')
    """
    return re.sub(r"[_\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).strip()
