"""An outcome as a value, and what reading one asks of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import ibis
import pandas as pd


class Tables(Protocol):
    """What an analysis asks of a workspace."""

    def table(self, name: str) -> ibis.Table:
        """The table called ``name``."""

    def execute(self, expression: Any) -> Any:
        """What an Ibis expression gives."""

    def count(self, name: str) -> int:
        """Rows of the table called ``name``."""

    def data_until(self) -> datetime | None:
        """The latest time at which anything happened."""


@dataclass(frozen=True)
class Outcome:
    """One outcome: ``values`` per customer (index customer_id; 1.0 yes, 0.0 no, or a number).

    ``label`` completes "customers who ..."; ``cutoff`` is None for a snapshot; ``columns`` names what
    the outcome was read from, which must not explain it; ``note`` says how it was counted.
    """

    name: str
    label: str
    values: pd.Series
    cutoff: datetime | None
    columns: frozenset[str] = frozenset()
    yes_no: bool = True
    note: str = ""
