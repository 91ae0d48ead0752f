"""Placing every row of data in a phase: the journey rules as one CASE per table, run in DuckDB."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import duckdb

from analytics.journey.rules import COLUMN, TABLES, Rule
from analytics.journey.since import EVENT, counts_days
from analytics.sql import literal, quoted
from analytics.store.rewriting import change_rows

# Where customers wrote what they like: there rules look for words in several fields at once.
PROSE = {"surveys": ("comment",), "tickets": ("subject", "tags", "body")}

# What a rule may look at, as SQL over one table t.
_LOOKS_AT: dict[str, dict[str, str]] = {
    "surveys": {
        "touchpoint": "t.touchpoint",
        "question": "t.question",
        "channel": "t.channel",
    },
    "tickets": {
        "category": "t.category",
        "channel": "t.channel",
    },
    "sales": {"category": "t.category", "channel": "t.channel"},
    "usage": {"event": "t.event"},
    "measures": {"touchpoint": "t.touchpoint", "measure": "t.measure"},
}

_TIMES = {"surveys": "answered_at", "tickets": "created_at", "sales": "ordered_at", "usage": "occurred_at"}

# When an event happened to a customer, as SQL over their profile p, or as a query of customer_id and at.
_OF_PROFILE = {
    "days": "p.started_at",
    "days left": "p.left_at",
    "since:start": "coalesce(p.started_at, p.joined_at)",
    "since:first order": "p.first_order_at",
}
_OF_ROWS = {
    "since:first use": "SELECT customer_id, min(occurred_at) AS at FROM usage GROUP BY ALL",
    "since:first ticket": "SELECT customer_id, min(created_at) AS at FROM tickets GROUP BY ALL",
}
_LAST_ORDER = "since:last order"

# What may stand before a word: marks and blanks of ASCII and Latin-1, general and Asian punctuation, symbols.
# Names in files write website_visits for website visit: an underscore ends a word as well. (The plain way to say
# this, [^\pL\pN], costs eight times as much to prepare, and a load prepares it for every rule.)
_BETWEEN_WORDS = (
    r"[\x00-/:-@\[-`{-\x{BF}\x{2000}-\x{206F}\x{2190}-\x{2BFF}\x{3000}-\x{303F}\x{FF01}-\x{FF0F}\x{1F000}-\x{1FAFF}]"
)


@dataclass(frozen=True)
class Placing:
    """How the rows of one table get their place.

    ``rows`` is SQL that gives the rows of a source with the number of the first rule that fits as
    ``rule``; over these, ``phase`` and ``sentence`` (the rule in words) are NULL where none does.
    """

    rows: str
    phase: str
    sentence: str


def placing(
    rules: Iterable[Rule],
    table: str,
    source: str,
    profiles: str = "profiles",
    hinted: str = "TRUE",
    values: Mapping[str, str] = MappingProxyType({}),
) -> Placing:
    """The place of each row of ``source``, SQL in brackets with the columns of ``table``.

    ``profiles`` names the table with the beginning and end of each customer. ``hinted`` is SQL over ``source``, false
    only where none of the rules' words stand in what the customer wrote. ``values`` gives, by field, SQL in brackets
    for all the different values that it has in ``source``: what rules ask of that field is asked of these.

    >>> rule = Rule("adoption", "usage", "event", "mentions", ("signup",))
    >>> way = placing([rule], "usage", "(SELECT 'ann' AS customer_id, 'signup_done' AS event, now() AS occurred_at)")
    >>> made = duckdb.connect()
    >>> _ = made.execute("CREATE TABLE profiles (customer_id VARCHAR, started_at TIMESTAMP, first_order_at TIMESTAMP, left_at TIMESTAMP)")
    >>> made.sql(f"SELECT event, {way.phase}, {way.sentence} FROM {way.rows}").fetchall()
    [('signup_done', 'adoption', 'usage whose event mentions signup')]
    """
    fitting = fitting_rules(rules, table)
    numbered = dict(enumerate(fitting))
    rows = _with_rule(
        {n: rule for n, rule in numbered.items() if rule.field not in values}, table, source, profiles, hinted
    )
    for field, different in values.items():
        of_field = {n: rule for n, rule in numbered.items() if rule.field == field}
        if of_field:
            # The first rule that fits is the first of those that fit by one field each.
            rows = (
                f"(SELECT r.* REPLACE (least(r.rule, v.rule) AS rule) FROM {rows} AS r "
                f"LEFT JOIN {_with_rule(of_field, table, different)} AS v ON v.{quoted(field)} = r.{quoted(field)})"
            )
    return Placing(rows, _pick([rule.phase for rule in fitting]), _pick([rule.sentence for rule in fitting]))


def _with_rule(
    numbered: Mapping[int, Rule], table: str, source: str, profiles: str = "profiles", hinted: str = "TRUE"
) -> str:
    """The rows of ``source`` with the number of the first of these rules that fits as ``rule``, as SQL in brackets."""
    rows = looked_at(list(numbered.values()), table, source, profiles, hinted)
    cases = " ".join(f"WHEN {condition(rule)} THEN {number}" for number, rule in numbered.items())
    return f"(SELECT *, {f'CASE {cases} END' if cases else 'NULL::INTEGER'} AS rule FROM {rows})"


def fitting_rules(rules: Iterable[Rule], table: str) -> list[Rule]:
    """Those of the rules that can look at rows of ``table``, in order."""
    return [rule for rule in rules if rule.table in ("", table) and _looks_at(table, rule.field)]


def _looks_at(table: str, field: str) -> str:
    """What a rule looks at as SQL, empty where the table has no such field."""
    if counts_days(field):
        return f"date_diff('day', {_event(field, table)}, t.{_TIMES[table]})" if table in _TIMES else ""
    if field.startswith(COLUMN):
        pointer = "/" + field.removeprefix(COLUMN).replace("~", "~0").replace("/", "~1")
        return f"json_extract_string(t.extra, {literal(pointer)})"
    if field == "text" and table in PROSE:
        return one_below_the_other(f"t.{part}" for part in PROSE[table])
    return _LOOKS_AT.get(table, {}).get(field, "")


def one_below_the_other(texts: Iterable[str]) -> str:
    """SQL for several texts as one, in which no word and no number goes on from one to the next."""
    return f"concat_ws(chr(10), {', '.join(texts)})"


def words_in_prose(rules: Iterable[Rule], table: str) -> tuple[str, ...]:
    """The words that rules look for in what customers wrote."""
    return tuple(
        word
        for rule in fitting_rules(rules, table)
        if (rule.field, rule.test) == ("text", "mentions")
        for word in rule.words
    )


def _event(field: str, table: str) -> str:
    """When the event happened to the customer of a row, as SQL over what ``_joined`` joins."""
    if field == "days" and table == "sales":
        # As far as anybody knows, the order of a customer whom nobody knows is their first.
        return "CASE WHEN t.customer_id IS NULL THEN t.ordered_at ELSE p.first_order_at END"
    return _OF_PROFILE.get(field) or f"{quoted(field)}.at"


def _joined(looked: list[str], table: str, profiles: str) -> str:
    """What is joined to the rows t of a table, so that days can be counted."""
    events = [field for field in looked if counts_days(field)]
    joins = [f"LEFT JOIN {profiles} AS p ON p.customer_id = t.customer_id"] if set(events) & set(_OF_PROFILE) else []
    for field in events:
        if field == _LAST_ORDER:
            joins.append(
                f"ASOF LEFT JOIN (SELECT customer_id, ordered_at AS at FROM purchases) AS {quoted(field)} "
                f"ON {quoted(field)}.customer_id = t.customer_id AND {quoted(field)}.at < t.{_TIMES[table]}"
            )
        elif field not in _OF_PROFILE:
            named = literal(field.removeprefix(EVENT))
            happened = _OF_ROWS.get(field) or (
                f"SELECT customer_id, min(occurred_at) AS at FROM usage WHERE event = {named} GROUP BY ALL"
            )
            joins.append(f"LEFT JOIN ({happened}) AS {quoted(field)} ON {quoted(field)}.customer_id = t.customer_id")
    return " ".join(joins)


def looked_at(fitting: list[Rule], table: str, source: str, profiles: str = "profiles", hinted: str = "TRUE") -> str:
    """The rows of ``source`` in brackets, with what the rules look at: what ``condition`` asks about."""
    looked = list(dict.fromkeys(rule.field for rule in fitting))
    seen = {field: _looks_at(table, field) for field in looked}
    if {rule.test for rule in fitting if rule.field == "text"} == {"mentions"}:
        seen["text"] = f"CASE WHEN {hinted} THEN {seen['text']} END"
    # One look for all words of all rules spares most rows the look for the words of each. DuckDB would write the look
    # out again in every branch of CASE, and take it each time; what holds a random number is computed once.
    mentions = {field: [rule for rule in fitting if (rule.field, rule.test) == (field, "mentions")] for field in looked}
    found = "".join(
        f", {_mentions(_look(field), [word for rule in by for word in rule.words])} AND random() < 2 AS {_look(field, 'found')}"
        for field, by in mentions.items()
        if by
    )
    named = "".join(f", {what} AS {_look(field)}" for field, what in seen.items())
    return f"(SELECT *{found} FROM (SELECT t.*{named} FROM {source} AS t {_joined(looked, table, profiles)}))"


def place(
    cursor: duckdb.DuckDBPyConnection, rules: Iterable[Rule], tables: Iterable[str] = TABLES, only: str = "TRUE"
) -> None:
    """Set ``phase`` and ``phase_rule`` (the rule in words) of every row; NULL where no rule fits.

    Only rows whose place changes are written, so that a small import costs little; where they are very many, the
    whole table. ``only`` is SQL over the columns of ``tables``: the rows whose place may have changed.
    """
    rules = tuple(rules)
    for table in tables:
        way = placing(rules, table, f"(SELECT rowid AS r, * FROM {table} WHERE {only})")
        misplaced = (
            f"SELECT r, {way.phase} AS phase, {way.sentence} AS phase_rule FROM {way.rows} "
            f"WHERE phase IS DISTINCT FROM {way.phase} OR phase_rule IS DISTINCT FROM {way.sentence}"
        )
        change_rows(cursor, table, misplaced, {"phase": "c.phase", "phase_rule": "c.phase_rule"})


def _pick(texts: list[str]) -> str:
    """The text of the chosen rule, by its number."""
    return f"[{', '.join(literal(text) for text in texts)}][rule + 1]" if texts else "NULL::VARCHAR"


def _look(field: str, what: str = "looks") -> str:
    """The column that holds what rules look at, or whether any of their words is found there."""
    return quoted(f"{what}_{field}")


def condition(rule: Rule) -> str:
    """The rule as SQL over what it looks at (``looked_at``); NULL counts as no."""
    column = _look(rule.field)
    if rule.test == "any":
        return f"{column} IS NOT NULL"
    if rule.test in ("at most", "more than"):
        number = column if counts_days(rule.field) else f"TRY_CAST({column} AS DOUBLE)"
        return f"{number} {'<=' if rule.test == 'at most' else '>'} {float(rule.words[0])}"
    if rule.test == "is":
        return f"lower(trim({column})) IN ({', '.join(literal(word) for word in _plain(rule.words))})"
    # CASE looks only at the rows that the condition leaves; AND would look at all of them.
    return f"CASE WHEN {_look(rule.field, 'found')} THEN {_mentions(column, rule.words)} ELSE FALSE END"


def _mentions(text: str, words: Iterable[str]) -> str:
    """SQL for whether any of the words begins in the text ``text``, whatever the letters' case."""
    return f"regexp_matches({text}, {literal(pattern_of(words))}, 'i')"


def pattern_of(words: Iterable[str]) -> str:
    """The regular expression for any of the words at the beginning of one."""
    return f"(^|{_BETWEEN_WORDS})(" + "|".join(re.escape(word) for word in _plain(words)) + ")"


def _plain(words: Iterable[str]) -> list[str]:
    return [word.strip().lower() for word in words if word.strip()]
