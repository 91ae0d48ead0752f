"""Deals of a sales pipeline: only those that were won are sales.

The export of a pipeline holds deals that are lost, and deals about which people still talk, with an amount like any
other. Its stages are named as the company likes, so they are told apart by the one that says "won".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

import duckdb

from analytics.files.columns import plain
from analytics.files.mapping import ColumnUse, Mapping
from analytics.sql import quoted

NOT_WON = "not won: "  # the macro is_counted knows it (migration 8)
_WON = re.compile(r"\b(won|closedwon|gewonnen|ganad[oa]|gagnee?|vint[oa]|ganh[oa])\b")
_LOST = re.compile(r"\b(lost|closedlost|verloren|perdid[oa]|perdue?|pers[oa])\b")
_NOT = re.compile(r"\b(not|nicht|no|non|nao|pas|niet)\b")
_STAGED = re.compile(r"\b(deal|stage|pipeline|opportunity|phase|fase|etapa|etape)\b")
_MOST_STAGES = 200  # a column of more different texts holds no stages


def settle_deals(cursor: duckdb.DuckDBPyConnection, staging: str, mapping: Mapping) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping with every stage but "won" marked as such, where the staged rows are deals; and what to tell of it.

    They are deals where a status says "won" and another "lost", or the column is named for a stage. A stage that a
    person translated already stays as told.

    >>> cursor = duckdb.connect()
    >>> rows = "(VALUES ('Closed Won'), ('Closed Lost'), ('Negotiation')) AS t(Stage)"
    >>> cursor.sql(f"FROM {rows}").to_table("staged")
    >>> mapping, notes = settle_deals(cursor, "staged", Mapping("sales", (ColumnUse("status", "Stage"),)))
    >>> dict(mapping.uses[0].values)["Negotiation"], notes[0]
    ('not won: Negotiation', 'Stage: 1 of 3 rows says that the deal was won; only those count as sales.')
    """
    use = mapping.use_of("status")
    if mapping.kind != "sales" or use is None or not use.column:
        return mapping, ()
    # The cells as they stand: trimming each of millions would cost more than trimming the few that differ.
    cells = f"SELECT {quoted(use.column)} AS cell, count(*) FROM {staging} GROUP BY cell LIMIT {_MOST_STAGES + 1}"
    counts: Counter[str] = Counter()
    for cell, count in cursor.execute(cells).fetchall():
        if stage := (cell or "").strip():
            counts[stage] += count
    open_or_lost = not_won(use.column, counts)
    if not open_or_lost:
        return mapping, ()
    rows = sum(counts.values())
    won = rows - sum(counts[stage] for stage in open_or_lost)
    note = f"{use.column}: {won:,} of {rows:,} rows {'says' if won == 1 else 'say'} that the deal was won; only those count as sales."
    uses = tuple(_marked(one, open_or_lost) if one is use else one for one in mapping.uses)
    return replace(mapping, uses=uses), (note,)


def not_won(column: str, stages: Collection[str]) -> tuple[str, ...]:
    """Which of the different texts of a column are stages of deals that are not won; none where it holds no deals.

    >>> not_won("Stage", ["Closed Won", "Talking"]), not_won("State", ["won", "lost"]), not_won("State", ["open", "done"])
    (('Talking',), ('lost',), ())
    """
    if len(stages) > _MOST_STAGES or not any(map(is_won, stages)):
        return ()
    if not (_STAGED.search(plain(column)) or any(_LOST.search(plain(stage)) for stage in stages)):
        return ()
    return tuple(stage for stage in sorted(stages) if not is_won(stage))


def is_won(stage: str) -> bool:
    """Whether a stage says that the deal was won.

    >>> is_won("Closed Won (Sales Pipeline)"), is_won("closedwon"), is_won("Not won"), is_won("Wonderful")
    (True, True, False, False)
    """
    return bool(_WON.search(plain(stage))) and not _NOT.search(plain(stage))


def _marked(use: ColumnUse, stages: Iterable[str]) -> ColumnUse:
    """The use of the status with each of the stages marked as not won, but for those already told."""
    told = {said.lower() for said, _ in use.values}
    marks = tuple((stage, NOT_WON + stage) for stage in stages if stage.lower() not in told)
    return replace(use, values=(*use.values, *marks))
