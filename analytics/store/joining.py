"""Customers under several ids: the decided rules, and what they do to the tables.

A rule puts the ids of one table into the spelling of another one. It is a decision in the ledger. The ids of
the table are rewritten, and what the file said stands beside them (``customer_id_loaded``), so that a rule
can be taken back and a file that is loaded again is compared with what files say. Where ``customers`` names
the person behind an id (``person_id``), the person's id takes its place in every table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from analytics.errors import NotFound
from analytics.store.coverage import RANKED, references
from analytics.store.database import Database
from analytics.store.id_steps import STEPS, in_words, own_form, their_form
from analytics.store.ledger import Ledger
from analytics.store.rewriting import change_rows

DECISION = "join"  # the kind of these decisions in the ledger

# The columns that hold ids of customers, by table.
_ID_COLUMNS: dict[str, tuple[str, ...]] = {
    table: ("customer_id", "referred_by") if table in ("sales", "customers") else ("customer_id",) for table in RANKED
}


@dataclass(frozen=True)
class JoinRule:
    """Ids of ``table`` are customers of ``with_table`` when they are alike once ``steps`` are ignored.

    An id that fits several customers, or none, stays as it was loaded.

    >>> JoinRule("tickets", "customers", ("zeros",)).sentence
    'tickets find their customer in customers, ignoring leading zeros'
    """

    table: str
    with_table: str
    steps: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The rule in words."""
        return f"{self.table} find their customer in {self.with_table}, {in_words(self.steps, self.table, self.with_table)}"


def decided(database: Database, as_of: datetime | None = None) -> tuple[JoinRule, ...]:
    """The rules that people agreed to, at most one per table, in the order in which they are applied."""
    present = Ledger(database).present(DECISION, as_of)
    rules = [JoinRule(table, value["with"], tuple(value["steps"])) for table, value in present.items()]
    return tuple(sorted(rules, key=lambda rule: RANKED.index(rule.table)))


def agree(database: Database, rule: JoinRule, who: str, reason: str = "", at: datetime | None = None) -> None:
    """Record the rule as decided; NotFound when it names a table or a step that there is not."""
    known = rule.table in RANKED and rule.with_table in RANKED[: RANKED.index(rule.table)]
    if not known or not set(rule.steps) <= set(STEPS):
        raise NotFound(
            f"{rule.table} cannot take over ids from {rule.with_table} by {', '.join(rule.steps) or 'nothing'}. "
            "`status` and the page Load files list what is proposed."
        )
    value: dict[str, Any] = {"with": rule.with_table, "steps": list(rule.steps)}
    Ledger(database).record(DECISION, rule.table, value, who, reason, at)


def take_back(database: Database, table: str, who: str, reason: str = "", at: datetime | None = None) -> None:
    """Record that the ids of ``table`` are to be as they were loaded; NotFound when they are."""
    if table not in Ledger(database).present(DECISION):
        raise NotFound(f"No rule joins {table or 'that table'}. `status` lists the rules there are.")
    Ledger(database).record(DECISION, table, None, who, reason, at)


def restore_ids(cursor: duckdb.DuckDBPyConnection, tables: Iterable[str] = RANKED) -> int:
    """Put the ids of ``tables`` back to what the files said; how many there were to put back."""
    restored = 0
    for table in tables:
        for column in _ID_COLUMNS.get(table, ()):
            rewritten = f"SELECT rowid AS r, {column}_loaded AS loaded FROM {table} WHERE {column}_loaded IS NOT NULL"
            restored += change_rows(cursor, table, rewritten, {column: "c.loaded", f"{column}_loaded": "NULL"})
    return restored


def settle_ids(cursor: duckdb.DuckDBPyConnection, rules: Sequence[JoinRule], changed: str | None = None) -> bool:
    """Rewrite the ids as ``rules`` and the persons of ``customers`` say, in the caller's transaction.

    ``changed`` names the one table whose rows are new; tables that do not depend on it are left alone. Gives
    whether any id was put into another form or back into its own: what rests on ids must be made anew.
    """
    persons = bool(cursor.execute("SELECT 1 FROM customers WHERE person_id IS NOT NULL LIMIT 1").fetchall())
    tables = affected(rules, changed)
    moved = restore_ids(cursor, tables)
    by_table = {rule.table: rule for rule in rules}
    for table in tables:
        if table == "customers":
            moved += _name_persons(cursor)
        elif table in by_table:
            moved += _rewrite(cursor, by_table[table])
        if persons and (table == "customers" or table not in by_table):
            moved += _rewrite(cursor, JoinRule(table, "customers", ()), own=table != "customers")
    return bool(moved)


def persons_in_words(cursor: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """A sentence for the receipt where ``customers`` names persons who have several ids; none where nobody has."""
    named, persons = cursor.execute(
        "SELECT count(*), count(DISTINCT person_id) FROM customers WHERE person_id IS NOT NULL"
    ).fetchall()[0]
    if named == persons:
        return ()
    return (f"{named:,} customer ids are {persons:,} persons: a person counts as one customer, in every table.",)


def affected(rules: Sequence[JoinRule], changed: str | None) -> list[str]:
    """The tables whose ids may have to change when ``changed`` has new rows, in the order of settling.

    >>> affected((JoinRule("sales", "customers", ()), JoinRule("tickets", "sales", ())), "sales")
    ['sales', 'tickets']
    """
    if changed in (None, "customers"):
        return list(RANKED)
    found = {changed}
    for rule in rules:
        if rule.with_table in found:
            found.add(rule.table)
    return [table for table in RANKED if table in found]


def name_customers(cursor: duckdb.DuckDBPyConnection, rule: JoinRule) -> None:
    """Make the temporary table ``named``: every name under which the other table knows a customer.

    ``present`` is the customer's id; ``is_id`` is false where the name is an e-mail address beside an id.
    """
    parts = [
        f"SELECT customer_id AS spelled, customer_id AS present, TRUE AS is_id FROM {rule.with_table} GROUP BY ALL",
        f"SELECT customer_id_loaded, customer_id, TRUE FROM {rule.with_table} WHERE customer_id_loaded IS NOT NULL GROUP BY ALL",
    ]
    if "email" in rule.steps and rule.with_table == "customers":
        parts.append("SELECT email, customer_id, FALSE FROM customers WHERE email IS NOT NULL")
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE named AS {' UNION ALL '.join(parts)}")


def resolve(cursor: duckdb.DuckDBPyConnection, rule: JoinRule, ids: str, named: str = "named") -> None:
    """Make the temporary table ``resolved``: for each ``spelled`` in the table ``ids`` the ``present`` id of its customer.

    An id that the other table has to the letter is that customer's. Else the form decides, where it fits one
    customer alone; ``unclear`` marks an id that fits several.
    """
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE resolved AS "
        f"WITH own AS (SELECT spelled, n, {own_form(rule.steps, 'spelled')} AS form FROM {ids}), "
        f"exact AS (SELECT spelled, min(present) AS one, max(present) AS other FROM {named} SEMI JOIN own USING (spelled) "
        "WHERE is_id GROUP BY spelled), "
        f"formed AS (SELECT form, min(present) AS one, max(present) AS other FROM (SELECT "
        f"{their_form(rule.steps, 'spelled')} AS form, present FROM {named}) SEMI JOIN own USING (form) GROUP BY form) "
        "SELECT own.spelled, n, CASE WHEN exact.one = exact.other THEN exact.one "
        "WHEN formed.one = formed.other THEN formed.one END AS present, "
        "coalesce(formed.one <> formed.other AND (exact.one IS NULL OR exact.one <> exact.other), FALSE) AS unclear "
        "FROM own LEFT JOIN exact USING (spelled) LEFT JOIN formed USING (form)"
    )


def ids_of(table: str, column: str = "customer_id") -> str:
    """A query for the ids of a table as they were loaded: ``spelled``, and ``n`` rows with each."""
    return (
        f"SELECT coalesce({column}_loaded, {column}) AS spelled, count(*) AS n FROM {table} "
        f"WHERE {column} IS NOT NULL GROUP BY 1"
    )


def first_reference(cursor: duckdb.DuckDBPyConnection, table: str) -> str | None:
    """The filled table that sets the spelling for ``table``; None where there is none."""
    filled = [name for name in RANKED if cursor.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchall()]
    return next(iter(references(table, filled)), None)


def _name_persons(cursor: duckdb.DuckDBPyConnection) -> int:
    several = "SELECT rowid AS r, customer_id, person_id FROM customers WHERE person_id <> customer_id"
    return change_rows(
        cursor, "customers", several, {"customer_id_loaded": "c.customer_id", "customer_id": "c.person_id"}
    )


def _rewrite(cursor: duckdb.DuckDBPyConnection, rule: JoinRule, own: bool = True) -> int:
    """Write the resolved ids into the columns of the table; ``own`` is whether customer_id is among them."""
    rewritten = 0
    name_customers(cursor, rule)
    for column in _ID_COLUMNS[rule.table]:
        if column == "customer_id" and not own:
            continue
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE loaded_ids AS {ids_of(rule.table, column)}")
        resolve(cursor, rule, "loaded_ids")
        otherwise = (
            f"SELECT t.rowid AS r, spelled, present FROM {rule.table} AS t JOIN resolved ON spelled = t.{column} "
            "WHERE present <> spelled"
        )
        rewritten += change_rows(cursor, rule.table, otherwise, {f"{column}_loaded": "c.spelled", column: "c.present"})
        cursor.execute("DROP TABLE loaded_ids")
        cursor.execute("DROP TABLE resolved")
    cursor.execute("DROP TABLE named")
    return rewritten
