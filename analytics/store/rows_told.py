"""How many rows of a table are meant, said so that the sentence reads well for one row too."""

from __future__ import annotations

# What changes where one row is meant instead of several.
_OF_ONE = {"have": "has", "were": "was", "are": "is", "name": "names", "say": "says", "join": "joins", "they": "it"}


def rows_that(count: int, table: str, words: str) -> str:
    """``words`` said of ``count`` rows of ``table``; they are written as of several.

    >>> rows_that(1200, "tickets", "were resolved before they were created")
    '1,200 rows of tickets were resolved before they were created'
    >>> rows_that(1, "tickets", "were resolved before they were created")
    '1 row of tickets was resolved before it was created'
    """
    if count != 1:
        return f"{count:,} rows of {table} {words}"
    return f"1 row of {table} {' '.join(_OF_ONE.get(word, word) for word in words.split(' '))}"
