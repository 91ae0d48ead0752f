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
    told = [meant.get(status.lower(), status) for status in statuses]
    # As for loading, all stages say whether they are those of deals, and what was told of one stays.
    open_or_lost = {stage for stage in not_won(use.column, statuses) if stage.lower() not in meant}
    counts = database.rows(
        "SELECT list_transform($statuses::VARCHAR[], lambda status: is_sale(status))", {"statuses": told}
    )[0][0]
    return tuple(
        status for status, is_sale in zip(statuses, counts, strict=True) if not is_sale or status in open_or_lost
    )


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
        raise UnclearMapping(
            "Only orders with a status can be told to be sales or not; no column here holds one. "
            "Say which column fills the field status, or load this file without."
        )
    said = {status: NO_SALE + status for status in no_sale} | {status: SALE + status for status in sale}
    anew = {status.lower() for status in said}
    kept = [pair for pair in use.values if pair[0].lower() not in anew]
    told = replace(use, values=(*kept, *said.items()))
    return replace(mapping, uses=tuple(told if one is use else one for one in mapping.uses))


def as_chosen(database: Database, mapping: Mapping, statuses: Sequence[str], chosen: Collection[str]) -> Mapping:
    """The mapping under which those ``chosen`` are no sale, and the others of ``statuses`` are.

    Nothing is written before a status that says so by itself: what was told of it before is taken back.

    >>> from analytics import Workspace
    >>> mapping = Mapping("sales", (ColumnUse("status", "State", values=(("refunded", "no sale: refunded"),)),))
    >>> statuses = ["expired", "paid", "refunded"]
    >>> as_chosen(Workspace(":memory:").database, mapping, statuses, ["paid"]).uses[0].values
    (('paid', 'no sale: paid'), ('expired', 'sale: expired'))
    """
    use = mapping.use_of("status")
    if use is None:
        return mapping
    told = told_before(use)
    plain = replace(use, values=tuple(pair for pair in use.values if pair[0] not in told))
    mapping = replace(mapping, uses=tuple(plain if one is use else one for one in mapping.uses))
    usual = no_sales(database, plain, statuses)
    no_sale = [status for status in chosen if status not in usual]
    return with_told(mapping, no_sale, [status for status in usual if status not in chosen])
