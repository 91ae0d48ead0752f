"""The rules of the journey: read, changed and taken back; each with the rows that it took."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from analytics.errors import JourneyError
from analytics.journey.rule_counts import rows_per_rule
from analytics.journey.rules import DEFAULT_RULES, FIELDS, TABLES, TESTS, Rule
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.session import who
from pages.parts.words import escaped

ANY_TABLE = "any"


def rules_form(workspace: Workspace) -> None:
    """An editor of all rules, with the rows that each took."""
    rules = workspace.rules()
    names = {phase.id: phase.name for phase in workspace.phases()}
    counts = kept(workspace, "rows per rule", lambda: rows_per_rule(workspace, rules))
    st.caption(
        "Read from top to bottom: the first rule that fits a row places it. Change a cell, add a line at the "
        "end, or give a line another number to move it. Nothing happens until you save."
    )
    # A new version gets a new widget: an editor must never be fed its own output.
    version = f"{workspace.data_version}-{workspace.ledger.position}"
    edited = st.data_editor(
        as_table(rules, counts["rows"], names),
        key=f"rules-{version}",
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=320,
        disabled=["Rows"],
        column_config={
            "No.": st.column_config.NumberColumn(width="small", step=0.5, help="The order of the rules"),
            "Phase": st.column_config.SelectboxColumn(options=list(names.values()), required=True),
            "Rows of": st.column_config.SelectboxColumn(options=[ANY_TABLE, *TABLES], required=True),
            "Field": st.column_config.SelectboxColumn(options=list(FIELDS), required=True),
            "Test": st.column_config.SelectboxColumn(options=list(TESTS), required=True),
            "Words or days": st.column_config.TextColumn(width="large", help="Several words are parted by commas."),
            "Rows": st.column_config.NumberColumn("Rows taken", format="localized", width="small"),
        },
    )
    _save(workspace, rules, from_table(edited.to_dict("records"), names), version)


def _save(workspace: Workspace, rules: tuple[Rule, ...], wanted: tuple[Rule, ...], version: str) -> None:
    reason, button, default = st.columns([4, 1, 1], vertical_alignment="bottom")
    why = reason.text_input("Reason", key=f"rules-reason-{version}", placeholder="Why the rules change")
    if button.button(
        "Save rules", key=f"rules-save-{version}", type="primary", disabled=wanted == rules, width="stretch"
    ):
        _decide(workspace, wanted, why)
    if default.button(
        "Default rules", key=f"rules-default-{version}", disabled=rules == DEFAULT_RULES, width="stretch"
    ):
        _decide(workspace, DEFAULT_RULES, why or "back to the default rules")


def _decide(workspace: Workspace, rules: tuple[Rule, ...], reason: str) -> None:
    try:
        with st.spinner("Placing every row anew …"):
            workspace.set_rules(rules, who=who(), reason=reason)
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    st.toast("The rules are saved and every row is placed anew.", icon=":material/done:")
    st.rerun()


def as_table(rules: Iterable[Rule], taken: Iterable[int], names: dict[str, str]) -> pd.DataFrame:
    """The rules as a person edits them."""
    rows = [
        {
            "No.": float(number),
            "Phase": names.get(rule.phase, rule.phase),
            "Rows of": rule.table or ANY_TABLE,
            "Field": rule.field,
            "Test": rule.test,
            "Words or days": ", ".join(rule.words),
            "Rows": int(rows),
        }
        for number, (rule, rows) in enumerate(zip(rules, taken, strict=True), start=1)
    ]
    return pd.DataFrame(rows, columns=["No.", "Phase", "Rows of", "Field", "Test", "Words or days", "Rows"])


def from_table(rows: Iterable[dict[Any, Any]], names: dict[str, str]) -> tuple[Rule, ...]:
    """The rules from the edited table, in the order of their numbers; unfinished lines are left out.

    >>> names = {"support": "Support"}
    >>> rule = Rule("support", "tickets", "text", "mentions", ("refund", "broken"))
    >>> from_table(as_table([rule], [3], names).to_dict("records"), names) == (rule,)
    True
    """
    ids = {name: phase_id for phase_id, name in names.items()}
    filled = [row for row in rows if all(_said(row.get(column)) for column in ("Phase", "Field", "Test"))]
    # A line without a number was added at the end and stays there.
    filled.sort(key=lambda row: float("inf") if pd.isna(row.get("No.")) else float(row["No."]))
    return tuple(
        Rule(
            phase=ids.get(row["Phase"], row["Phase"]),
            table="" if row.get("Rows of") in (None, ANY_TABLE) else row["Rows of"],
            field=row["Field"],
            test=row["Test"],
            words=tuple(word.strip() for word in str(row.get("Words or days") or "").split(",") if word.strip()),
        )
        for row in filled
    )


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
