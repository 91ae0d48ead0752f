"""Why a customer is likely to leave: what sets them apart from the others, in the model's own reckoning."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.drivers.columns import Column
from analytics.drivers.leaving_model import Chances, LeavingModel
from analytics.drivers.recognisable import Numbers

MOST_REASONS = 3
_LEAST = 0.1  # log-odds: less than this moves a chance of one half by some two points


def reasons(model: LeavingModel, chances: Chances, frame: pd.DataFrame) -> list[str]:
    """For each row of ``frame`` up to three things that make leaving likelier than for the average customer.

    Each term of the model adds to the score what the customer's value adds over the average of all; the terms
    that take most off are told with the value. These go with leaving; nobody knows whether they are its cause.
    """
    terms = [term for term in model.design.terms if term.column.name in frame]
    parts = np.column_stack(
        [
            (chances.matrix[:, term.columns] - model.average[term.columns]) @ model.fit.beta[term.columns] * model.slope
            for term in terms
        ]
    )
    order = np.argsort(parts, axis=1, kind="stable")[:, :MOST_REASONS]
    told = [_told(term.column, frame[term.column.name]) for term in terms]
    return [
        "; ".join(told[place][row] for place in places if parts[row, place] <= -_LEAST)
        for row, places in enumerate(order)
    ]


def _told(column: Column, values: pd.Series) -> list[str]:
    """What each customer's value is, in words."""
    if column.sort == "category":
        return [f"{column.label}: {value if isinstance(value, str) else 'not known'}" for value in values]
    numbers = values.to_numpy(dtype=float)
    if column.sort == "flag":
        words = {0.0: f"not: {column.label}", 1.0: column.label}
        return [words.get(number, f"{column.label}: not known") for number in numbers]
    return _measured(column.label, numbers)


def _measured(label: str, numbers: Numbers) -> list[str]:
    """A number beside what is usual.

    >>> _measured("tickets", np.array([4.0, 1.0, np.nan]))
    ['tickets: 4 (usually 2.5)', 'tickets: 1 (usually 2.5)', 'tickets: none known']
    """
    usual = f"(usually {_short(float(np.nanmedian(numbers)))})" if np.isfinite(numbers).any() else ""
    return [
        f"{label}: none known" if np.isnan(number) else f"{label}: {_short(float(number))} {usual}"
        for number in numbers
    ]


def _short(number: float) -> str:
    """Three digits that count, large numbers whole.

    >>> _short(1372.4), _short(0.12345), _short(55.0)
    ('1,372', '0.123', '55')
    """
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
