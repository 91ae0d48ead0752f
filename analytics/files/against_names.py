"""What the cells of a column say against its name: an "id" of two numbers, a "state" of a country, a "phone" that is a brand."""

from __future__ import annotations

import re

from analytics.files.columns import Column

# The first of several numbers in a cell is no more whose row it is than the next.
_SEVERAL_NUMBERS = re.compile(r"^\d{4,}(\s*[,;]\s+\d{4,})+$")
_MISTAKES = 0.05
_PHONE_NUMBER = re.compile(r"^(\D{0,3}\d){6,}")
_MANY = 20
# Texts of so few words, with so many rows for each, were chosen from a list.
_WORDS, _ROWS_FOR_EACH = 3, 5
_CONDITIONS = 20  # a thing is in one of so many states at most


def lists_numbers(column: Column) -> bool:
    """Whether cells hold several numbers: those of the accounts of a customer are not the customer's.

    >>> lists_numbers(Column("Account", "Account", ("4473738240, 9430828628", "3458569032"), 2))
    True
    """
    return bool(column.values) and column.share(_SEVERAL_NUMBERS.match) > _MISTAKES


def holds_phone_numbers(column: Column) -> bool:
    """Whether a telephone could be called so, and not only be told whose make it is.

    >>> [holds_phone_numbers(Column("Phone", "Phone", cells, 1)) for cells in (("+44 668 689 811",), ("iPhone 12",))]
    [True, False]
    """
    return column.mostly(_PHONE_NUMBER.match)


def is_chosen(column: Column) -> bool:
    """Whether the same few short texts come again and again: they were chosen, not written.

    >>> is_chosen(Column("Complaint", "Complaint", ("Billing", "No service") * 20, 40))
    True
    """
    words = sum(len(value.split()) for value in column.values)
    return len(column.values) >= max(_MANY, _ROWS_FOR_EACH * column.distinct) and words <= _WORDS * len(column.values)


def is_one_for_all(column: Column) -> bool:
    """Whether all of many rows name the same one: the company whose program wrote the table.

    >>> is_one_for_all(Column("Customer", "Customer", ("Acme",) * 20, 20))
    True
    """
    return column.distinct == 1 and len(column.values) >= _MANY


def is_region(column: Column) -> bool:
    """Whether "state" is one of a country: codes of two capitals, or more names than a thing has conditions.

    >>> is_region(Column("State", "State", ("TX", "CA"), 2)), is_region(Column("State", "State", ("open", "closed"), 2))
    (True, False)
    """
    if not {"state", "estado", "etat", "stato"} & set(column.plain.split()):
        return False
    coded = column.share(lambda cell: len(cell) in (2, 3) and cell.isalpha() and cell.isupper())
    return bool(column.values) and (coded >= 0.9 or column.distinct > _CONDITIONS)
