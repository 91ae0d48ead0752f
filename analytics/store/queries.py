"""Queries whose result was loaded: remembered in the ledger, and stale once their source tables change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from analytics.errors import NotFound
from analytics.store.asking import DERIVED, sources
from analytics.store.database import Database
from analytics.store.joining import decided
from analytics.store.ledger import Ledger

DECISION = "query"  # the kind of these decisions in the ledger


@dataclass(frozen=True)
class RememberedQuery:
    """A query that was loaded under a name: what it asked, as what kind, and the import that it last gave.

    ``stands`` is whether that import has not been taken back; ``changed`` names the source tables that are
    not what they were then.
    """

    name: str
    sql: str
    kind: str
    import_id: str
    timezone: str = ""
    stands: bool = True
    changed: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """How up to date the loaded result is, in words.

        >>> RememberedQuery("Orders", "SELECT 1", "sales", "import-3", changed=("other_items",)).sentence
        'Out of date: other_items changed since it was loaded.'
        """
        if not self.stands:
            return "Its import was taken back."
        if self.changed:
            return f"Out of date: {', '.join(self.changed)} changed since it was loaded."
        return "Up to date."


def remember(
    database: Database, query: RememberedQuery, who: str, reason: str = "", at: datetime | None = None
) -> None:
    """Record that the result of a query was loaded, and what its source tables were then."""
    value = {
        "sql": query.sql,
        "kind": query.kind,
        "import_id": query.import_id,
        "timezone": query.timezone,
        "sources": _states(database, base_tables(database, query.sql)),
    }
    Ledger(database).record(DECISION, query.name, value, who, reason, at)


def forget(database: Database, name: str, who: str, reason: str = "", at: datetime | None = None) -> None:
    """Record that a query is no longer remembered; what it loaded stays until its import is taken back."""
    Ledger(database).record(DECISION, remembered(database, name).name, None, who, reason, at)


def all_remembered(database: Database) -> tuple[RememberedQuery, ...]:
    """Every remembered query, in the order in which they were first loaded."""
    standing = {row[0] for row in database.rows("SELECT import_id FROM imports WHERE undone_at IS NULL")}
    found = []
    for name, value in Ledger(database).present(DECISION).items():
        now = _states(database, value["sources"])
        changed = tuple(table for table, state in value["sources"].items() if now[table] != state)
        found.append(
            RememberedQuery(
                name, value["sql"], value["kind"], value["import_id"], value["timezone"],
                value["import_id"] in standing, changed,
            )
        )  # fmt: skip
    return tuple(found)


def remembered(database: Database, name: str) -> RememberedQuery:
    """The remembered query called ``name``; NotFound when there is none."""
    queries = {query.name: query for query in all_remembered(database)}
    if name not in queries:
        raise NotFound(f"No query called {name} is remembered. There are: {', '.join(queries) or 'none yet'}.")
    return queries[name]


def base_tables(database: Database, sql: str) -> tuple[str, ...]:
    """The tables of files that a query rests on, also behind what is derived from them."""
    found: dict[str, None] = {}
    for table in sources(database, sql):
        found |= dict.fromkeys(DERIVED.get(table, (table,)))
    return tuple(found)


def _states(database: Database, tables: Iterable[str]) -> dict[str, str]:
    """What each table is made of: the imports that stand in it, and the rule for its ids."""
    imports = dict(
        database.rows(
            "SELECT table_name, string_agg(import_id, ' ' ORDER BY number) FROM imports "
            "WHERE undone_at IS NULL GROUP BY table_name"
        )
    )
    rules = {rule.table: f" {rule.sentence}" for rule in decided(database)}
    return {table: imports.get(table, "") + rules.get(table, "") for table in tables}
