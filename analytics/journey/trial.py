"""What rules would do, tried out without placing anything: the rows each takes, its conflicts, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.journey.rules import Rule
from analytics.store.database import Database
from analytics.store.rule_fits import rule_fits


@dataclass(frozen=True)
class Trial:
    """What rules do.

    ``rules``, one row each in order: ``takes`` (rows for which it is the first that fits), ``contested`` (of these, rows
    that a later rule of another phase would also have taken) and ``missed`` (rows that fit it, but that an earlier rule of
    another phase took). ``conflicts``: earlier and later (numbers of two rules of different phases, from 0) and rows, the
    greatest first. ``leftovers``: table, rows that no rule fits, of.
    """

    rules: pd.DataFrame
    conflicts: pd.DataFrame
    leftovers: pd.DataFrame


def try_out(database: Database, rules: Sequence[Rule]) -> Trial:
    """What the rules do with the rows of a workspace."""
    return judged(rule_fits(database, rules), rules)


def judged(fits: pd.DataFrame, rules: Sequence[Rule]) -> Trial:
    """What rules do, from how many rows fit which of them (table, fits, rows).

    >>> fits = pd.DataFrame({"table": ["tickets"] * 3, "fits": [(0, 1), (1,), ()], "rows": [5, 3, 2]})
    >>> found = judged(fits, [Rule("support", "", "text", "any"), Rule("adoption", "", "channel", "any")])
    >>> found.rules[["takes", "contested", "missed"]].values.tolist()
    [[5, 5, 0], [3, 0, 5]]
    >>> found.leftovers.values.tolist()
    [['tickets', 2, 10]]
    """
    takes, contested, missed = ([0] * len(rules) for _ in range(3))
    pairs: dict[tuple[int, int], int] = {}
    for numbers, rows in zip(fits["fits"], fits["rows"], strict=True):
        if not numbers:
            continue
        first, *later = numbers
        others = [number for number in later if rules[number].phase != rules[first].phase]
        takes[first] += rows
        contested[first] += rows if others else 0
        for other in others:
            missed[other] += rows
            pairs[first, other] = pairs.get((first, other), 0) + rows
    return Trial(
        pd.DataFrame({"takes": takes, "contested": contested, "missed": missed}),
        _conflicts(pairs),
        _leftovers(fits),
    )


def _conflicts(pairs: dict[tuple[int, int], int]) -> pd.DataFrame:
    rows = [(first, other, n) for (first, other), n in pairs.items()]
    found = pd.DataFrame(rows, columns=["earlier", "later", "rows"])
    return found.sort_values(["rows", "earlier", "later"], ascending=[False, True, True]).reset_index(drop=True)


def _leftovers(fits: pd.DataFrame) -> pd.DataFrame:
    counted = fits.assign(left=fits["rows"].where(fits["fits"].map(len) == 0, 0))
    found = counted.groupby("table", sort=False).agg(rows=("left", "sum"), of=("rows", "sum")).reset_index()
    return found[found["rows"] > 0].reset_index(drop=True)
