"""Placing every row of data in a phase: the journey rules as one CASE per table, run in DuckDB."""

from __future__ import annotations

import re
from collections.abc import Iterable

import duckdb

from analytics.journey.rules import TABLES, Rule
from analytics.store.naming import literal

# What a rule may look at, as SQL over one table t; days come from the customer's profile p.
_START = "p.started_at"
_LOOKS_AT: dict[str, dict[str, str]] = {
    "surveys": {
        "touchpoint": "t.touchpoint",
        "question": "t.question",
        "text": "t.comment",
        "channel": "t.channel",
        "days": f"date_diff('day', {_START}, t.answered_at)",
    },
    "tickets": {
        "category": "t.category",
        "text": "concat_ws(' ', t.subject, t.tags, t.body)",
        "channel": "t.channel",
        "days": f"date_diff('day', {_START}, t.created_at)",
    },
    "sales": {
        "category": "t.category",
        "channel": "t.channel",
        "days": "date_diff('day', p.first_order_at, t.ordered_at)",
    },
    "usage": {"event": "t.event", "days": f"date_diff('day', {_START}, t.occurred_at)"},
    "measures": {"touchpoint": "t.touchpoint", "measure": "t.measure"},
}


def place(cursor: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> None:
    """Set ``phase`` and ``phase_rule`` (the rule in words) of every row; NULL where no rule fits.

    Only rows whose place changes are written, so that a small import costs little.
    """
    rules = tuple(rules)
    for table in TABLES:
        cases = [(_condition(rule, _LOOKS_AT[table]), rule) for rule in rules if rule.table in ("", table)]
        cases = [(condition, rule) for condition, rule in cases if condition]
        phase = " ".join(f"WHEN {condition} THEN {number}" for number, (condition, _) in enumerate(cases))
        chosen = f"CASE {phase} END" if phase else "NULL"
        phases = _pick([rule.phase for _, rule in cases])
        sentences = _pick([rule.sentence for _, rule in cases])
        profile = "" if table == "measures" else "LEFT JOIN profiles AS p ON p.customer_id = t.customer_id"
        cursor.execute(
            f"UPDATE {table} SET phase = placed.phase, phase_rule = placed.sentence FROM ("
            f"SELECT r, {phases} AS phase, {sentences} AS sentence FROM "
            f"(SELECT t.rowid AS r, {chosen} AS rule FROM {table} AS t {profile})) AS placed "
            f"WHERE {table}.rowid = placed.r AND ({table}.phase IS DISTINCT FROM placed.phase "
            f"OR {table}.phase_rule IS DISTINCT FROM placed.sentence)"
        )


def _pick(texts: list[str]) -> str:
    """The text of the chosen rule, by its number."""
    return f"[{', '.join(literal(text) for text in texts)}][rule + 1]" if texts else "NULL::VARCHAR"


def _condition(rule: Rule, looks_at: dict[str, str]) -> str:
    """The rule as SQL; empty when the table has nothing that the rule looks at."""
    column = looks_at.get(rule.field)
    if column is None:
        return ""
    if rule.test == "any":
        return f"{column} IS NOT NULL"
    if rule.test in ("at most", "more than"):
        return f"{column} {'<=' if rule.test == 'at most' else '>'} {float(rule.words[0])}"
    words = [word.strip().lower() for word in rule.words if word.strip()]
    if rule.test == "is":
        return f"lower(trim({column})) IN ({', '.join(literal(word) for word in words)})"
    # Names in files write website_visits for website visit: an underscore ends a word as well.
    pattern = "(^|[^\\pL\\pN])(" + "|".join(re.escape(word) for word in words) + ")"
    return f"regexp_matches({column}, {literal(pattern)}, 'i')"
