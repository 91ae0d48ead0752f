"""What follows from the loaded rows: one profile per customer, the place of every row, the data's version."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from analytics.journey.rules import TABLES, Rule
from analytics.journey.since import counts_days, is_known_from
from analytics.sql import literal
from analytics.store.classifying import classify
from analytics.store.database import Database
from analytics.store.placing import place

_PROFILES = """
CREATE OR REPLACE TEMP TABLE bought AS
SELECT customer_id, min(ordered_at) FILTER (amount >= 0) AS first_order_at, max(ordered_at) FILTER (amount >= 0) AS last_order_at,
    count(*) FILTER (amount >= 0) AS orders,
    CASE WHEN min(money) = max(money) THEN sum(amount - coalesce(refunded, 0)) END AS revenue,
    CASE WHEN min(money) = max(money) THEN any_value(currency) END AS currency,
    arg_min(acquisition_source, ordered_at) AS acquisition_source, arg_min(referred_by, ordered_at) AS referred_by
FROM (SELECT *, hash(coalesce(currency, '')) AS money FROM counted_sales) GROUP BY customer_id;

CREATE OR REPLACE TEMP TABLE subscribed AS
SELECT customer_id, min(started_at) AS first_at,
    CASE WHEN bool_and(ended_at IS NOT NULL) THEN max(ended_at) END AS left_at
FROM subscriptions GROUP BY customer_id;

CREATE OR REPLACE TEMP TABLE asked AS
SELECT customer_id, min(created_at) AS first_at, count(*) AS tickets FROM tickets GROUP BY customer_id;

CREATE OR REPLACE TEMP TABLE answered AS
SELECT customer_id, min(answered_at) AS first_at, {responses} AS responses FROM surveys GROUP BY customer_id;

CREATE OR REPLACE TEMP TABLE used AS
SELECT customer_id, min(occurred_at) AS first_at FROM usage GROUP BY customer_id;

DELETE FROM profiles;
INSERT INTO profiles BY NAME
SELECT customer_id, first_order_at, last_order_at, coalesce(orders, 0) AS orders, revenue, currency,
    least(first_order_at, subscribed.first_at, c.joined_at) AS started_at,
    coalesce(c.joined_at, least(first_order_at, subscribed.first_at, asked.first_at, answered.first_at, used.first_at)) AS joined_at,
    coalesce(c.left_at, subscribed.left_at) AS left_at, c.status, c.segment,
    coalesce(c.acquisition_source, bought.acquisition_source) AS acquisition_source,
    coalesce(c.referred_by, bought.referred_by) AS referred_by,
    coalesce(tickets, 0) AS tickets, coalesce(responses, 0) AS responses, c.extra
FROM (
    SELECT customer_id FROM customers UNION SELECT customer_id FROM bought UNION SELECT customer_id FROM subscribed
    UNION SELECT customer_id FROM asked UNION SELECT customer_id FROM answered UNION SELECT customer_id FROM used
)
LEFT JOIN known_customers AS c USING (customer_id) LEFT JOIN bought USING (customer_id)
LEFT JOIN subscribed USING (customer_id) LEFT JOIN asked USING (customer_id)
LEFT JOIN answered USING (customer_id) LEFT JOIN used USING (customer_id)
WHERE customer_id IS NOT NULL ORDER BY customer_id;
DROP TABLE bought; DROP TABLE subscribed; DROP TABLE asked; DROP TABLE answered; DROP TABLE used;
"""


# The events of which the profiles tell whether they moved; of others everything is placed anew.
_IN_PROFILES = ("days", "days left", "since:first order")
# Loading one of these may move a customer's beginning, by which rows of all tables are placed.
_BEGINNINGS = ("customers", "sales", "subscriptions")
_OF_MOVED = "customer_id IN (SELECT customer_id FROM moved)"
_PLACED_BY_DAYS = tuple(name for name in TABLES if name != "measures")
_MOVED = """
CREATE OR REPLACE TEMP TABLE moved AS
SELECT customer_id FROM profiles AS p FULL JOIN earlier AS e USING (customer_id)
WHERE p.started_at IS DISTINCT FROM e.started_at OR p.first_order_at IS DISTINCT FROM e.first_order_at
    OR p.left_at IS DISTINCT FROM e.left_at
"""


def derive(cursor: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> None:
    """Renew everything that follows from the loaded rows, in the caller's transaction."""
    _renew_profiles(cursor)
    place(cursor, rules)
    classify(cursor)
    _count_up(cursor)


def derive_after(
    cursor: duckdb.DuckDBPyConnection, rules: Iterable[Rule], table: str, import_id: str, all_placed: bool
) -> None:
    """Renew what follows from one import into ``table``; ``all_placed`` when its rows have their phase already.

    They have it by the beginnings of customers as they are with these rows.
    """
    rules = tuple(rules)
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE earlier AS SELECT customer_id, started_at, first_order_at, left_at FROM profiles "
        + ("" if table in _BEGINNINGS else "LIMIT 0")
    )
    _renew_profiles(cursor)
    elsewhere = [rule.field for rule in rules if counts_days(rule.field) and rule.field not in _IN_PROFILES]
    if any(is_known_from(field, table) for field in elsewhere):
        place(cursor, rules, _PLACED_BY_DAYS)
    moved = _moved(cursor, table)
    new, placed = f"phase_rule IS NULL AND import_id = {literal(import_id)}", f"import_id <> {literal(import_id)}"
    for name in TABLES:
        rows = [new] if name == table and not all_placed else []
        if moved and name in _PLACED_BY_DAYS:
            rows.append(f"({_OF_MOVED} AND {placed if name == table and all_placed else 'TRUE'})")
        if rows:
            place(cursor, rules, [name], " OR ".join(rows))
    cursor.execute("DROP TABLE moved")
    cursor.execute("DROP TABLE earlier")
    if table in (*_BEGINNINGS, "surveys", "tickets"):
        classify(cursor)
    _count_up(cursor)


def _renew_profiles(cursor: duckdb.DuckDBPyConnection) -> None:
    # Where all answers are to one question there is one row for each sheet, and telling them apart would be half the work.
    questions = cursor.execute("SELECT DISTINCT question FROM surveys LIMIT 2").fetchall()
    cursor.execute(_PROFILES.format(responses="count(DISTINCT response_id)" if len(questions) > 1 else "count(*)"))


def _moved(cursor: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Make the table ``moved``: customers whose beginning or end the import into ``table`` moved; whether there are any."""
    cursor.execute(f"{_MOVED} {'' if table in _BEGINNINGS else 'LIMIT 0'}")
    return bool(cursor.execute("SELECT 1 FROM moved LIMIT 1").fetchall())


def outdate(database: Database) -> None:
    """Count the data's version up although no row changed: everything that was computed is stale."""
    with database.write() as cursor:
        _count_up(cursor)


def _count_up(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute("UPDATE counters SET value = value + 1 WHERE name = 'data_version'")
