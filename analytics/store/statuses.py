"""What a person says of the statuses of orders: which are no sale, and which are one although they sound otherwise.

What is said is a translation of the status (``ColumnUse.values``), and so remembered with the mapping: "no sale: "
or "sale: " before it. The macro ``is_sale`` knows the first (migration 9); with the second no word of ``is_counted`` begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from analytics.errors import UnclearMapping
from analytics.files.mapping import ColumnUse, Mapping
from analytics.store.database import Database
from analytics.store.deals import NOT_WON, not_won

NO_SALE, SALE = "no sale: ", "sale: "


def no_sales(database: Database, use: ColumnUse, statuses: Sequence[str]) -> tuple[str, ...]:
    """Which of the different ``statuses`` in the column of ``use`` count as no sale, as told before or by their words.

    >>> from analytics import Workspace
    >>> use = ColumnUse("status", "State", values=(("on hold", "no sale: on hold"), ("Expired", "sale: Expired")))
    >>> no_sales(Workspace(":memory:").database, use, ["paid", "Storniert", "on hold", "Expired"])
    ('Storniert', 'on hold')
    """
    meant = {said.lower(): meaning for said, meaning in use.values}
    told = {status: meant.get(status.lower(), status) for status in statuses}
    open_or_lost = set(not_won(use.column, [status for status in statuses if status.lower() not in meant]))
    rows = database.rows(
        "SELECT list_transform($statuses::VARCHAR[], lambda status: is_sale(status))", {"statuses": list(told.values())}
    )
    counts = dict(zip(statuses, rows[0][0], strict=True))
    return tuple(status for status in statuses if not counts[status] or status in open_or_lost)


def told_before(use: ColumnUse) -> tuple[str, ...]:
    """The statuses of which a person, or an earlier file of deals, said whether they are sales.

    >>> told_before(ColumnUse("status", "State", values=(("x1", "paid"), ("on hold", "no sale: on hold"))))
    ('on hold',)
    """
    return tuple(said for said, meant in use.values if meant.startswith((NO_SALE, SALE, NOT_WON)))


def with_told(mapping: Mapping, no_sale: Collection[str] = (), sale: Iterable[str] = ()) -> Mapping:
    """The mapping under which orders with a status in ``no_sale`` count nowhere, and those in ``sale`` do.

    Raises UnclearMapping where no column fills the status of an order.

    >>> mapping = Mapping("sales", (ColumnUse("status", "State", values=(("x1", "paid"), ("on hold", "no sale: on hold"))),))
    >>> with_told(mapping, ["X1"], ["on hold"]).uses[0].values
    (('X1', 'no sale: X1'), ('on hold', 'sale: on hold'))
    """
    use = mapping.use_of("status")
    if mapping.kind != "sales" or use is None:
        raise UnclearMapping("Only orders with a status can be told to be sales or not; no column here holds one.")
    said = {status: NO_SALE + status for status in no_sale} | {status: SALE + status for status in sale}
    anew = {status.lower() for status in said}
    kept = [pair for pair in use.values if pair[0].lower() not in anew]
    told = replace(use, values=(*kept, *said.items()))
    return replace(mapping, uses=tuple(told if one is use else one for one in mapping.uses))
