"""Typing staged text: SQL that turns the cells of a column into the values of a field."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.files.kinds import Field
from analytics.files.mapping import ColumnUse
from analytics.store import amounts
from analytics.store.cells import NO_CATEGORY, NO_TIME, NO_VALUE, cell, without
from analytics.store.durations import minutes
from analytics.store.moments import moment
from analytics.store.settling import settle

__all__ = ["Typed", "settle", "typed"]

# What customers wrote is kept as they wrote it, even where they wrote only "none".
FREE_TEXT = frozenset({"comment", "subject", "body", "question", "measure", "event"})

_TRUE = "'true', 't', 'yes', 'y', '1', '1.0', 'on', 'ja', 'oui', 'si', 'sí', 'sim', 'wahr', 'vrai'"
_FALSE = "'false', 'f', 'no', 'n', '0', '0.0', 'off', 'nein', 'non', 'não', 'nao', 'falsch', 'faux'"


@dataclass(frozen=True)
class Typed:
    """Two SQL expressions over the staging columns.

    ``value`` is of the field's column type and NULL when the cell holds nothing; ``bad`` is true
    exactly when the cell holds something that is no such value, and never NULL.
    """

    value: str
    bad: str


def typed(use: ColumnUse, field: Field) -> Typed:
    """How the cells of ``use`` become values of ``field``, as expressions for DuckDB.

    >>> import duckdb
    >>> amount = typed(ColumnUse("amount", "Total"), Field("amount", "money"))
    >>> staged = "(VALUES ('$1,234.50'), ('n/a'), ('soon')) AS staged(Total)"
    >>> duckdb.sql(f"SELECT {amount.value}, {amount.bad} FROM {staged}").fetchall()
    [(Decimal('1234.5000'), False), (None, False), (None, True)]
    """
    text = cell(use)
    if field.type == "id" or field.name == "email":
        return Typed(_identity(text), "FALSE")
    if field.type == "text":
        return Typed(text if field.name in FREE_TEXT else without(NO_CATEGORY, text), "FALSE")
    text = without(NO_TIME if field.type == "time" else NO_VALUE, text)
    value = _value(use, field, text)
    # TRUE > FALSE: no value although there is text. AND would keep DuckDB from sharing the work.
    return Typed(value, f"(({value}) IS NULL) > (({text}) IS NULL)")


def _value(use: ColumnUse, field: Field, text: str) -> str:
    match field.type:
        case "time":
            return moment(text, use.formats, use.timezone)
        case "money":
            return amounts.money(text, use.decimal_comma, use.unit == "cents")
        case "minutes":
            return minutes(text, use.unit, use.decimal_comma)
        case "whole":
            return amounts.whole(text, use.decimal_comma)
        case "flag":
            return f"CASE WHEN lower({text}) IN ({_TRUE}) THEN TRUE WHEN lower({text}) IN ({_FALSE}) THEN FALSE END"
        case _:
            return amounts.number(text, use.decimal_comma)


def _identity(text: str) -> str:
    """An id without the wrapping of spreadsheets (``'00123``, ``="00123"``, quotes); e-mails in small letters.

    Nothing inside the id is touched, so no digit and no leading zero is lost.
    """
    wrapping = r"""^(?:="([^"]*)"|"([^"]*)"|''([^'']*)''?)$"""
    bare = rf"trim(regexp_replace({text}, '{wrapping}', '\1\2\3'))"
    unwrapped = f"CASE WHEN {text}[1] IN ('=', '\"', '''') THEN nullif({bare}, '') ELSE {text} END"
    return f"CASE WHEN contains({text}, '@') THEN lower({unwrapped}) ELSE {unwrapped} END"
