"""A form for the parameters of any analysis: the same for a notebook's cell and for a view that is looked at alone."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

import streamlit as st

from analytics.drivers.analysis import Drivers
from analytics.drivers.keeping import known
from analytics.drivers.moves import Move
from analytics.kpis.seen import Seen
from analytics.notebooks.asked_fields import Field, fields_of
from analytics.workspace import Workspace
from pages.parts.move_sliders import MOST_SLIDERS, choose_moves
from pages.parts.seen_filters import EVERYBODY

_MOVES = {"moves", "move"}
_APART = {"inside", "seen", *_MOVES}  # sorts that take more than one control
_OPEN = "\u2013"  # what stands for a parameter that is left open


def asked_form(workspace: Workspace, asked: Any, key: str) -> Any:
    """Let a person change the parameters of an analysis; gives the analysis as it is then."""
    fields = fields_of(type(asked), workspace)
    if not fields:
        return asked
    plain = [field for field in fields if field.sort not in _APART]
    changed: dict[str, Any] = {}
    for row in range(0, len(plain), 4):
        for column, field in zip(st.columns(4), plain[row : row + 4], strict=False):
            with column:
                changed[field.name] = _asked(field, getattr(asked, field.name), f"{key}-{field.name}")
    # Which drivers can be moved hangs on the question: after it.
    for field in sorted((field for field in fields if field.sort in _APART), key=lambda field: field.sort in _MOVES):
        value, place = getattr(asked, field.name), f"{key}-{field.name}"
        if field.sort == "inside":
            changed[field.name] = _inside(workspace, field, value, place)
        elif field.sort == "seen":
            changed[field.name] = _seen(field, value, place)
        else:
            changed[field.name] = _moved(workspace, changed["question"], value, place)
    return dataclasses.replace(asked, **changed)


def _seen(field: Field, value: Seen, key: str) -> Seen:
    """Customers and days."""
    if field.name != "seen":
        st.caption(field.label)
    customers, since, until = st.columns(4)[:3]
    everybody, before = ("", ""), (value.column, value.value)
    options = list(dict.fromkeys([everybody, before, *field.options]))
    column, of = customers.selectbox(
        "Customers", options, options.index(before), key=f"{key}-customers",
        format_func=lambda each: EVERYBODY if each == everybody else field.options.get(each, each[1]),
    )  # fmt: skip
    first = since.date_input("From", value.since, key=f"{key}-since")
    last = until.date_input("To", value.until, key=f"{key}-until")
    return Seen(column, of, first, last)


def _moved(workspace: Workspace, question: Drivers, value: Any, key: str) -> Any:
    """The sliders of the drivers, where the question was answered; ``value`` is one move, or several."""
    single = isinstance(value, Move)
    answered = known(workspace, question)
    if answered is None:
        st.caption("Its sliders stand here once the question was answered: run the cell, or open Drivers with it.")
        return value
    result, model = answered
    before = (value,) if single else value
    with st.columns(2)[0]:
        found = choose_moves(model, result, key, before, 1 if single else MOST_SLIDERS)
    return (found[0] if found else value) if single else tuple(found)


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
                field.label, list(dict.fromkeys([*value, *field.options])), list(value), key=key,
                format_func=lambda each: str(field.options.get(each, each)),
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
    # What is no longer offered stays until somebody chooses another.
    options = list(dict.fromkeys([*([None] if field.optional else []), value, *field.options]))
    return st.selectbox(
        field.label, options, index=options.index(value), key=key,
        format_func=lambda each: _OPEN if each is None else str(field.options.get(each, each)),
    )  # fmt: skip
