"""Outcomes read from a column of the customers: a yes/no, a number, or a status."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd

from analytics.errors import NotEnoughData
from analytics.retention.attributes import attribute_frame, read_yes_no
from analytics.retention.outcome import Outcome, Tables

_MOSTLY = 0.95
_FEWEST_NUMBERS = 3
_ACTIVE_WORDS = {
    "active",
    "aktiv",
    "current",
    "open",
    "live",
    "subscribed",
    "customer",
    "stayed",
    "joined",
    "enabled",
}


def active_statuses(status: pd.Series) -> tuple[set[str], set[str]]:
    """The statuses (lower case) that count as active, and the others."""
    words = set(status.dropna().str.strip().str.lower())
    active = words & _ACTIVE_WORDS
    if not active or active == words:
        raise NotEnoughData(
            f"The customers' status ({', '.join(sorted(words)[:6])}) does not say who is still active. "
            "Choose a yes/no column as the outcome instead."
        )
    return active, words - active


def column_outcome(workspace: Tables, name: str) -> Outcome | None:
    """The yes/no or numeric column ``customers.COLUMN`` as it stood when the file was written.

    None where there is no such column (compared without regard to case), or where it is neither.
    """
    table, _, column = name.partition(".")
    if table.lower() != "customers" or workspace.count("customers") == 0:
        return None
    frame = attribute_frame(workspace)
    there = {known.lower(): known for known in frame.columns}
    if column.lower() in there:
        return _as_outcome(there[column.lower()], frame[there[column.lower()]].dropna())
    field, yes = _filled_by(workspace, column)
    return _renamed(column, field, frame[field].dropna(), yes) if field in frame.columns else None


def _filled_by(workspace: Tables, column: str) -> tuple[str, str]:
    """The field of the customers that a column of a loaded file fills, and what its "yes" became there."""
    rows = workspace.table("imports")
    loaded = rows.filter((rows.table_name == "customers") & rows.undone_at.isnull()).order_by(rows.number.desc())
    for text in workspace.execute(loaded.select(mapping=loaded.mapping.cast("string")))["mapping"]:
        for use in json.loads(text)["uses"]:
            if use["column"].lower() == column.lower():
                return use["field"], dict(use["values"]).get("yes", "")
    return "", ""


def _renamed(column: str, field: str, values: pd.Series, yes: str) -> Outcome | None:
    """The outcome under the name that the column has in its file."""
    found = _as_outcome(field, values)
    if found is None:
        return None
    if yes and found.yes_no:
        flags = (values.str.lower() == yes.lower()).astype(float)
        note = f'Counted as 1: {column} is yes (loaded as {field} "{yes}").'
        found = replace(found, values=flags, label=f"have {column}", note=note)
    return replace(found, name=f"customers.{column}")


def outcome_columns(workspace: Tables) -> tuple[str, ...]:
    """The columns of the customers that are yes/no or a number, and so can be an outcome."""
    if workspace.count("customers") == 0:
        return ()
    frame = attribute_frame(workspace)
    return tuple(name for name in frame.columns if _as_outcome(name, frame[name].dropna()) is not None)


def _as_outcome(column: str, values: pd.Series) -> Outcome | None:
    """The outcome that a column's texts (missing ones left out) hold, or None."""
    flags, yes = read_yes_no(values)
    if flags is not None:
        label, note = f'have {column} = "{yes}"', f'Counted as 1: {column} is "{yes}".'
        return Outcome(f"customers.{column}", label, flags, None, frozenset({column}), note=note)
    numbers = pd.to_numeric(values, errors="coerce")
    if numbers.notna().mean() < _MOSTLY or numbers.nunique() < _FEWEST_NUMBERS:
        return None
    label = f"a higher {column}"
    return Outcome(f"customers.{column}", label, numbers.dropna(), None, frozenset({column}), yes_no=False)
