"""Typing staged text: SQL that turns the cells of a column into the values of a field."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analytics.files.kinds import Field
from analytics.files.mapping import ColumnUse
from analytics.files.yes_no import NO, YES
from analytics.sql import literal
from analytics.store import amounts, shortcuts
from analytics.store.cells import NO_CATEGORY, NO_TIME, NO_VALUE, bare, each, let
from analytics.store.durations import minutes
from analytics.store.moments import moment

# What customers wrote is kept as they wrote it, even where they wrote only "none".
FREE_TEXT = frozenset({"comment", "subject", "body", "question", "measure", "event"})

# People write a score with what it is out of.
SCORES = frozenset({"score", "satisfaction"})

# An id without the wrapping of spreadsheets ('00123, ="00123", quotes); e-mails in small letters. Nothing
# inside the id is touched, so no digit and no leading zero is lost.
_WRAPPING = r"""^(?:="([^"]*)"|"([^"]*)"|''([^'']*)''?)$"""
_UNWRAPPED = rf"trim(regexp_replace(cell, '{_WRAPPING}', '\1\2\3'))"
_NARROW = f"CASE WHEN cell[1] IN ({', '.join(map(literal, shortcuts.WRAPPINGS))}) THEN {_UNWRAPPED} ELSE cell END"
_IDENTITY = f"CASE WHEN contains(cell, '@') THEN lower({_NARROW}) ELSE {_NARROW} END"

_TRUE, _FALSE = (", ".join(map(literal, sorted(words))) for words in (YES, NO))


@dataclass(frozen=True)
class Typed:
    """SQL expressions over the staging columns.

    ``value`` is of the field's column type and NULL when the cell holds nothing, or something that is
    no such value. ``says`` tells whether it holds something, and is never NULL.
    """

    value: str
    says: str = "FALSE"

    @property
    def bad(self) -> str:
        """Whether the cell holds something that is no such value."""
        return self.bad_where(f"({self.value})")

    def bad_where(self, value: str) -> str:
        """The same where ``value`` is already computed."""
        return "FALSE" if self.says == "FALSE" else f"CASE WHEN {value} IS NULL THEN {self.says} ELSE FALSE END"


def typed(use: ColumnUse, field: Field) -> Typed:
    """How the cells of ``use`` become values of ``field``, as expressions for DuckDB.

    >>> import duckdb
    >>> amount = typed(ColumnUse("amount", "Total"), Field("amount", "money"))
    >>> staged = "(VALUES ('$1,234.50'), ('n/a'), ('soon')) AS staged(Total)"
    >>> duckdb.sql(f"SELECT {amount.value}, {amount.bad} FROM {staged}").fetchall()
    [(Decimal('1234.5000'), False), (None, False), (None, True)]
    """
    if field.type == "id" or field.name == "email":
        careful = f"nullif({each(use, (), _IDENTITY)}, '')"
        return Typed(shortcuts.or_carefully(use, shortcuts.identity(use), careful))
    if field.name in FREE_TEXT:
        return Typed(shortcuts.or_carefully(use, shortcuts.text(use), f"nullif({bare(use)}, '')"))
    if field.name == "currency" and use.unit == "sign":
        return Typed(each(use, NO_VALUE, amounts.currency()))
    if field.type == "text":
        return Typed(shortcuts.or_carefully(use, shortcuts.text(use, NO_CATEGORY), each(use, NO_CATEGORY, "cell")))
    words = NO_TIME if field.type == "time" else NO_VALUE
    # Programs that count time from 1970 or 1900 write 0 where there is none.
    words += ("0", "0.0") if {"epoch", "spreadsheet"} & set(use.formats) else ()
    careful, says = each(use, words, _value(use, field)), each(use, words, "TRUE", "FALSE")
    value = shortcuts.or_carefully(use, _shortcut(use, field), careful)
    return _multiplied(value, says, use) if use.times else Typed(value, says)


def _multiplied(price: str, says: str, use: ColumnUse) -> Typed:
    """A price times how many were bought; one without the other is no amount."""
    many = replace(use, column=use.times, times="", unit="", values=())
    times = typed(many, Field("quantity", "number"))
    return Typed(f"TRY_CAST(({price}) * ({times.value}) AS DECIMAL(18, 4))", f"({says} OR {times.says})")


def _shortcut(use: ColumnUse, field: Field) -> str:
    match field.type:
        case "time":
            return shortcuts.time(use)
        case "money":
            return shortcuts.money(use)
        case "minutes":
            return shortcuts.minutes(use)
        case "whole":
            return shortcuts.whole(use)
        case "number":
            return shortcuts.number(use)
        case _:
            return ""


def _value(use: ColumnUse, field: Field) -> str:
    """The value as an expression over the name ``cell``."""
    match field.type:
        case "time":
            return moment(use.formats, use.timezone)
        case "money":
            return amounts.money(use.decimal_comma, use.unit == "cents")
        case "minutes":
            return minutes(use.unit, use.decimal_comma)
        case "whole":
            return amounts.whole(use.decimal_comma)
        case "flag":
            if use.unit == "remaining":
                return f"CASE WHEN ({minutes()}) IS NOT NULL THEN NOT {amounts.is_negative('cell')} END"
            flag = f"CASE WHEN said IN ({_TRUE}) THEN TRUE WHEN said IN ({_FALSE}) THEN FALSE END"
            return let("said", "lower(cell)", flag)
        case _ if field.name == "value":
            # Figures of all sorts, money among them.
            figure, price = amounts.number(use.decimal_comma), amounts.money(use.decimal_comma)
            return f"COALESCE({figure}, CAST({price} AS DOUBLE))"
        case _ if field.name in SCORES:
            return amounts.score(use.decimal_comma)
        case _:
            return amounts.number(use.decimal_comma)
