"""Orders in several rows: whose amount counts once, whose amounts add up, and amounts that stand as price and quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.files.columns import Column
from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable
from analytics.files.uses import use_of

# The price of one piece, and how many were bought; without a price of the line this is what an order is made of.
_UNIT_PRICES = frozenset(
    str.split(
        "unit price|price per unit|item price|price each|unit amount|product price|unit selling price|price per item|"
        "einzelpreis|stuckpreis|preis pro stuck|precio unitario|precio unidad|prix unitaire|preco unitario|valor unitario|"
        "prezzo unitario|stukprijs|eenheidsprijs",
        "|",
    )
)
_QUANTITIES = frozenset(
    str.split(
        "quantity|qty|quantity ordered|order quantity|item quantity|quantity sold|units|units sold|number of units|"
        "menge|anzahl|stuckzahl|cantidad|unidades|quantite|quantidade|aantal|quantita",
        "|",
    )
)
# Rows of which fewer belong to an order of several are corrections or copies, not lines.
_SOME = 0.05


def with_unit_prices(mapping: Mapping, columns: Sequence[Column]) -> Mapping:
    """The amount as price times quantity, where the file names both and no column holds the amount itself.

    >>> price, many = Column("UnitPrice", "UnitPrice", ("2.55",), 1), Column("Quantity", "Quantity", ("6",), 1)
    >>> with_unit_prices(Mapping("sales"), (price, many)).use_of("amount").times
    'Quantity'
    """
    if mapping.kind != "sales" or mapping.column_of("amount"):
        return mapping
    price = next((column for column in columns if column.plain in _UNIT_PRICES and column.fits["money"]), None)
    many = next((column for column in columns if column.plain in _QUANTITIES and column.fits["number"]), None)
    if price is None or many is None:
        return mapping
    amount = replace(use_of("amount", price, KINDS["sales"], 0.9), times=many.name)
    doubt = f"No column holds the amount of a row: it was taken to be {price.name} times {many.name}."
    return replace(mapping, uses=(*mapping.uses, amount), doubts=(*mapping.doubts, doubt))


def with_order_lines(mapping: Mapping, table: SourceTable) -> Mapping:
    """Orders in several rows: an amount of the whole order counts once, the amounts of lines add up."""
    key, amount = mapping.column_of("order_id"), mapping.use_of("amount")
    if mapping.kind != "sales" or not key or not amount or not amount.column:
        return mapping
    lines = _lines(table, key, amount.column)
    if sum(map(len, lines)) < _SOME * len(table.preview):
        return mapping
    if not amount.times and all(len(set(filter(None, cells))) <= 1 for cells in lines):
        return replace(mapping, grain="lines")
    doubt = f"{key} stands in several rows: they become one order, and their amounts add up."
    return replace(mapping, grain="items", doubts=(*mapping.doubts, doubt))


def _lines(table: SourceTable, key: str, amount: str) -> list[list[str]]:
    """The amounts of each order that stands in several rows of the preview."""
    at, amount_at = table.columns.index(key), table.columns.index(amount)
    amounts: dict[str, list[str]] = {}
    for row in table.preview:
        amounts.setdefault(row[at] or "", []).append(row[amount_at] or "")
    return [cells for order, cells in amounts.items() if order and len(cells) > 1]
