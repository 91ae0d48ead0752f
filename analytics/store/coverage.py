"""How well the tables join on the customer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from analytics.store.rows_told import rows_that

# The tables that name customers. The ids of a later one are put into the spelling of an earlier one.
RANKED: tuple[str, ...] = ("customers", "sales", "subscriptions", "usage", "surveys", "tickets")


@dataclass(frozen=True)
class Join:
    """How many rows of ``table`` name a customer that ``with_table`` knows.

    ``rows`` counts the rows that name a customer at all, ``nameless`` the others.

    >>> Join("tickets", "sales", rows=200, matched=150, nameless=12).sentence
    '75.0% of 200 tickets join a customer of sales. Without any customer: 12.'
    """

    table: str
    with_table: str
    rows: int
    matched: int
    nameless: int = 0

    @property
    def coverage(self) -> float:
        """The share of rows that join, from 0 to 1."""
        return self.matched / self.rows if self.rows else 0.0

    @property
    def sentence(self) -> str:
        """The coverage in words."""
        if not self.rows:
            return (
                f"{rows_that(self.nameless, self.table, f'name no customer, so they join none of {self.with_table}')}."
            )
        rest = f" Without any customer: {self.nameless:,}." if self.nameless else ""
        if self.rows == 1:
            whom = "a" if self.matched else "no"
            return f"{rows_that(1, self.table, f'join {whom} customer of {self.with_table}')}.{rest}"
        if not self.matched:
            return (
                f"None of the {self.rows:,} {self.table} join a customer of {self.with_table}: they share no id.{rest}"
            )
        return f"{self.coverage:.1%} of {self.rows:,} {self.table} join a customer of {self.with_table}.{rest}"

    def as_dict(self) -> dict[str, Any]:
        """The join as JSON holds it."""
        told = asdict(self)
        return {"table": self.table, "with": told.pop("with_table")} | told | {
            "coverage": self.coverage, "sentence": self.sentence,
        }  # fmt: skip


def coverage(cursor: duckdb.DuckDBPyConnection, about: str | None = None) -> list[Join]:
    """The joins of all filled tables: with customers and with sales, and with each other where there are no customers.

    ``about`` names one table: only joins from it or with it.
    """
    filled = [name for name in RANKED if cursor.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchall()]
    # Orders of nobody are no list of customers with which other rows could be compared.
    named = [
        name for name in filled if cursor.execute(f"SELECT count(customer_id) > 0 FROM {name}").fetchall() == [(True,)]
    ]
    found = []
    for table in filled:
        for other in references(table, [*named, table]):
            if about in (None, table, other):
                found.append(_join(cursor, table, other))
    return found


def references(table: str, filled: list[str]) -> list[str]:
    """The filled tables whose customers ``table`` is compared with, the first of which sets the spelling.

    >>> references("tickets", ["customers", "sales", "usage", "tickets"])
    ['customers', 'sales']
    >>> references("tickets", ["subscriptions", "usage", "tickets"])
    ['subscriptions', 'usage']
    """
    earlier = [name for name in filled if RANKED.index(name) < RANKED.index(table)]
    return [name for name in earlier if "customers" not in filled or name in ("customers", "sales")]


def _join(cursor: duckdb.DuckDBPyConnection, table: str, other: str) -> Join:
    rows, matched, nameless = cursor.execute(
        "SELECT coalesce(sum(n) FILTER (customer_id IS NOT NULL), 0)::BIGINT, "
        f"coalesce(sum(n) FILTER (customer_id IN (SELECT customer_id FROM {other} WHERE customer_id IS NOT NULL)), 0)::BIGINT, "
        "coalesce(sum(n) FILTER (customer_id IS NULL), 0)::BIGINT "
        f"FROM (SELECT customer_id, count(*) AS n FROM {table} GROUP BY customer_id)"
    ).fetchall()[0]
    return Join(table, other, rows, matched, nameless)
