"""A mapping as text: how the workspace remembers under which mapping a file was loaded."""

from __future__ import annotations

import json
from dataclasses import asdict

from analytics.files.mapping import ColumnUse, Mapping, Messages, Question

# What earlier versions wrote beside the mapping: facts of one load, which tell nothing of another.
_ONCE = ("untouched", "plain")


def mapping_from_json(text: str) -> Mapping:
    """A mapping from what ``mapping_to_json`` wrote.

    >>> mapping = Mapping("tickets", (ColumnUse("ticket_id", "Id", values=(("a", "b"),)),), (Question("Q1", "nps"),))
    >>> mapping_from_json(mapping_to_json(mapping)) == mapping
    True
    """
    value = {name: said for name, said in json.loads(text).items() if name not in _ONCE}
    uses = tuple(
        ColumnUse(**(use | {"formats": tuple(use["formats"]), "values": _pairs(use["values"])}))
        for use in value["uses"]
    )
    figures = tuple(ColumnUse(**(use | {"formats": (), "values": ()})) for use in value.get("figures", ()))
    questions = tuple(Question(**(q | {"values": _pairs(q["values"])})) for q in value["questions"])
    told = value.get("messages")
    messages = Messages(**(told | {"formats": tuple(told["formats"])})) if told else None
    lists = {name: tuple(value[name]) for name in ("doubts", "dropped", "hashed") if name in value}
    lists["left_out"] = tuple((name, tuple(values)) for name, values in value.get("left_out", ()))
    return Mapping(**(value | {"uses": uses, "questions": questions, "messages": messages, "figures": figures} | lists))


def mapping_to_json(mapping: Mapping) -> str:
    """A mapping as JSON text."""
    return json.dumps(asdict(mapping), ensure_ascii=False)


def _pairs(values: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((said, meant) for said, meant in values)
