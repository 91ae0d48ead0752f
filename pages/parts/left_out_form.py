"""Which rows of a file are not loaded: previews of a survey, unfinished answers, or whatever a column says."""

from __future__ import annotations

import streamlit as st

from analytics.files.columns import columns_of
from analytics.files.left_out import choosable, suggestions, without_rows
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable
from pages.parts.words import escaped


def left_out_form(table: SourceTable, mapping: Mapping, key: str) -> Mapping:
    """Offer to leave rows out; the mapping as the person leaves it."""
    columns = columns_of(table)
    usual, offered = suggestions(mapping, columns), choosable(columns)
    # A file of the same name may have lost a column since.
    before = {name: set(values) for name, values in mapping.left_out if name in table.columns}
    if not usual and not offered and not before:
        return mapping
    chosen: dict[str, list[str]] = {}
    with st.expander(_in_short(mapping, tuple(one.words for one in usual)), icon=":material/filter_alt:"):
        for one in usual:
            text = f"Leave out {one.words}: {escaped(one.column)} is {escaped(' or '.join(one.values))}"
            wanted = st.toggle(
                f"{text} ({one.rows:,} of the first {len(table.preview):,} rows)",
                value=set(one.values) <= before.get(one.column, set()),
                key=f"leave-{key}-{one.column}-{one.words}",
            )
            before[one.column] = before.get(one.column, set()) - set(one.values)
            if wanted:
                chosen[one.column] = [*chosen.get(one.column, []), *one.values]
        # What was left out of an earlier file stays so, whether or not the first rows of this one hold it.
        for column, rest in ((column, sorted(rest)) for column, rest in before.items() if rest):
            text = f"Leave out, as before: {escaped(column)} is {escaped(' or '.join(rest))}"
            if st.toggle(text, value=True, key=f"leave-{key}-{column}-before"):
                chosen[column] = [*chosen.get(column, []), *rest]
        at, which = st.columns(2)
        name = at.selectbox(
            "Or leave out rows by what a column says",
            list(offered),
            index=None,
            key=f"leave-column-{key}",
            placeholder="No column chosen",
        )
        if name:
            values = which.multiselect(
                "Values to leave out", offered[name], key=f"leave-values-{key}-{name}", accept_new_options=True
            )
            chosen[name] = [*dict.fromkeys([*chosen.get(name, []), *values])]
        st.caption(
            "They are listed among the rejected rows of the receipt, and the next file with these columns is read the same way."
        )
    return without_rows(mapping, chosen, table.columns)


def _in_short(mapping: Mapping, usual: tuple[str, ...]) -> str:
    if mapping.left_out:
        what = "; ".join(f"{escaped(name)} is {escaped(' or '.join(values))}" for name, values in mapping.left_out)
        return f"Rows to leave out: where {what}"
    return f"Rows to leave out: some are {' or '.join(usual)}" if usual else "Rows to leave out"
