"""Outcomes read from a column of any table: the satisfaction of tickets, an answer, a column kept in ``extra``.

What happened in the outcome window counts, one value per customer: yes where more than half of theirs are
a yes, the average of a number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import ibis
import pandas as pd

from analytics.retention.attributes import read_yes_no
from analytics.retention.outcome import Outcome, Tables
from analytics.retention.span import Span

# The time of each table, by which a row belongs before or after the cutoff.
TIMES = {
    "tickets": "created_at",
    "surveys": "answered_at",
    "sales": "ordered_at",
    "subscriptions": "started_at",
    "usage": "occurred_at",
}
_KEPT_ASIDE = frozenset(
    {
        *("customer_id", "customer_id_loaded", "import_id", "row_number", "extra", "phase", "phase_rule", "nth"),
        *("ticket_id", "order_id", "response_id", "subscription_id", "email", "referred_by"),
        *("subject", "body", "comment", "tags", "question", "product"),
        *("scale_low", "scale_high", "satisfaction_scale"),
    }
)
_LOOKED_AT = 2_000
_MOSTLY, _FEWEST_NUMBERS = 0.95, 3


def table_outcome_names(workspace: Tables) -> tuple[str, ...]:
    """TABLE.COLUMN for every column of a dated table that holds a yes/no or a number, from its first rows."""
    return tuple(
        f"{table}.{column}"
        for table in TIMES
        if workspace.count(table) > 0
        for column, values in _beginning(workspace, table)
        if _readable(values)
    )


def table_outcome(workspace: Tables, name: str, span: Span) -> Outcome | None:
    """The yes/no or number that ``TABLE.COLUMN`` says of each customer in the window; None where it is neither.

    The column may be one of the table's own or one that was kept in ``extra``; case does not matter.
    """
    table, _, column = name.partition(".")
    table = table.lower()
    if table not in TIMES or not column or workspace.count(table) == 0:
        return None
    rows = workspace.table(table)
    at = rows[TIMES[table]]
    found = _column(rows, column, _extra_names(workspace, table))
    if found is None:
        return None
    spelled, cell = found
    kept = rows.filter((at > span.cutoff) & (at <= span.until) & rows.customer_id.notnull())
    frame: pd.DataFrame = workspace.execute(kept.select("customer_id", value=cell.cast("string")))
    return _per_customer(f"{table}.{spelled}", frame.dropna(), span)


def _per_customer(name: str, frame: pd.DataFrame, span: Span) -> Outcome | None:
    """One value per customer from all of theirs in the window."""
    flags, yes = read_yes_no(frame["value"])
    window = f"the {span.days} days after {span.cutoff:%-d %B %Y}"
    columns = frozenset({name.partition(".")[2]})
    if flags is not None:
        mean = flags.groupby(frame["customer_id"]).mean().sort_index()
        note = f'Customers with a row in {window}; counted as 1: more than half of them say "{yes}".'
        return Outcome(name, f'have {name} = "{yes}"', (mean > 0.5).astype(float), span.cutoff, columns, note=note)
    numbers = pd.to_numeric(frame["value"], errors="coerce")
    if not len(numbers) or numbers.notna().mean() < _MOSTLY or numbers.nunique() < _FEWEST_NUMBERS:
        return None
    mean = numbers.dropna().groupby(frame["customer_id"]).mean().sort_index()
    note = f"Customers with a row in {window}; the average of their {name}."
    return Outcome(name, f"a higher {name}", mean, span.cutoff, columns, yes_no=False, note=note)


def _column(rows: ibis.Table, column: str, extra: list[str]) -> tuple[str, ibis.Value] | None:
    """The spelling of a column and its cells, of the table itself or of its ``extra``."""
    own = {name.lower(): name for name in rows.columns}
    if column.lower() in own and own[column.lower()] not in _KEPT_ASIDE:
        return own[column.lower()], rows[own[column.lower()]]
    kept = {name.lower(): name for name in extra}
    if column.lower() in kept:
        return kept[column.lower()], rows.extra[kept[column.lower()]].unwrap_as("string")
    return None


def _extra_names(workspace: Tables, table: str) -> list[str]:
    """The columns that the first rows of a table kept aside."""
    return list(_opened(_first_rows(workspace, table)).columns)


def _beginning(workspace: Tables, table: str) -> Iterator[tuple[str, pd.Series]]:
    """Every column that may be an outcome, with its first known values as text."""
    rows = _first_rows(workspace, table)
    own = rows.drop(columns="extra")
    for frame in (own, _opened(rows)):
        for name in frame.columns:
            if name not in _KEPT_ASIDE and not name.endswith("_at"):
                yield str(name), frame[name].dropna().astype(str)


def _first_rows(workspace: Tables, table: str) -> pd.DataFrame:
    rows = workspace.table(table).mutate(extra=lambda t: t.extra.cast("string"))
    found: pd.DataFrame = workspace.execute(rows.limit(_LOOKED_AT))
    return found


def _opened(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns in ``extra``, one frame column each."""
    return pd.DataFrame([json.loads(text) for text in rows["extra"].dropna()])


def _readable(values: pd.Series) -> bool:
    """Whether texts are a yes/no or numbers of at least three sizes."""
    if read_yes_no(values)[0] is not None:
        return True
    numbers = pd.to_numeric(values, errors="coerce")
    return bool(len(values) and numbers.notna().mean() >= _MOSTLY and numbers.nunique() >= _FEWEST_NUMBERS)
