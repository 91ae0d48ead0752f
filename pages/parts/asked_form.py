"""A form for the parameters of any analysis: the same for a notebook's cell and for a view that is looked at alone."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

import streamlit as st

from analytics.notebooks.asked_fields import Field, fields_of
from analytics.workspace import Workspace
from pages.parts.words import escaped

_OPEN = "\u2013"  # what stands for a parameter that is left open


def asked_form(workspace: Workspace, asked: Any, key: str) -> Any:
    """Let a person change the parameters of an analysis; gives the analysis as it is then."""
    fields = fields_of(type(asked), workspace)
    if not fields:
        return asked
    plain = [field for field in fields if field.sort != "inside"]
    changed: dict[str, Any] = {}
    for row in range(0, len(plain), 4):
        for column, field in zip(st.columns(4), plain[row : row + 4], strict=False):
            with column:
                changed[field.name] = _asked(field, getattr(asked, field.name), f"{key}-{field.name}")
    for field in fields:
        if field.sort == "inside":
            changed[field.name] = _inside(workspace, field, getattr(asked, field.name), f"{key}-{field.name}")
    return dataclasses.replace(asked, **changed)


def _inside(workspace: Workspace, field: Field, value: Any, key: str) -> Any:
    assert field.of is not None
    if field.optional:
        if not st.toggle(field.label, value is not None, key=f"{key}-on"):
            return None
        value = field.of() if value is None else value
    return asked_form(workspace, value, key)


def _asked(field: Field, value: Any, key: str) -> Any:
    """One widget; gives the value that it shows."""
    if field.sort == "choice":
        return _choice(field, value, key)
    if field.sort == "several":
        return tuple(
            st.multiselect(
                field.label, list(field.options), [each for each in value if each in field.options], key=key,
                format_func=lambda each: escaped(field.options.get(each, each)),
            )
        )  # fmt: skip
    if field.sort == "flag":
        return st.toggle(field.label, bool(value), key=key)
    if field.sort in ("whole", "number"):
        given = st.number_input(
            field.label, value=value, step=1 if field.sort == "whole" else None, key=key,
            placeholder=_OPEN if field.optional else None,
        )  # fmt: skip
        return value if given is None and not field.optional else given
    if field.sort == "day":
        day = st.date_input(field.label, value=value.date() if isinstance(value, datetime) else value, key=key)
        return day if field.optional or day is not None else value
    if field.sort == "numbers":
        given = st.text_input(field.label, ", ".join(map(str, value)), key=key)
        numbers = tuple(int(part) for part in given.replace(";", ",").split(",") if part.strip().isdigit())
        return numbers or value
    given = st.text_input(field.label, value or "", key=key)
    return given or (None if field.optional else "")


def _choice(field: Field, value: Any, key: str) -> Any:
    options = [*([None] if field.optional else []), *field.options]
    return st.selectbox(
        field.label, options, index=options.index(value) if value in options else 0, key=key,
        format_func=lambda each: _OPEN if each is None else escaped(field.options.get(each, each)),
    )  # fmt: skip
