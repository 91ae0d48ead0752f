"""What the receipt says of orders that count nowhere, were paid back, or name no customer.

The macros ``is_sale`` and ``is_refunded`` decide, over which the views ``counted_sales`` and ``purchases`` stand (migrations 8 to 10).
"""

from __future__ import annotations

import duckdb

from analytics.store.statuses import NO_SALE

_SHOWN = 5


def not_counted(cursor: duckdb.DuckDBPyConnection, import_id: str) -> tuple[str, ...]:
    """What the receipt says of orders of one import that are kept and count nowhere, by their status."""
    found = cursor.execute(
        "SELECT status, orders FROM (SELECT status, count(*) AS orders FROM sales WHERE import_id = ? GROUP BY status) "
        "WHERE NOT is_sale(status) ORDER BY orders DESC, status",
        [import_id],
    ).fetchall()
    if not found:
        return ()
    shown = ", ".join(f"{orders:,} {status.removeprefix(NO_SALE)}" for status, orders in found[:_SHOWN])
    rest = sum(orders for _, orders in found[_SHOWN:])
    return (f"Kept, but no sales by their status: {shown}{f' and {rest:,} more' if rest else ''}.",)


def paid_back(cursor: duckdb.DuckDBPyConnection, import_id: str) -> tuple[str, ...]:
    """What the receipt says of orders that are refunded by their status alone: all of them counts as paid back."""
    orders = cursor.execute(
        "SELECT coalesce(sum(orders), 0) FROM (SELECT status, count(*) AS orders FROM sales "
        "WHERE import_id = $import AND refunded IS NULL AND amount > 0 GROUP BY status) "
        "WHERE is_refunded(status) AND is_sale(status) "
        "AND NOT EXISTS (SELECT 1 FROM sales WHERE import_id = $import AND amount < 0)",
        {"import": import_id},
    ).fetchall()[0][0]
    if not orders:
        return ()
    one = orders == 1
    return (
        f"{orders:,} {'order is' if one else 'orders are'} refunded by {'its' if one else 'their'} status, and nothing tells "
        f"how much: all of {'it' if one else 'them'} counts as paid back.",
    )


def without_customer(cursor: duckdb.DuckDBPyConnection, import_id: str) -> tuple[str, ...]:
    """What the receipt says of orders of which nobody knows who bought."""
    counted = "SELECT count(*) FROM sales WHERE import_id = ? AND customer_id IS NULL"
    orders = cursor.execute(counted, [import_id]).fetchall()[0][0]
    if not orders:
        return ()
    names = "order names" if orders == 1 else "orders name"
    return (f"{orders:,} {names} no customer: counted in revenue, and left out of all that is about customers.",)
