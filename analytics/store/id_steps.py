"""Steps that put two spellings of one customer's id into the same form, as SQL and in words.

No step changes what is stored: the form is only what ids are compared by (``analytics.store.joining``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_BLANK = r"[\s\x{a0}\x{200b}\x{202f}\x{2007}\x{feff}]+"
_ADDRESS = r"([^\s<>\x22\x27:;,()\[\]]+@[^\s<>\x22\x27:;,()\[\]]+)"

# In the order in which they are done to an id, and to an e-mail address, which keeps its marks and digits.
_TO_IDS: dict[str, str] = {
    "blanks": rf"trim(regexp_replace({{form}}, '{_BLANK}', '', 'g'), '\"''`')",
    "decimal": r"regexp_replace({form}, '^(\d+)[.,]0+$', '\1')",
    "case": "lower({form})",
    "marks": r"regexp_replace({form}, '[^\pL\pN]+', '', 'g')",
    "letters": r"regexp_replace({form}, '^\D*?(\d+)\D*$', '\1')",
    "zeros": r"regexp_replace({form}, '^(\D*)0+(\d)', '\1\2')",
}
_TO_ADDRESSES: dict[str, str] = {
    "address": rf"regexp_replace(regexp_extract({{form}}, '{_ADDRESS}', 1), '\+[^@]*@', '@')",
    "blanks": _TO_IDS["blanks"],
    "case": "lower({form})",
}

# What a person reads; ``their_`` steps are done to the ids of the other table alone.
WORDS: dict[str, str] = {
    "blanks": "blanks and quotes",
    "decimal": "the .0 that spreadsheets add",
    "address": "names and +tags around e-mail addresses",
    "case": "capital or small letters",
    "marks": "dashes and other marks",
    "letters": "letters before or behind the number",
    "their_letters": "letters before or behind the number of {table}",
    "zeros": "leading zeros",
    "email": "",  # is no difference to ignore, but another column to compare with
}
STEPS: tuple[str, ...] = tuple(WORDS)

# What differs between two spellings of one id and hardly ever between two customers.
GENTLE: tuple[str, ...] = ("blanks", "decimal", "address", "case")


def own_form(steps: Iterable[str], value: str) -> str:
    """SQL for the form in which an id of the table itself is compared; NULL when nothing is left of it.

    >>> import duckdb
    >>> form = own_form(("case", "marks", "letters", "zeros"), "id")
    >>> duckdb.sql(f"SELECT {form} FROM (VALUES ('CUST-00123'), ('Ann@x.org'), ('--')) AS ids(id)").fetchall()
    [('123',), ('ann@x.org',), (None,)]
    """
    return _form(set(steps), value)


def their_form(steps: Iterable[str], value: str) -> str:
    """SQL for the form in which an id of the other table is compared."""
    told = set(steps)
    return _form(told - {"letters"} | ({"letters"} if "their_letters" in told else set()), value)


def in_words(steps: Sequence[str], table: str, other: str) -> str:
    """What is ignored, as part of a sentence.

    >>> in_words(("case", "zeros", "their_letters"), "tickets", "customers")
    'ignoring capital or small letters, letters before or behind the number of customers and leading zeros'
    """
    parts = [WORDS[step].format(table=other) for step in STEPS if step in steps and WORDS[step]]
    ignoring = f"ignoring {', '.join(parts[:-1])}{' and ' if parts[1:] else ''}{parts[-1]}" if parts else ""
    by_mail = f"comparing with the e-mail address of {other}" if "email" in steps else ""
    return ", ".join(part for part in (by_mail, ignoring) if part) or "as they are"


def _form(steps: set[str], value: str) -> str:
    of_id = of_address = value
    for step, sql in _TO_IDS.items():
        of_id = sql.replace("{form}", of_id) if step in steps else of_id
    for step, sql in _TO_ADDRESSES.items():
        of_address = sql.replace("{form}", of_address) if step in steps else of_address
    return f"nullif(CASE WHEN contains({value}, '@') THEN {of_address} ELSE {of_id} END, '')"
