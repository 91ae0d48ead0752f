"""What a table must say and no name tells: the person chooses the column, from those whose values fit, or says that none does."""

from __future__ import annotations

import streamlit as st

from analytics.files.candidates import columns_that_fit
from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable
from analytics.files.uses import missing_fields
from analytics.workspace import Workspace

_ASKED = {
    "customer_id": "Who is the customer?",
    "ordered_at": "When was it ordered?",
    "amount": "What was paid?",
    "created_at": "When was it opened?",
    "answered_at": "When was it answered?",
    "score": "Which answer is a score?",
    "started_at": "When did it begin?",
    "occurred_at": "When did it happen?",
    "event": "What was done?",
    "measure": "What is measured?",
    "period": "Which month or day?",
    "value": "Which figure?",
}

_NONE_DOES = {"customer_id": "No column: these orders name no customer"}


def with_open_fields(workspace: Workspace, table: SourceTable, mapping: Mapping, key: str) -> Mapping:
    """Ask for the required fields that nothing fills; the mapping with those that were chosen."""
    missing = missing_fields(mapping)
    if not missing:
        return mapping
    or_none = ", say that there is none" if any(KINDS[mapping.kind].field(field).asked for field in missing) else ""
    st.info(
        f"A table of {mapping.kind} has to say {' and '.join(f'**{field}**' for field in missing)}, and no column is "
        f"called so. Choose the column{or_none}, or take the table for *other*: then it is kept as it came.",
        icon=":material/help:",
    )
    chosen = {}
    for field, place in zip(missing, st.columns(max(2, len(missing))), strict=False):
        with place:
            column = _choice(table, mapping, field, key)
            if column is not None:
                chosen[field] = column
    return workspace.propose(table, mapping.kind, chosen, complete=False) if chosen else mapping


def tell_what_is_open(mapping: Mapping, asked: Mapping) -> None:
    """Say which required fields the person emptied since they were ``asked`` about."""
    emptied = [field for field in missing_fields(mapping) if field not in missing_fields(asked)]
    if emptied:
        named = " and ".join(f"**{field}**" for field in emptied)
        st.warning(
            f"Nothing fills {named} now: choose a column for it, and the table can be loaded.", icon=":material/help:"
        )


def _choice(table: SourceTable, mapping: Mapping, field: str, key: str) -> str | None:
    """The column that the person chose, "" where none is; where only one can be meant, it is chosen already."""
    fitting = columns_that_fit(table, mapping, field)
    alone = KINDS[mapping.kind].field(field).type != "id" and len(fitting) == 1
    if KINDS[mapping.kind].field(field).asked:
        fitting = (*fitting, "")
    return st.selectbox(
        f"{_ASKED.get(field, 'Which column?')} ({field})",
        fitting,
        index=0 if alone else None,
        format_func=lambda column: f"{column} ({table.first_values(column)})" if column else _NONE_DOES[field],
        placeholder="Choose a column" if fitting else "No column holds such values",
        disabled=not fitting,
        key=f"open-{field}-{key}",
    )
