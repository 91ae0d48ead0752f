"""Masking while loading: the patterns of ``analytics.masks`` as SQL expressions over text.

Most comments hold neither "@" nor a number; looking for them is nearly all that masking costs.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from analytics.masks import CARD, CARD_PATTERN, CLAIMED, E_MAIL, E_MAIL_PATTERN, MASKS, NUMBERS_PATTERN, STEPS
from analytics.sql import literal, quoted
from analytics.store.cells import let

FEW = 24  # columns for which it costs less to mask each than to look first


# What a text must hold for anything in it to be masked.
HINTS = f"@|{NUMBERS_PATTERN}"


def masked(text: str) -> str:
    """SQL that gives the text of the SQL expression ``text`` with everything masked that leads to a person.

    >>> import duckdb
    >>> sql = masked("said")
    >>> rows = "('mail ann@shop.example'), ('call 0171 1234567'), ('card 4111-1111-1111-1111'), ('order 4711')"
    >>> [row[0] for row in duckdb.sql(f"SELECT {sql} FROM (VALUES {rows}) AS t(said)").fetchall()]
    ['mail [e-mail]', 'call [phone]', 'card [card]', 'order 4711']
    """
    numbers = "plain"
    for pattern, replacement in STEPS:
        numbers = f"regexp_replace({numbers}, {literal(pattern)}, {literal(replacement)}, 'g')"
    without_numbers = f"replace({let('plain', _without_cards('addressed'), numbers)}, {literal(CLAIMED)}, '')"
    addressed = f"CASE WHEN contains(said, '@') THEN regexp_replace(said, {literal(E_MAIL_PATTERN)}, '{E_MAIL}', 'g') ELSE said END"
    worked = let(
        "addressed", addressed, f"CASE WHEN {_has_number('addressed')} THEN {without_numbers} ELSE addressed END"
    )
    return f"CASE WHEN contains({text}, '@') OR {_has_number(text)} THEN {let('said', text, worked)} ELSE {text} END"


def masked_prose(column: str) -> str:
    """The same for a column of which nothing is known: a cell of one word that is no e-mail address stays.

    >>> import duckdb
    >>> sql = masked_prose("cell")
    >>> rows = "('4111111111111111'), ('ask ann@x.example'), ('my card 4111111111111111')"
    >>> [row[0] for row in duckdb.sql(f"SELECT {sql} FROM (VALUES {rows}) AS t(cell)").fetchall()]
    ['4111111111111111', 'ask [e-mail]', 'my card [card]']
    """
    return f"CASE WHEN contains({column}, ' ') OR contains({column}, '@') THEN {masked(column)} ELSE {column} END"


def masked_words(column: str) -> str:
    """The same for a column that may be a key: a cell without a space stays, an e-mail address too."""
    return f"CASE WHEN contains({column}, ' ') THEN {masked(column)} ELSE {column} END"


def untouched(cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Of many columns those in which no cell holds anything to be masked; of a few none.

    DuckDB prepares every pattern for every expression: for a survey of 360 columns that takes minutes, and reading
    its cells one below the other, with the patterns standing once, next to nothing.

    >>> import duckdb
    >>> _ = duckdb.sql("CREATE OR REPLACE TABLE wide AS SELECT 'x ' || n AS a, 'my card 4111111111111111' AS b FROM range(3) AS t(n)")
    >>> untouched(duckdb.cursor(), "wide", ["a", "b"]), untouched(duckdb.cursor(), "wide", ["a", "b"] * 20)[:1]
    ((), ('a',))
    """
    if len(columns) <= FEW:
        return ()
    named = ", ".join(dict.fromkeys(map(quoted, columns)))
    found = cursor.execute(
        f"SELECT DISTINCT name FROM (UNPIVOT (SELECT {named} FROM {quoted(table)}) ON {named} INTO NAME name VALUE cell) "
        f"WHERE contains(cell, '@') OR contains(cell, ' ') AND {_has_number('cell')}"
    ).fetchall()
    touched = {name for (name,) in found}
    return tuple(column for column in columns if column not in touched)


def count_masks(text: str) -> str:
    """SQL that gives how often each mask stands in the text, in the order of ``MASKS``, as a list; NULL where none can.

    >>> import duckdb
    >>> duckdb.sql(f"SELECT {count_masks('text')} FROM (SELECT '[phone], [phone] or [ip]' AS text)").fetchall()
    [([0, 2, 0, 0, 1],)]
    """
    counts = (f"(length({text}) - length(replace({text}, '{mask}', ''))) // {len(mask)}" for mask in MASKS)
    return f"CASE WHEN contains({text}, '[') THEN [{', '.join(counts)}] END"


def _has_number(text: str) -> str:
    """Whether anything but an e-mail address is to be masked; ten looks for a digit cost less than one pattern."""
    digits = " OR ".join(f"contains({text}, '{digit}')" for digit in range(10))
    return f"(({digits}) AND regexp_matches({text}, {literal(NUMBERS_PATTERN)}))"


def _without_cards(text: str) -> str:
    """The text without the numbers that end in the right check digit."""
    cards = f"list_filter(regexp_extract_all({text}, {literal(CARD_PATTERN)}), lambda number: {_is_card('number')})"
    return (
        f"CASE WHEN regexp_matches({text}, {literal(CARD_PATTERN)}) THEN "
        f"list_reduce({cards}, lambda rest, number: replace(rest, number, '{CARD}'), {text}) ELSE {text} END"
    )


def _is_card(number: str) -> str:
    """Luhn's formula: from the right, every second digit doubled, and the digits of all that add up to tens."""
    digits = f"list_reverse(list_transform(regexp_extract_all({number}, '[0-9]'), lambda sign: sign::INTEGER))"
    worth = "CASE WHEN place % 2 = 1 THEN digit WHEN digit > 4 THEN 2 * digit - 9 ELSE 2 * digit END"
    return f"list_sum(list_transform({digits}, lambda digit, place: {worth})) % 10 = 0"
