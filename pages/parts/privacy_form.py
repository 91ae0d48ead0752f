"""What of a file may stand in the workspace: to be seen and changed before it is loaded."""

from __future__ import annotations

import streamlit as st

from analytics.files.columns import columns_of
from analytics.files.identifying import PrivacyChoice, with_identifying_columns
from analytics.files.mapping import CUSTOMER_IDS, Mapping
from analytics.files.table import SourceTable
from pages.parts.words import escaped


def privacy_form(table: SourceTable, mapping: Mapping, key: str) -> Mapping:
    """Show what is masked, left out or turned into a code; the mapping as the person leaves it."""
    columns = columns_of(table)
    usual = with_identifying_columns(mapping.with_identifying(), columns)
    identifying = (*usual.dropped, *(column for column in usual.hashed if column not in _ids(mapping)))
    with st.expander(_in_short(mapping, identifying), icon=":material/shield_person:"):
        mask = st.toggle(
            "Mask e-mail addresses, phone, card and account numbers and IP addresses in what people wrote",
            value=mapping.mask,
            key=f"mask-{key}",
        )
        keep = hashed = None
        if identifying:
            keep = not st.toggle(
                "Leave out the columns that name or find a person (of e-mail addresses, keep a code)",
                value=bool(mapping.dropped or set(mapping.hashed) - _ids(mapping)),
                key=f"drop-{key}",
                help=escaped(", ".join(identifying)),
            )
            st.caption(escaped(", ".join(identifying)))
        if ids := sorted(_ids(mapping)):
            hashed = st.toggle(
                f"Know customers by a code instead of {escaped(' and '.join(ids))}",
                value=bool(_ids(mapping) & set(mapping.hashed)),
                key=f"hash-{key}",
                help="The same customer gets the same code in every file of this workspace for which this is switched on, "
                "so that they still join. Nobody can read who it is from the screen or an export.",
            )
    return PrivacyChoice(mask, keep, hashed).applied(mapping, columns)


def _ids(mapping: Mapping) -> set[str]:
    """The columns that hold ids of customers."""
    return {use.column for use in mapping.uses if use.field in CUSTOMER_IDS and use.column}


def _in_short(mapping: Mapping, identifying: tuple[str, ...]) -> str:
    masked = "what people wrote is masked" if mapping.mask else "nothing is masked"
    if not identifying:
        return f"Privacy: {masked}"
    left_out = bool(mapping.dropped or set(mapping.hashed) - _ids(mapping))
    number = "1 identifying column" if len(identifying) == 1 else f"{len(identifying)} identifying columns"
    return f"Privacy: {masked}, {number} {'left out' if left_out else 'kept'}"
