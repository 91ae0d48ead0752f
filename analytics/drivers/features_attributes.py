"""Attributes of customers as columns of the analysis: which are context, which drivers, which neither."""

from __future__ import annotations

import re
from datetime import datetime

import pandas as pd

from analytics.drivers.columns import Column, Role
from analytics.retention.attributes import attribute_frame, read_yes_no, spoken
from analytics.retention.outcome import Outcome, Tables

MOST_LEVELS = 12
FEWEST_IN_LEVEL = 20
OTHER = "other"
PERSONAL = "an identifier, a name or free text"
_CONTEXT = re.compile(
    r"\b(segment|plan|tier|country|region|state|city|size|seats|employees|industry|sector|tenure|age|gender|sex"
    r"|senior|partner|dependents|income|source|channel|language|currency|type of travel|customer type)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(id|uuid|name|e-?mail|phone|mobile|address|street|zip|postcode|url|notes?|comment|description|birth)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\b(total|lifetime|cumulative|number of|count of)\b.*"
    r"\b(orders?|spen[dt]|revenue|purchases|charges|value|tickets|payments|sales)\b"
    r"|\b(last|latest|most recent)\b.*"
    r"\b(orders?|purchase|payment|seen|login|activity|interaction|visit)\b"
    r"|\b(orders?|tickets|purchases) count\b",
    re.IGNORECASE,
)


def attributes(
    workspace: Tables, outcome: Outcome, until: datetime
) -> tuple[pd.DataFrame, list[Column], list[tuple[str, str]]]:
    """Usable attributes (index customer_id) with their columns, and why the others cannot serve.

    What the outcome was read from is never used. For a dated outcome ``status`` is left out too: it is
    today's, not that of the cutoff.
    """
    frame = pd.DataFrame(index=outcome.values.index)
    columns: list[Column] = []
    left_out: list[tuple[str, str]] = []
    texts = attribute_frame(workspace) if workspace.count("customers") else pd.DataFrame()
    for name in texts.columns:
        if name in outcome.columns:
            continue
        if name == "status":
            left_out.append((name, "today's status is a consequence of staying, not a reason"))
            continue
        if outcome.cutoff is not None and _RUNNING.search(spoken(name)):
            left_out.append((name, "counted up to today, so it holds what happened after the cutoff"))
            continue
        values, column, reason = read_attribute(name, texts[name].reindex(frame.index))
        if column is None:
            left_out.append((name, reason))
        else:
            frame[column.name] = values
            columns.append(column)
    tenure = _tenure(workspace, frame.index, until)
    if tenure.notna().any():
        frame["tenure_days"] = tenure
        columns.append(Column("tenure_days", "days as a customer", "context", unit="days"))
    return frame, columns, left_out


def read_attribute(name: str, values: pd.Series) -> tuple[pd.Series, Column | None, str]:
    """An attribute as numbers, flag or category with its column; or no column, and the reason.

    >>> read_attribute("Seats", pd.Series(["5", "10", "20"] * 10))[1].role
    'context'
    >>> read_attribute("account_name", pd.Series([f"Company {n}" for n in range(99)]))[2]
    'an identifier, a name or free text'
    """
    label = spoken(name)
    role: Role = "context" if _CONTEXT.search(label) else "driver"
    if _PERSONAL.search(label) and values.nunique() > MOST_LEVELS:
        return values, None, PERSONAL
    flags, yes = read_yes_no(values)
    if flags is not None:
        spelled = label if yes.lower() in ("yes", "true", "1", "1.0", "y", "t") else f"{label} is {yes}"
        return flags, Column(name, spelled, role, "flag"), ""
    known = values.dropna()
    numbers = pd.to_numeric(known, errors="coerce")
    if len(known) and numbers.notna().mean() >= 0.95:
        unit = "days" if label.lower().endswith("days") else "hours" if label.lower().endswith("hours") else ""
        return pd.to_numeric(values, errors="coerce"), Column(name, label, role, "number", unit), ""
    return _read_category(name, label, role, values)


def _read_category(name: str, label: str, role: Role, values: pd.Series) -> tuple[pd.Series, Column | None, str]:
    """A text column as a category of at most twelve levels, small ones taken together as "other"."""
    counts = values.value_counts()
    if len(counts) > MOST_LEVELS and (counts.iloc[0] < FEWEST_IN_LEVEL or len(counts) > 0.2 * len(values)):
        dated = pd.to_datetime(values.dropna().head(50), errors="coerce", format="mixed").notna().mean() > 0.9
        return values, None, "a date" if dated else PERSONAL
    kept = [level for level in counts.index[:MOST_LEVELS] if counts[level] >= FEWEST_IN_LEVEL]
    if len(kept) < 2:
        return values, None, f"no two values with at least {FEWEST_IN_LEVEL} customers each"
    grouped = values.where(values.isna() | values.isin(kept), OTHER)
    return grouped, Column(name, label, role, "category"), ""


def _tenure(workspace: Tables, index: pd.Index, until: datetime) -> pd.Series:
    """Days from a customer's beginning to the cutoff; missing for a beginning after it."""
    rows = workspace.table("profiles")
    joined = workspace.execute(rows.select("customer_id", "joined_at")).set_index("customer_id")["joined_at"]
    days = (pd.Timestamp(until) - pd.to_datetime(joined)).dt.days.astype(float)
    known: pd.Series = days.where(days >= 0).reindex(index)
    return known
