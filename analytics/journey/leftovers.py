"""What the rows that no rule placed have in common: what a rule for them could look at."""

from __future__ import annotations

import ibis
import pandas as pd

from analytics.kpis.definition import Data

_TELLING = {
    "surveys": ("touchpoint", "question", "channel"),
    "tickets": ("category", "channel", "status"),
    "sales": ("category", "channel", "product"),
    "usage": ("event",),
    "measures": ("measure", "touchpoint"),
}
_MOST = 5


def leftovers(workspace: Data, table: str, most: int = _MOST) -> pd.DataFrame:
    """The commonest values among the unplaced rows of a table, per field: field, value (None: empty), rows."""
    rows = workspace.table(table).filter(ibis._.phase.isnull())
    found = []
    for field in _TELLING[table]:
        counted = rows.group_by(value=rows[field].cast("string")).agg(rows=rows.count())
        top = workspace.execute(counted.order_by([ibis.desc("rows"), "value"]).limit(most))
        found.append(top.assign(field=field))
    told: pd.DataFrame = pd.concat(found, ignore_index=True)[["field", "value", "rows"]]
    return told.assign(value=told["value"].astype(object).where(told["value"].notna(), None))
