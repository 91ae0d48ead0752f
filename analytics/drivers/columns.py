"""What a driver analysis knows about each column of its customer table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["driver", "context"]
Sort = Literal["number", "flag", "category"]


@dataclass(frozen=True)
class Column:
    """One column of the customer table: its name, plain words for it, its role and its sort.

    ``driver`` columns are ranked and get an effect; ``context`` columns (segment, plan, tenure,
    country) are only adjusted for. ``structural`` says that a missing value has a meaning of its own
    (no response time because there was no ticket), so it is never guessed. ``unit`` picks the numbers
    at which the curve may bend: ``hours``, ``days`` or empty for any other quantity.

    >>> Column("tenure_days", "days as a customer", "context", "number", unit="days").role
    'context'
    """

    name: str
    label: str
    role: Role = "driver"
    sort: Sort = "number"
    unit: str = ""
    structural: bool = False


@dataclass(frozen=True)
class Contrast:
    """The question "what if everyone moved from one value of a driver to another?".

    >>> Contrast("first_response_hours", 24, 4)
    Contrast(name='first_response_hours', from_value=24, to_value=4)
    """

    name: str
    from_value: float | str
    to_value: float | str
