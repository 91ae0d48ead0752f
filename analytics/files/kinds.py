"""The kinds of source file and the fields that each can fill.

This is the vocabulary that recognition, mapping, loading and the pages share. The tables
themselves are made by the numbered migrations in ``analytics/store``; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["id", "text", "time", "number", "money", "minutes", "whole", "flag"]


@dataclass(frozen=True)
class Field:
    """One field of a kind: its name, the type of its values, and whether a row needs it.

    A row can do without a field that is ``asked`` for, but a person has to say so of a file in which no column fills it.
    """

    name: str
    type: FieldType
    required: bool = False
    asked: bool = False


@dataclass(frozen=True)
class Kind:
    """What a source file can hold, and the fields whose values identify one row of it.

    ``dated_by`` is the field that says when the row happened. ``repeats`` marks a kind in whose files the
    same key may stand several times and mean several things (two clicks within a second): such rows
    are numbered, in the column ``nth``, and none replaces another.

    >>> KINDS["tickets"].key
    ('ticket_id',)
    >>> [field.name for field in KINDS["tickets"].fields if field.required]
    ['ticket_id', 'created_at']
    """

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    dated_by: str | None = None
    repeats: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which two rows are known to be about the same record: the key, numbered where it repeats."""
        return (*self.key, "nth") if self.repeats else self.key

    def field(self, name: str) -> Field:
        """The field called ``name``; ``KeyError`` where the kind has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def _fields(**types: str) -> tuple[Field, ...]:
    """Fields from ``name="type"``; a ``!`` behind the type marks a required field, a ``?`` one that is asked for."""
    return tuple(
        Field(name, kind.rstrip("!?"), kind.endswith("!"), kind.endswith("?"))  # type: ignore[arg-type]
        for name, kind in types.items()
    )


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "surveys",
            ("response_id", "question"),
            _fields(
                response_id="id!",
                question="text!",
                customer_id="id",
                answered_at="time!",
                metric="text",
                score="number",
                scale_low="number",
                scale_high="number",
                comment="text",
                touchpoint="text",
                channel="text",
                language="text",
                invited="flag",
            ),
            "answered_at",
        ),
        Kind(
            "tickets",
            ("ticket_id",),
            _fields(
                ticket_id="id!",
                customer_id="id",
                created_at="time!",
                first_response_at="time",
                resolved_at="time",
                first_response_minutes="minutes",
                resolution_minutes="minutes",
                status="text",
                priority="text",
                channel="text",
                category="text",
                tags="text",
                subject="text",
                body="text",
                satisfaction="number",
                reopens="whole",
                replies="whole",
                sla_met="flag",
            ),
            "created_at",
        ),
        Kind(
            "sales",
            ("order_id",),
            _fields(
                order_id="id!",
                customer_id="id?",
                ordered_at="time!",
                amount="money!",
                currency="text",
                status="text",
                refunded="money",
                product="text",
                category="text",
                channel="text",
                acquisition_source="text",
                referred_by="id",
                coupon="text",
            ),
            "ordered_at",
        ),
        Kind(
            "subscriptions",
            ("subscription_id",),
            _fields(
                subscription_id="id!",
                customer_id="id!",
                started_at="time!",
                ended_at="time",
                plan="text",
                amount="money",
                interval="text",
                status="text",
                cancel_reason="text",
            ),
            "started_at",
        ),
        Kind(
            "customers",
            ("customer_id",),
            _fields(
                customer_id="id!",
                person_id="id",
                joined_at="time",
                left_at="time",
                status="text",
                segment="text",
                acquisition_source="text",
                referred_by="id",
                email="text",
            ),
        ),
        Kind(
            "usage",
            ("customer_id", "occurred_at", "event"),
            _fields(customer_id="id!", occurred_at="time!", event="text!", quantity="number"),
            "occurred_at",
            repeats=True,
        ),
        Kind(
            "measures",
            ("measure", "period", "touchpoint"),
            _fields(measure="text!", period="time!", value="number!", touchpoint="text", perspective="text"),
            "period",
        ),
    )
}
