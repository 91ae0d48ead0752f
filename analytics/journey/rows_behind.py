"""The rows that stand behind a phase or one of its touchpoints, page by page."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import pandas as pd
from ibis import ir

from analytics.kpis.definition import Data
from analytics.kpis.seen import EVERYTHING, Seen

# What a person reads of a row, its time first: the newest rows come first.
SHOWN: dict[str, tuple[str, ...]] = {
    "surveys": ("answered_at", "customer_id", "touchpoint", "question", "metric", "score", "comment"),
    "tickets": ("created_at", "customer_id", "category", "channel", "status", "priority", "subject", "satisfaction"),
    "sales": ("ordered_at", "customer_id", "amount", "currency", "product", "category", "channel"),
    "usage": ("occurred_at", "customer_id", "event", "quantity"),
    "measures": ("period", "measure", "value", "touchpoint"),
}
_TOUCHPOINT = {"surveys": "touchpoint", "tickets": "category"}


@dataclass(frozen=True)
class RowsBehind:
    """Rows of ``table`` in ``phase`` (an id), of the touchpoints that the data calls ``said`` (empty: any), as ``seen``."""

    table: str
    phase: str
    said: tuple[str, ...] = ()
    seen: Seen = EVERYTHING

    def count(self, workspace: Data) -> int:
        """How many there are."""
        return int(workspace.execute(self._rows(workspace).count()))

    def page(self, workspace: Data, first: int = 0, most: int = 50) -> pd.DataFrame:
        """Some of them from position ``first``, newest first, with the rule that placed each as ``placed_by``."""
        rows, shown = self._rows(workspace), SHOWN[self.table]
        told = rows.select(*shown, "import_id", "row_number", placed_by=rows.phase_rule)
        keys = [ibis.desc(shown[0], nulls_first=False), "import_id", "row_number"]
        page: pd.DataFrame = workspace.execute(told.order_by(keys).limit(most, offset=first))
        return page.drop(columns=["import_id", "row_number"])

    def _rows(self, workspace: Data) -> ir.Table:
        rows = self.seen.of(workspace).table(self.table)
        rows = rows.filter(rows.phase == self.phase)
        if not self.said:
            return rows
        return (
            rows.filter(rows[_TOUCHPOINT[self.table]].isin(self.said)) if self.table in _TOUCHPOINT else rows.limit(0)
        )
