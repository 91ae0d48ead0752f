"""Proposing how ids that differ in spelling could find their customers, with what it would do."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import duckdb

from analytics.store.coverage import RANKED
from analytics.store.id_steps import GENTLE, STEPS, own_form, their_form
from analytics.store.joining import JoinRule, first_reference, ids_of, name_customers, resolve

_SAMPLE = 5_000  # ids that join nobody, by which the steps are chosen; the effect is counted on all
_MANY, _PART = 100_000, 20  # of many names, one in twenty tells whether a notation brings anything
_LEAST_OF_UNMATCHED = 0.1  # less is chance rather than notation
_LEAST_OF_ROWS = 0.001
_MOST_COLLISIONS = 0.05
_GOOD_ENOUGH = 0.95  # of the lost ids: bolder steps are not tried
_NOTATION = ("blanks", "decimal", "address", "case", "marks", "zeros")
_CANDIDATES: tuple[tuple[str, ...], ...] = (
    _NOTATION,
    (*_NOTATION, "letters"),
    (*_NOTATION, "their_letters"),
    ("blanks", "address", "case", "email"),
)


@dataclass(frozen=True)
class Proposal:
    """A rule that nobody agreed to yet, and what it would do to the ``rows`` of its table that name a customer.

    ``before`` and ``after`` are the rows that find one. ``collisions`` counts ids that would become one with
    another though they differ by more than blanks, case and the like; ``unclear`` ids that fit several
    customers and would stay as they are. ``examples`` are (id as loaded, id of the customer).
    """

    rule: JoinRule
    rows: int
    before: int
    after: int
    collisions: int
    unclear: int
    examples: tuple[tuple[str, str], ...]
    colliding: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The effect in words."""
        shown = "; ".join(f"{spelled} = {present}" for spelled, present in self.examples)
        return (
            f"{_percent(self.before, self.rows)} -> {_percent(self.after, self.rows)} of {self.rows:,} {self.rule.sentence}. "
            f"For example {shown}. " + self.price
        )

    @property
    def price(self) -> str:
        """What the rule would wrongly put together or leave open, in words."""
        shown = "; ".join(f"{spelled} = {present}" for spelled, present in self.colliding)
        lost = f"{_ids(self.collisions)} would become one with another ({shown})" if self.collisions else ""
        left = f"{_ids(self.unclear)} fit several customers and stay as they are" if self.unclear else ""
        return (
            "; ".join(part for part in (lost, left) if part) + "." if lost or left else "No two ids would become one."
        )

    def as_dict(self) -> dict[str, Any]:
        """The proposal as JSON holds it."""
        told = asdict(self)
        rule = told.pop("rule")
        return {"table": rule["table"], "with": rule["with_table"], "steps": rule["steps"]} | told | {
            "sentence": self.sentence,
        }  # fmt: skip


def propose(cursor: duckdb.DuckDBPyConnection) -> list[Proposal]:
    """One proposal per table whose ids would find clearly more customers under another notation."""
    found = []
    for table in RANKED[1:]:
        other = first_reference(cursor, table)
        proposal = _for_table(cursor, table, other) if other else None
        if proposal:
            found.append(proposal)
    return found


def effect(cursor: duckdb.DuckDBPyConnection, rule: JoinRule) -> Proposal:
    """What a rule would do, counted on all rows."""
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE loaded_ids AS {ids_of(rule.table)}")
    name_customers(cursor, rule)
    resolve(cursor, rule, "loaded_ids")
    gentle = own_form(GENTLE, "spelled")
    rows, after, unclear, forms, customers = cursor.execute(
        "SELECT coalesce(sum(n), 0)::BIGINT, coalesce(sum(n) FILTER (present IS NOT NULL), 0)::BIGINT, "
        f"count(*) FILTER (unclear), count(DISTINCT {gentle}) FILTER (present IS NOT NULL), count(DISTINCT present) FROM resolved"
    ).fetchall()[0]
    examples = cursor.execute(
        "SELECT spelled, present FROM resolved WHERE present <> spelled ORDER BY n DESC, spelled LIMIT 3"
    ).fetchall()
    colliding = cursor.execute(
        f"SELECT spelled, present FROM resolved WHERE present IS NOT NULL QUALIFY count(DISTINCT {gentle}) "
        "OVER (PARTITION BY present) > 1 ORDER BY present, spelled LIMIT 4"
    ).fetchall()
    for made in ("loaded_ids", "named", "resolved"):
        cursor.execute(f"DROP TABLE {made}")
    before = _matched(cursor, rule)
    return Proposal(rule, rows, before, after, forms - customers, unclear, tuple(examples), tuple(colliding))


def _for_table(cursor: duckdb.DuckDBPyConnection, table: str, other: str) -> Proposal | None:
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE lost AS SELECT coalesce(customer_id_loaded, customer_id) AS spelled, count(*) AS n "
        f"FROM {table} AS t ANTI JOIN {other} AS o ON o.customer_id = t.customer_id "
        f"WHERE customer_id IS NOT NULL GROUP BY 1 ORDER BY hash(spelled) LIMIT {_SAMPLE}"
    )
    chosen = _best_steps(cursor, table, other) if cursor.execute("SELECT 1 FROM lost LIMIT 1").fetchall() else None
    cursor.execute("DROP TABLE lost")
    if chosen is None:
        return None
    proposal = effect(cursor, JoinRule(table, other, chosen))
    return proposal if _is_worth_it(proposal) else None


def _best_steps(cursor: duckdb.DuckDBPyConnection, table: str, other: str) -> tuple[str, ...] | None:
    """The fewest and gentlest steps under which the most of the lost ids find a customer."""
    best, chosen = 0.0, JoinRule(table, other, ())
    named_by_mail = None
    for steps in _CANDIDATES:
        rule = JoinRule(table, other, steps)
        if named_by_mail != ("email" in steps):  # all that the names depend on
            name_customers(cursor, rule)
            named_by_mail = "email" in steps
        share = _share(cursor, rule, "named") if _may_find(cursor, rule) else 0.0
        if share > best:
            best, chosen = share, rule
        if best > _GOOD_ENOUGH:
            break
    return _fewest_steps(cursor, chosen, best) if best >= _LEAST_OF_UNMATCHED else None


def _may_find(cursor: duckdb.DuckDBPyConnection, rule: JoinRule) -> bool:
    """Whether the rule finds any customer in a part of the names; putting all of many into form takes long.

    A tenth of the lost ids would have to find theirs, some hundreds, and of these every twentieth is in the part.
    """
    names = cursor.execute("SELECT count(*) FROM named").fetchall()[0][0]
    return names < _MANY or _share(cursor, rule, f"(FROM named WHERE hash(spelled) % {_PART} = 0)") > 0


def _fewest_steps(cursor: duckdb.DuckDBPyConnection, rule: JoinRule, best: float) -> tuple[str, ...]:
    """The steps without those, boldest first, that can be spared."""
    name_customers(cursor, rule)
    # Only these names can still be found with fewer steps, and putting all into form is what takes time.
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE near AS FROM named WHERE {their_form(rule.steps, 'spelled')} IN "
        f"(SELECT {own_form(rule.steps, 'spelled')} FROM lost)"
    )
    for step in reversed(STEPS):
        fewer = replace(rule, steps=tuple(kept for kept in rule.steps if kept != step))
        if (
            fewer != rule
            and _share(cursor, fewer, "near" if "email" in fewer.steps else "(FROM near WHERE is_id)") >= best
        ):
            rule = fewer
    cursor.execute("DROP TABLE near")
    return rule.steps


def _share(cursor: duckdb.DuckDBPyConnection, rule: JoinRule, named: str) -> float:
    """The share of the rows with lost ids that would find a customer."""
    resolve(cursor, rule, "lost", named)
    share = cursor.execute("SELECT sum(n) FILTER (present IS NOT NULL) / sum(n) FROM resolved").fetchall()[0][0]
    return float(share or 0)


def _is_worth_it(proposal: Proposal) -> bool:
    gain, lost = proposal.after - proposal.before, proposal.rows - proposal.before
    return (
        gain >= _LEAST_OF_UNMATCHED * lost
        and gain >= _LEAST_OF_ROWS * proposal.rows
        and gain > 0
        and proposal.collisions <= max(3, _MOST_COLLISIONS * proposal.after)
    )


def _matched(cursor: duckdb.DuckDBPyConnection, rule: JoinRule) -> int:
    found = cursor.execute(
        f"SELECT count(*) FROM {rule.table} WHERE customer_id IN (SELECT customer_id FROM {rule.with_table})"
    ).fetchall()[0][0]
    return int(found)


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"


def _ids(number: int) -> str:
    return "1 id" if number == 1 else f"{number:,} ids"
