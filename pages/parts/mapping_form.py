"""What a file is taken for, column by column, to be confirmed or corrected before it is loaded."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any, get_args

import pandas as pd
import streamlit as st

from analytics.errors import JourneyError
from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping, Metric, Question
from analytics.files.table import SourceTable
from analytics.files.uses import missing_fields, unfilled
from analytics.workspace import Workspace
from pages.parts.dates_form import dates_form
from pages.parts.durations_form import durations_form
from pages.parts.left_out_form import left_out_form
from pages.parts.open_fields import tell_what_is_open, with_open_fields
from pages.parts.privacy_form import privacy_form
from pages.parts.reading_form import how_it_was_read
from pages.parts.statuses_form import statuses_form
from pages.parts.words import escaped

NOT_USED = "(kept, not used)"
OF_FIGURES = "(the columns below)"
OF_QUESTIONS = "(the questions below)"
ONE_PER_ROW = (
    "Questions: each row answers one. Those with scores or comments stand here; more are looked for while loading, "
    "and other answers are kept as they came."
)


def mapping_form(workspace: Workspace, table: SourceTable, key: str) -> Mapping | None:
    """Show how ``table`` would be loaded; the mapping as the person leaves it, None when it cannot be loaded."""
    proposed = workspace.propose(table, complete=False)
    kinds = [*KINDS, "other"]
    with st.container(border=True):
        tick, head, choice = st.columns([1, 12, 4], vertical_alignment="center")
        wanted = tick.checkbox("Load this table", value=True, key=f"wanted-{key}", label_visibility="collapsed")
        head.markdown(f"**{escaped(table.title)}**  \n{_taken_for(table, proposed)}")
        kind = choice.selectbox("Taken for", kinds, index=kinds.index(proposed.kind), key=f"kind-{key}")
        try:
            if kind != proposed.kind:
                proposed = workspace.propose(table, kind, complete=False)
            proposed = with_open_fields(workspace, table, proposed, f"{key}-{kind}")
            mapping = _edited(workspace, table, proposed, f"{key}-{kind}") if kind != "other" else proposed
        except JourneyError as error:
            st.warning(escaped(error), icon=":material/help:")
            how_it_was_read(table, key)
            return None
        tell_what_is_open(mapping, proposed)
        if mapping.kind != "other":
            st.caption(_at_a_glance(table, mapping))
        for doubt in mapping.doubts:
            st.warning(escaped(doubt), icon=":material/help:")
        if mapping.kind != "other":
            mapping = dates_form(table, mapping, f"{key}-{kind}")
            mapping = durations_form(table, mapping, f"{key}-{kind}")
            mapping = statuses_form(workspace, table, mapping, f"{key}-{kind}")
            mapping = left_out_form(table, mapping, f"{key}-{kind}")
        mapping = privacy_form(table, mapping, f"{key}-{kind}")
        how_it_was_read(table, key)
    return mapping if wanted and not missing_fields(mapping) else None


def _at_a_glance(table: SourceTable, mapping: Mapping) -> str:
    """The first columns that are used, each with a value, so that a wrong one is seen without opening anything."""
    values = ((use.field, use.column, table.first_values(use.column, 1)) for use in mapping.uses)
    told = [
        f"{field} = **{escaped(column)}** ({escaped(value)})" for field, column, value in values if column and value
    ]
    return " · ".join(told[:6])


def _taken_for(table: SourceTable, mapping: Mapping) -> str:
    if mapping.kind == "other":
        return "A table of no kind that is known here: it is kept as it came, for questions of your own."
    if missing_fields(mapping):
        return f"Looks like **{mapping.kind}**, but does not say all that a table of them has to."
    source = f" from {mapping.vendor}" if mapping.vendor else ""
    return f"Looks like **{mapping.kind}**{source}, {mapping.confidence:.0%} sure."


def _edited(workspace: Workspace, table: SourceTable, mapping: Mapping, key: str) -> Mapping:
    with st.expander(f"Columns: {len(mapping.columns)} of {len(table.columns)} used", icon=":material/view_column:"):
        fields = _fields_editor(table, mapping, key)
        told = {use.field: use.column for use in mapping.uses if use.column}
        if fields != told:
            mapping = _with_fields(workspace, table, mapping, fields)
        if mapping.questions:
            mapping = _with_questions(table, mapping, key)
        if mapping.figures:
            mapping = _with_figures(mapping, key)
    return mapping


def _fields_editor(table: SourceTable, mapping: Mapping, key: str) -> dict[str, str]:
    # In wide form the names of the columns of figures are the measures or the periods, and their cells the values.
    unfilled = dict.fromkeys(("measure", "period", "value"), OF_FIGURES) if mapping.figures else {}
    if mapping.questions:
        unfilled = dict.fromkeys(("question", "metric", "score", "scale_low", "scale_high", "comment"), OF_QUESTIONS)
    rows = [
        {
            "Field": field.name + (" *" if field.required or field.asked else ""),
            "Column": mapping.column_of(field.name) or unfilled.get(field.name, NOT_USED),
            "First values": table.first_values(mapping.column_of(field.name)),
            "Sure": use.confidence if (use := mapping.use_of(field.name)) else None,
        }
        for field in KINDS[mapping.kind].fields
    ]
    edited = st.data_editor(
        pd.DataFrame(rows),
        key=f"fields-{key}",
        hide_index=True,
        width="stretch",
        disabled=["Field", "First values", "Sure"],
        column_config={
            "Column": st.column_config.SelectboxColumn(
                options=[NOT_USED, *sorted(set(unfilled.values())), *table.columns], required=True
            ),
            "Sure": st.column_config.ProgressColumn(min_value=0, max_value=1, format="percent", width="small"),
        },
    )
    return {
        row["Field"].removesuffix(" *"): row["Column"]
        for row in edited.to_dict("records")
        if row["Column"] not in (NOT_USED, OF_FIGURES, OF_QUESTIONS)
    }


def _with_fields(workspace: Workspace, table: SourceTable, mapping: Mapping, fields: dict[str, str]) -> Mapping:
    """The mapping with the columns that the person chose; units and formats are found anew for them."""
    made = workspace.propose(table, mapping.kind, fields, complete=False)
    constants = [use for use in mapping.uses if not use.column and use.field not in fields]
    # Who takes the customer of an order away says that none is named.
    asked = [field.name for field in KINDS[mapping.kind].fields if field.asked]
    constants += [unfilled(name) for name in asked if mapping.column_of(name) and name not in fields]
    uses = (*(use for use in made.uses if use.field in fields), *constants)
    # In long form it is these fields that tell which questions there are.
    long = "question" in fields or mapping.row_questions
    return replace(made, uses=uses, questions=made.questions if long else mapping.questions)


def _with_questions(table: SourceTable, mapping: Mapping, key: str) -> Mapping:
    wording = dict(zip(table.columns, table.labels, strict=True))
    rows = [
        {
            "Load": True,
            "Question": question.name,
            "Wording": wording.get(question.score_column or question.comment_column, ""),
            "Measures": question.metric,
            "Lowest": question.scale_low,
            "Highest": question.scale_high,
            "Turn round": False,
        }
        for question in mapping.questions
    ]
    long = bool(mapping.row_questions)
    # A row answers one question, and the ones that are no scores are kept as they came: none is left out here.
    st.caption(ONE_PER_ROW if long else "Questions: each becomes one answer per row.")
    edited = st.data_editor(
        pd.DataFrame(rows).drop(columns=["Load", "Wording"] if long else []),
        key=f"questions-{key}",
        hide_index=True,
        width="stretch",
        disabled=["Question", "Wording"],
        column_config={
            "Load": st.column_config.CheckboxColumn(width=50),
            "Question": st.column_config.TextColumn(width=240),
            "Wording": st.column_config.TextColumn(width=170),
            "Measures": st.column_config.SelectboxColumn(options=list(get_args(Metric)), required=True, width=90),
            "Lowest": st.column_config.NumberColumn(width=70),
            "Highest": st.column_config.NumberColumn(width=70),
            "Turn round": st.column_config.CheckboxColumn(
                help="The lowest answer is the best: count it as the highest."
            ),
        },
    )
    told = zip(mapping.questions, edited.to_dict("records"), strict=True)
    return replace(mapping, questions=tuple(_as_told(question, row) for question, row in told if long or row["Load"]))


def _with_figures(mapping: Mapping, key: str) -> Mapping:
    names = [use.column for use in mapping.figures]
    chosen = st.multiselect(
        f"Each of these columns is a {'measure' if mapping.column_of('period') else 'period'} of its own",
        names,
        default=names,
        placeholder="Choose at least one",
        key=f"figures-{key}",
    )
    return replace(mapping, figures=tuple(use for use in mapping.figures if use.column in chosen))


def _as_told(question: Question, row: dict[Hashable, Any]) -> Question:
    asked = replace(
        question,
        metric=row["Measures"],
        scale_low=None if pd.isna(row["Lowest"]) else float(row["Lowest"]),
        scale_high=None if pd.isna(row["Highest"]) else float(row["Highest"]),
    )
    return asked.turned() if row["Turn round"] else asked
