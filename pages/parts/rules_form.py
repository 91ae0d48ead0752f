"""The rules of the journey: read, changed and taken back; each with the rows that it took."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from analytics.journey.in_force import all_phases
from analytics.journey.phases import destinations
from analytics.journey.rules import COLUMN, DEFAULT_RULES, FIELDS, TABLES, TESTS, Rule
from analytics.journey.since import counts_days, days_fields, event_words
from analytics.store.rule_fits import columns_beside
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.journey_deciding import decide, reason_and_button
from pages.parts.rules_trial import show_trial, trial_of
from pages.parts.session import who

ANY_TABLE = "any"
_COUNTS = {"takes": "Rows", "contested": "Contested", "missed": "Missed"}


def rules_form(workspace: Workspace) -> None:
    """An editor of all rules, with the rows that each took."""
    rules = workspace.rules()
    names = phase_names(workspace)
    trial = trial_of(workspace, rules)
    st.caption(
        "Read from top to bottom: the first rule that fits a row places it. Change a cell, add a line at the "
        "end, or give a line another number to move it. Nothing happens until you save."
    )
    # A new version gets a new widget: an editor must never be fed its own output.
    version = f"{workspace.data_version}-{workspace.ledger.position}"
    edited = st.data_editor(
        as_table(rules, trial.own, names),
        key=f"rules-{version}",
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=320,
        disabled=list(_COUNTS.values()),
        column_config={
            "No.": st.column_config.NumberColumn(width="small", step=0.5, help="The order of the rules"),
            "Phase": st.column_config.SelectboxColumn(options=list(names.values()), required=True),
            "Rows of": st.column_config.SelectboxColumn(options=[ANY_TABLE, *TABLES], required=True),
            "Field": st.column_config.SelectboxColumn(
                options=fields_of(workspace, rules), required=True, format_func=lambda field: field_words(str(field))
            ),
            "Test": st.column_config.SelectboxColumn(options=list(TESTS), required=True),
            "Words or days": st.column_config.TextColumn(width="medium", help="Several words are parted by commas."),
            "Rows": _count("The rows that it places: those for which it is the first that fits"),
            "Contested": _count("Of these, rows that a later rule of another phase would also have taken"),
            "Missed": _count("Rows that fit it, but that an earlier rule of another phase took"),
        },
    )
    wanted = from_table(edited.to_dict("records"), names)
    _save(workspace, rules, wanted, version)
    show_trial(workspace, wanted, trial, wanted != rules, names)


def phase_names(workspace: Workspace) -> dict[str, str]:
    """What phases (by id) are called where rules lead to them; removed ones say where their rows are now."""
    phases = all_phases(workspace.ledger)
    names, into = {phase.id: phase.name for phase in phases}, destinations(phases)
    return {id: f"{name} (now {names.get(into[id], into[id])})" if id in into else name for id, name in names.items()}


def fields_of(workspace: Workspace, rules: Iterable[Rule]) -> list[str]:
    """What a rule can look at: the fields, the columns that fill none, and what rules look at already."""
    days = kept(workspace, "events to count days from", lambda: days_fields(workspace))
    extra = (f"{COLUMN}{name}" for table in TABLES for name in columns_beside(workspace.database, table))
    return list(dict.fromkeys((*FIELDS, *days, *extra, *(rule.field for rule in rules))))


def field_words(field: str) -> str:
    """What a rule looks at, as it stands in the list.

    >>> field_words("since:first use"), field_words("column:Region"), field_words("text")
    ('days since their first use', 'column Region', 'text')
    """
    return f"days since {event_words(field)}" if counts_days(field) else field.replace(COLUMN, "column ", 1)


def _save(workspace: Workspace, rules: tuple[Rule, ...], wanted: tuple[Rule, ...], version: str) -> None:
    reason = reason_and_button("Save rules", f"rules-{version}", "Why the rules change", wanted == rules)
    if reason:
        _decide(workspace, wanted, reason)
    if st.button("Default rules", key=f"rules-default-{version}", disabled=rules == DEFAULT_RULES):
        _decide(workspace, DEFAULT_RULES, "back to the default rules")


def _decide(workspace: Workspace, rules: tuple[Rule, ...], reason: str) -> None:
    decide(
        lambda: workspace.set_rules(rules, who=who(), reason=reason),
        "The rules are saved and every row is placed anew.",
    )


def _count(explained: str) -> Any:
    return st.column_config.NumberColumn(format="localized", width="small", help=explained)


def as_table(rules: Iterable[Rule], counts: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The rules as a person edits them; ``counts`` (takes, contested, missed) has a row per rule."""
    rows = [
        {
            "No.": float(number),
            "Phase": names.get(rule.phase, rule.phase),
            "Rows of": rule.table or ANY_TABLE,
            "Field": rule.field,
            "Test": rule.test,
            "Words or days": ", ".join(rule.words),
        }
        | {column: int(row[count]) for count, column in _COUNTS.items()}
        for number, (rule, row) in enumerate(zip(rules, counts.to_dict("records"), strict=True), start=1)
    ]
    columns = ["No.", "Phase", "Rows of", "Field", "Test", "Words or days", *_COUNTS.values()]
    return pd.DataFrame(rows, columns=columns)


def from_table(rows: Iterable[dict[Any, Any]], names: dict[str, str]) -> tuple[Rule, ...]:
    """The rules from the edited table, in the order of their numbers; unfinished lines are left out.

    >>> names = {"support": "Support"}
    >>> rule = Rule("support", "tickets", "text", "mentions", ("refund", "broken"))
    >>> counts = pd.DataFrame({"takes": [3], "contested": [1], "missed": [0]})
    >>> from_table(as_table([rule], counts, names).to_dict("records"), names) == (rule,)
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
