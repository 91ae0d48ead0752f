"""Rejected rows that come back mended: the column that said why they were turned away is none of theirs."""

from __future__ import annotations

from collections.abc import Iterable

REASONS = "rejected_because"


def without_reasons(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns that the rows had when they first came.

    >>> without_reasons(("Id", "Opened", "rejected_because"))
    ('Id', 'Opened')
    """
    return tuple(column for column in columns if column != REASONS)
